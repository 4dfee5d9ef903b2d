import { describe, expect, test } from 'vitest';
import type { StoredEvent } from '#core/domain/shared/stored-event.ts';
import { inReadTx, inWriteTx } from '#db/access.ts';
import {
  appendEvent,
  countEvents,
  eventDevices,
  eventsOf,
  iterateEvents,
  iterateEventsByAggregate,
  readHead,
  readHeads,
  toStoredEvent,
  writeHead,
} from '#db/repositories/events.ts';
import { nextNumber } from '#db/repositories/numbers.ts';
import { assertTriggersAndFts } from '#db/schema/triggers.ts';
import { openTestDatabase } from './test-database.ts';

function event(device: string, deviceSeq: number, aggregateId: string, rev: number): StoredEvent {
  return {
    id: `${device}-${deviceSeq}`,
    device,
    deviceSeq,
    aggregate: aggregateId.startsWith('f') ? 'finding' : 'case',
    aggregateId,
    rev,
    type: 'case.assigned',
    payload: '{"leadUnit":"密云镇"}',
    actor: 'a1',
    actorName: '张三',
    at: 1_780_000_000_000 + deviceSeq,
    businessDate: '2026-03-05',
    machineVersion: 1,
    prevHash: '0'.repeat(64),
    hash: 'a'.repeat(64),
  };
}

const EVENTS = [event('d1', 1, 'f1', 1), event('d1', 2, 'c1', 1), event('d2', 1, 'f1', 2), event('d1', 3, 'c1', 2)];

function withEvents() {
  const connection = openTestDatabase();
  inWriteTx(connection, (tx) => {
    for (const one of EVENTS) appendEvent(tx, one);
  });
  return connection;
}

describe('the log', () => {
  test('gives back events as stored: by device in chain order, by aggregate by revision', () => {
    const { reader } = withEvents();
    expect([...iterateEvents(reader, 'd1')].map(toStoredEvent)).toEqual([EVENTS[0], EVENTS[1], EVENTS[3]]);
    expect([...iterateEvents(reader, 'd1', 1)].map(toStoredEvent)).toEqual([EVENTS[1], EVENTS[3]]);
    expect([...iterateEventsByAggregate(reader)].map(toStoredEvent)).toEqual([
      EVENTS[1],
      EVENTS[3],
      EVENTS[0],
      EVENTS[2],
    ]);
    expect([...iterateEventsByAggregate(reader, 'finding')].map(toStoredEvent)).toEqual([EVENTS[0], EVENTS[2]]);
    expect(eventsOf(reader, 'c1')).toEqual([EVENTS[1], EVENTS[3]]);
    expect([countEvents(reader), countEvents(reader, 'd2'), eventDevices(reader)]).toEqual([4, 1, ['d1', 'd2']]);
  });

  test.each([
    ['an update', "update event_log set actor = 'x' where device_seq = 1"],
    ['a deletion', 'delete from event_log where device_seq = 3'],
    ['a replacement', "insert or replace into event_log select * from event_log where device = 'd2'"],
  ])('refuses %s, so that no code changes what is logged', (_name, sql) => {
    const connection = withEvents();
    expect(() => connection.sqlite.exec(sql)).toThrow(expect.objectContaining({ code: 'SQLITE_CONSTRAINT_TRIGGER' }));
    expect([...iterateEventsByAggregate(connection.reader)]).toHaveLength(4);
  });

  test.each([
    ['place on the device', { ...event('d1', 3, 'c9', 1), id: 'new' }],
    ['revision of an aggregate', { ...event('d1', 4, 'c1', 2), id: 'new' }],
    ['id', { ...event('d1', 4, 'c9', 1), id: 'd1-1' }],
  ])('refuses a %s that is taken', (_name, taken) => {
    const connection = withEvents();
    expect(() => inWriteTx(connection, (tx) => appendEvent(tx, taken))).toThrow(
      expect.objectContaining({ code: 'SQLITE_CONSTRAINT_UNIQUE' }),
    );
  });

  test.each([
    ['aggregate', { aggregate: 'river' }],
    ['date', { businessDate: '2026-3-5' }],
    ['payload', { payload: '{' }],
    ['hash', { hash: 'short' }],
  ])('refuses a wrong %s by constraint, whoever writes it', (_name, wrong) => {
    const connection = openTestDatabase();
    const bad = { ...event('d1', 1, 'c1', 1), ...wrong };
    const values = [bad.aggregate, bad.payload, bad.businessDate, bad.prevHash, bad.hash];
    const sql = `insert into event_log (id, device, device_seq, aggregate, aggregate_id, rev, type, payload, actor, actor_name,
      at, business_date, machine_version, prev_hash, hash) values ('e', 'd', 1, ?, 'c1', 1, 't', ?, 'a', 'n', 1, ?, 1, ?, ?)`;
    expect(() => connection.sqlite.prepare(sql).run(...values)).toThrow(
      expect.objectContaining({ code: 'SQLITE_CONSTRAINT_CHECK' }),
    );
  });

  test('keeps one head a device, the latest', () => {
    const connection = openTestDatabase();
    const head = (device: string, seq: number) => ({ device, seq, hash: 'b'.repeat(64), seal: `s${seq}` });
    inWriteTx(connection, (tx) => {
      for (const one of [head('d1', 1), head('d2', 5), head('d1', 2)]) writeHead(tx, one);
    });
    expect(readHead(connection.reader, 'd1')).toEqual(head('d1', 2));
    expect(readHead(connection.reader, 'd3')).toBeNull();
    expect(readHeads(connection.reader)).toEqual([head('d1', 2), head('d2', 5)]);
  });
});

