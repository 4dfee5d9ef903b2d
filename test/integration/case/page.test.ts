import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { photosOf } from '#db/repositories/photos.ts';
import { aCase, aConfirmed, act, aPhoto, intoRectifying, PNG, reported } from '#test/harness/flow.ts';
import { openProgram, type Program } from '#test/harness/program.ts';

let program: Program;
beforeEach(async () => {
  program = await openProgram();
});
afterEach(() => program.remove());

async function closed(program_: Program, over: Parameters<typeof aCase>[1] = {}) {
  const { id } = await aCase(program_, over);
  await intoRectifying(program_, id);
  await reported(program_, id, '2026-11-02');
  await act(program_, id, { type: 'case.reviewPassed', opinion: '到位' }, 'reviewer');
  return act(program_, id, { type: 'case.closureApproved', closureNumber: null, opinion: '同意' }, 'second');
}

describe('the track of a case', () => {
  it('tells each stay, and begins a round anew when the case is sent back', async () => {
    const { id } = await aCase(program);
    await intoRectifying(program, id);
    await reported(program, id, '2026-11-02');
    await act(program, id, { type: 'case.reviewRejected', reason: '仍有残留' }, 'reviewer');
    const track = await program.call('case.track', { id });
    const handling = track.visits.filter(({ region }) => region === 'handling');
    expect(handling.map(({ state, round }) => `${state} ${round}`)).toEqual([
      'pendingAssignment 1',
      'pendingReceipt 1',
      'rectifying.active 1',
      'pendingReview 1',
      'rectifying.active 2',
    ]);
    expect(handling.at(-1)).toMatchObject({ by: 'case.reviewRejected', leftOn: null });
  });

  it('marks what the policy of this case leaves out', async () => {
    const plain = await program.call('case.track', { id: (await aCase(program)).id });
    const watched = await program.call('case.track', { id: (await aCase(program, { source: '中央督察' })).id });
    const toNotice = (track: typeof plain) => track.arrows.find(({ to }) => to === 'publicNotice')?.possible;
    expect([toNotice(plain), toNotice(watched)]).toEqual([false, true]);
  });

  it('of a case that is not there is refused', async () => {
    const reply = await program.send('case.track', { id: '018f0000-0000-7000-8000-000000000000' });
    expect(reply).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
  });
});

describe('the working of a deadline', () => {
  // The log keeps the code of the reason; on paper it would be an English word in a Chinese table.
  it('gives the reason of a suspension in words', async () => {
    const { id } = await aCase(program);
    await intoRectifying(program, id);
    await act(program, id, { type: 'case.clockSuspended', reason: 'appraisal', document: '委托书' });
    program.clock.setDay('2026-11-05');
    await act(program, id, { type: 'case.clockResumed', basis: '意见已出' });
    const [clock] = await program.call('case.working', { id });
    const left = clock?.working.filter(({ why }) => why.startsWith('中止')) ?? [];
    expect(left.map(({ why }) => why)).toContain('中止，不计（等待检测、检验或鉴定结论）');
    expect(left.every(({ why }) => !/[a-z]/iu.test(why))).toBe(true);
  });
});

describe('what hangs together with a case', () => {
  it('are its findings, those merged into it, and rebounds both ways', async () => {
    const first = await closed(program);
    const twin = await aConfirmed(program);
    const merge = { type: 'finding.merged', target: { kind: 'case', id: first.id }, reason: '同一处' } as const;
    await program.call('finding.act', { id: twin.id, rev: twin.rev, act: merge });
    const again = await aCase(program, {}, { reboundOf: first.id });

    const of = await program.call('case.links', { id: first.id });
    expect(of.findings.map(({ id }) => id)).toEqual(first.findingIds);
    expect(of.merged.map(({ id, state }) => [id, state])).toEqual([[twin.id, 'merged']]);
    expect(of.rebounds).toEqual([{ kind: 'case', id: again.id, number: again.number, state: 'pendingAssignment' }]);
    const back = await program.call('case.links', { id: again.id });
    expect(back.reboundOf).toEqual({ kind: 'case', id: first.id, number: first.number, state: 'closed' });
    expect(again.severity).toBe('serious');
  });
});

