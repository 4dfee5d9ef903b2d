import type { AggregateKind, StoredEvent } from '#core/domain/shared/stored-event.ts';
import type { Reader, Tx } from '../access.ts';
import { insertSql } from './row-cursor.ts';

/** One row of the log as an array; column by column: see `toStoredEvent`. */
export type EventRow = readonly [
  device: string,
  deviceSeq: number,
  id: string,
  aggregate: AggregateKind,
  aggregateId: string,
  rev: number,
  type: string,
  payload: string,
  actor: string,
  actorName: string,
  at: number,
  businessDate: string,
  machineVersion: number,
  prevHash: string,
  hash: string,
];

/** Head of one device's chain, sealed. */
export interface StoredHead {
  readonly device: string;
  /** `deviceSeq` of the last event. */
  readonly seq: number;
  readonly hash: string;
  readonly seal: string;
}

const COLUMNS = [
  'device',
  'device_seq',
  'id',
  'aggregate',
  'aggregate_id',
  'rev',
  'type',
  'payload',
  'actor',
  'actor_name',
  'at',
  'business_date',
  'machine_version',
  'prev_hash',
  'hash',
];
const SELECT = `select ${COLUMNS.join(', ')} from event_log`;
const INSERT = insertSql('event_log', COLUMNS);

/**
 * Appends one chained event. Throws SqliteError `SQLITE_CONSTRAINT_UNIQUE` when its place on the device, its id or the
 * revision of its aggregate is taken.
 */
export function appendEvent(tx: Tx, event: StoredEvent): void {
  tx.write(INSERT).run(
    event.device,
    event.deviceSeq,
    event.id,
    event.aggregate,
    event.aggregateId,
    event.rev,
    event.type,
    event.payload,
    event.actor,
    event.actorName,
    event.at,
    event.businessDate,
    event.machineVersion,
    event.prevHash,
    event.hash,
  );
}

/** Head of a device's chain, null when the device has written nothing. */
export function readHead(reader: Reader, device: string): StoredHead | null {
  return reader.read<StoredHead>('select device, seq, hash, seal from chain_head where device = ?').get(device) ?? null;
}

/** Heads of all devices. */
export function readHeads(reader: Reader): StoredHead[] {
  return reader.read<StoredHead>('select device, seq, hash, seal from chain_head order by device').all();
}

/** Stores the head of a device's chain; same transaction as the events it covers. */
export function writeHead(tx: Tx, head: StoredHead): void {
  tx.write(
    `insert into chain_head (device, seq, hash, seal) values (?, ?, ?, ?)
     on conflict (device) do update set seq = excluded.seq, hash = excluded.hash, seal = excluded.seal`,
  ).run(head.device, head.seq, head.hash, head.seal);
}

/** Devices that have written events, or have a head. */
export function eventDevices(reader: Reader): string[] {
  return reader
    .readRaw<[string]>('select distinct device from event_log union select device from chain_head order by 1')
    .all()
    .map(([device]) => device);
}

/**
 * Events of one device in chain order, raw, one at a time. The connection can't write while the loop runs; other
 * reads are fine. For speed an `EventRow` stays an array: `toStoredEvent` only where the object is needed.
 */
export function iterateEvents(reader: Reader, device: string, afterSeq = 0): IterableIterator<EventRow> {
  const sql = `${SELECT} where device = ? and device_seq > ? order by device_seq`;
  return reader.stream<EventRow>(sql).iterate(device, afterSeq);
}

/** A part of all aggregates by key: `from <= key < before`; null = to the end. */
export interface KeyRange {
  readonly from: string;
  readonly before: string | null;
}

/**
 * All events, those of one kind or of a range of keys, so that the events of one aggregate follow one another by `rev`;
 * aggregates come in the order of their keys. The connection can't write while the loop runs.
 */
export function iterateEventsByAggregate(
  reader: Reader,
  wanted: AggregateKind | KeyRange = { from: '', before: null },
): IterableIterator<EventRow> {
  const from = `${SELECT} indexed by event_log_aggregate_idx`;
  const order = 'order by aggregate_id, rev';
  if (typeof wanted === 'string') {
    return reader.stream<EventRow>(`${from} where aggregate = ? ${order}`).iterate(wanted);
  }
  if (wanted.before === null)
    return reader.stream<EventRow>(`${from} where aggregate_id >= ? ${order}`).iterate(wanted.from);
  const range = 'where aggregate_id >= ? and aggregate_id < ?';
  return reader.stream<EventRow>(`${from} ${range} ${order}`).iterate(wanted.from, wanted.before);
}

/** Keys that cut the log into at most `parts` ranges of about as many events; fewer when one aggregate fills a part. */
export function aggregateCuts(reader: Reader, parts: number): readonly string[] {
  const every = Math.ceil(countEvents(reader) / parts);
  const next = reader.readRaw<[string]>(
    'select aggregate_id from event_log indexed by event_log_aggregate_idx where aggregate_id > ? order by aggregate_id limit 1 offset ?',
  );
  const cuts: string[] = [];
  for (let cut = next.get('', every)?.[0]; cut !== undefined; cut = next.get(cut, every)?.[0]) cuts.push(cut);
  return cuts;
}

/** Events of one aggregate by `rev`. */
export function eventsOf(reader: Reader, aggregateId: string): StoredEvent[] {
  return eventRowsOf(reader, aggregateId).map(toStoredEvent);
}

/** The same as raw rows, for folding. */
export function eventRowsOf(reader: Reader, aggregateId: string): EventRow[] {
  return reader.readRaw<EventRow>(`${SELECT} where aggregate_id = ? order by rev`).all(aggregateId);
}

/** Number of events in the log, of all devices or one. */
export function countEvents(reader: Reader, device?: string): number {
  if (device === undefined) return reader.readRaw<[number]>('select count(*) from event_log').get()?.[0] ?? 0;
  return reader.readRaw<[number]>('select count(*) from event_log where device = ?').get(device)?.[0] ?? 0;
}

/** A raw row as the type that core knows. */
export function toStoredEvent(row: EventRow): StoredEvent {
  return {
    device: row[0],
    deviceSeq: row[1],
    id: row[2],
    aggregate: row[3],
    aggregateId: row[4],
    rev: row[5],
    type: row[6],
    payload: row[7],
    actor: row[8],
    actorName: row[9],
    at: row[10],
    businessDate: row[11],
    machineVersion: row[12],
    prevHash: row[13],
    hash: row[14],
  };
}

/** Number of events of one aggregate. */
export function countEventsOf(reader: Reader, aggregateId: string): number {
  return reader.readRaw<[number]>('select count(*) from event_log where aggregate_id = ?').get(aggregateId)?.[0] ?? 0;
}