describe('numbers', () => {
  test('rise by kind and year; a rollback gives back, a used one never comes again', () => {
    const connection = openTestDatabase();
    const next = (kind: 'finding' | 'case', year: number) => inWriteTx(connection, (tx) => nextNumber(tx, kind, year));
    expect([next('case', 2026), next('case', 2026), next('finding', 2026), next('case', 2027)]).toEqual([1, 2, 1, 1]);
    const failing = () =>
      inWriteTx(connection, (tx) => {
        nextNumber(tx, 'case', 2026);
        throw new Error('the command failed');
      });
    expect(failing).toThrow('the command failed');
    expect(next('case', 2026)).toBe(3);
  });
});

describe('access', () => {
  test('a reader refuses to write, a Tx refuses to work outside its transaction', () => {
    const connection = openTestDatabase();
    expect(() => connection.reader.read("delete from setting where key = 'x'")).toThrow('may not write');
    const escaped = inWriteTx(connection, (tx) => tx);
    expect(() => escaped.write("delete from setting where key = 'x'")).toThrow('outside its transaction');
  });

  test('a failed or asynchronous transaction leaves nothing and no lock', () => {
    const connection = openTestDatabase();
    const write = () => connection.tx.write("insert into setting (key, value) values ('k', '1')").run();
    const asynchronous = () =>
      inWriteTx(connection, async () => {
        write();
        await Promise.resolve();
      });
    expect(asynchronous).toThrow('must be synchronous');
    expect(connection.sqlite.inTransaction).toBe(false);
    expect(() => inWriteTx(connection, () => inWriteTx(connection, write))).toThrow('already open');
    expect(() => inReadTx(connection, () => inWriteTx(connection, write))).toThrow('already open');
    expect(connection.sqlite.prepare('select count(*) from setting').pluck().get()).toBe(0);
  });
});

describe('triggers', () => {
  test('are put back when a table rebuild dropped them, and what was not counted meanwhile is counted', () => {
    const { sqlite } = openTestDatabase();
    for (const name of ['event_log_refuse_update', 'finding_tally_insert']) sqlite.exec(`drop trigger ${name}`);
    sqlite.exec("insert into finding_tally values ('', 'mining', 'filed', 'major', 'x', 7)");
    assertTriggersAndFts(sqlite);
    const names = sqlite.prepare("select name from sqlite_schema where type = 'trigger'").pluck().all();
    expect(names).toEqual(expect.arrayContaining(['event_log_refuse_update', 'finding_tally_insert']));
    expect(sqlite.prepare('select count(*) from finding_tally').pluck().get()).toBe(0);
  });

  test('write nothing at the next open when all is there', () => {
    const { sqlite } = openTestDatabase();
    const changes = () => sqlite.prepare('select total_changes()').pluck().get();
    const before = sqlite.pragma('schema_version', { simple: true });
    const written = changes();
    assertTriggersAndFts(sqlite);
    expect(sqlite.pragma('schema_version', { simple: true })).toBe(before);
    expect(changes()).toBe(written);
  });
});