/** A JPEG with EXIF as a camera writes it: 2026-03-05 09:30:12, 40°30′N 116°54′E; all bytes by hand. */
function cameraJpeg(): Buffer<ArrayBuffer> {
  const entry = (tag: number, type: number, count: number, value: Buffer) => {
    const head = Buffer.alloc(8);
    head.writeUInt16BE(tag, 0);
    head.writeUInt16BE(type, 2);
    head.writeUInt32BE(count, 4);
    return Buffer.concat([head, Buffer.concat([value, Buffer.alloc(4)]).subarray(0, 4)]);
  };
  const long = (value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return bytes;
  };
  const short = (value: number) => {
    const bytes = Buffer.alloc(2);
    bytes.writeUInt16BE(value);
    return bytes;
  };
  const ifd = (...entries: Buffer[]) => Buffer.concat([short(entries.length), ...entries, long(0)]);
  const degrees = (d: number, m: number) => Buffer.concat([d, 1, m, 1, 0, 1].map(long));
  const [ifd0At, exifAt, gpsAt] = [8, 8 + 30, 8 + 30 + 18];
  const dataAt = gpsAt + 54;
  const tiff = Buffer.concat([
    Buffer.from('MM'),
    short(42),
    long(ifd0At),
    ifd(entry(0x8769, 4, 1, long(exifAt)), entry(0x8825, 4, 1, long(gpsAt))),
    ifd(entry(0x9003, 2, 20, long(dataAt))),
    ifd(
      entry(1, 2, 2, Buffer.from('N\0')),
      entry(2, 5, 3, long(dataAt + 20)),
      entry(3, 2, 2, Buffer.from('E\0')),
      entry(4, 5, 3, long(dataAt + 44)),
    ),
    Buffer.from('2026:03:05 09:30:12\0'),
    degrees(40, 30),
    degrees(116, 54),
  ]);
  const body = Buffer.concat([Buffer.from('Exif\0\0'), tiff]);
  return Buffer.concat([Buffer.from('ffd8ffe1', 'hex'), short(body.length + 2), body, Buffer.from('ffd9', 'hex')]);
}

describe('photos', () => {
  it('keep the time and the place that the camera wrote, by its own clock', async () => {
    const { id } = await aCase(program, { lon: 116.9, lat: 40.5 });
    expect((await aPhoto(program, id, 'before', cameraJpeg())).ok).toBe(true);
    const [photo] = await program.call('photo.list', { owner: { kind: 'case', id } });
    expect(photo).toMatchObject({
      role: 'before',
      fileName: 'before.png',
      takenAt: '2026-03-05T09:30:12',
      lon: 116.9,
      lat: 40.5,
      distanceMetres: 0,
    });
  });

  // In another time zone a revived date would be hours off, or of another day.
  it('tell the same time wherever the machine stands', () => {
    const script = `
      import { readPhotoFacts } from '#worker/photo/read-facts.ts';
      const facts = await readPhotoFacts(Buffer.from(process.argv[1], 'hex'));
      process.stdout.write(facts.takenAt);`;
    const told = ['Pacific/Kiritimati', 'Pacific/Pago_Pago'].map((TZ) =>
      execFileSync(process.execPath, ['--input-type=module', '-e', script, cameraJpeg().toString('hex')], {
        env: { ...process.env, TZ },
        encoding: 'utf8',
      }),
    );
    expect(told).toEqual(['2026-03-05T09:30:12', '2026-03-05T09:30:12']);
  });

  it('without EXIF have none, and are kept', async () => {
    const { id } = await aCase(program);
    await aPhoto(program, id, 'after', PNG);
    const [photo] = await program.call('photo.list', { owner: { kind: 'case', id } });
    expect(photo).toMatchObject({ takenAt: null, lon: null, distanceMetres: null, bytes: PNG.length });
    expect(readFileSync(`${program.ports.folders.photos}/${photo?.sha256}`).equals(PNG)).toBe(true);
  });

  it('of a case are its own and those of its findings', async () => {
    const record = await aCase(program);
    const [findingId = ''] = record.findingIds;
    await aPhoto(program, record.id, 'after');
    program.connection.sqlite
      .prepare(
        `insert into photo (id, owner_kind, owner_id, role, file_name, sha256, size, added_at) values ('p', 'finding', ?, 'before', 'a.jpg', 'x', 1, 1)`,
      )
      .run(findingId);
    const photos = await program.call('photo.list', { owner: { kind: 'case', id: record.id } });
    expect(photos.map(({ role, owner }) => [role, owner.kind])).toEqual([
      ['before', 'finding'],
      ['after', 'case'],
    ]);
    expect(photosOf(program.connection.reader, 'case', record.id)).toHaveLength(1);
  });

  it('are found by an index', () => {
    const sql = `explain query plan select id from photo where owner_kind = 'case' and owner_id = 'x' order by added_at, id`;
    const plan = program.connection.sqlite.prepare<[], { detail: string }>(sql).all();
    expect(plan[0]?.detail).toContain('photo_owner_idx');
  });
});
