import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createJobs } from '#worker/node/jobs.ts';
import { openProgram, type Program, ROOT } from '#test/harness/program.ts';
import { formWorkbook } from './error-form.ts';
import { partsOf } from './zip.ts';

const jobs = createJobs({
  resources: `${ROOT}resources`,
  migrationsFolder: `${ROOT}db/migrations`,
  district: '110118',
});
const SAMPLES = join(ROOT, 'resources', 'samples');
let program: Program;
beforeEach(async () => {
  program = await openProgram({ jobs });
});
afterEach(() => program.remove());

function grant(name: string): string {
  const path = join(program.root, name);
  if (!existsSync(path)) copyFileSync(join(SAMPLES, name), path);
  return program.ports.files.grant(path);
}

async function commit(name: string, fixed: { source?: string } = {}) {
  const staged = await program.call('import.stage', { file: grant(name) });
  const remapped = await program.call('import.remap', { staged: staged.staged, fixed });
  await program.call('import.decideRows', {
    staged: remapped.staged,
    select: { filter: { kinds: ['suspect'] } },
    decision: 'new',
  });
  return program.call('import.commit', { staged: remapped.staged });
}

const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('pictures that float over the rows', () => {
  test('hang at the findings of their rows, byte for byte, with what the camera wrote', async () => {
    const done = await commit('巡查排查表.xlsx');
    expect(done.photos).toMatchObject({ found: 20, attached: 20, known: 0, unplaced: 0, left: [] });
    const media = (await partsOf(readFileSync(join(SAMPLES, '巡查排查表.xlsx')))).filter(({ name }) =>
      name.startsWith('xl/media/'),
    );
    const kept = readdirSync(program.ports.folders.photos).filter((name) => /^[0-9a-f]{64}$/u.test(name));
    expect(kept.toSorted()).toEqual([...new Set(media.map(({ data }) => sha(data)))].toSorted());
    for (const name of kept) expect(sha(readFileSync(join(program.ports.folders.photos, name)))).toBe(name);
    const [first = ''] = done.findingIds;
    const photos = await program.call('photo.list', { owner: { kind: 'finding', id: first } });
    expect(photos).toMatchObject([{ role: 'before', fileName: expect.stringContaining('R5') }]);
    expect(photos[0]?.takenAt).toMatch(/^20\d\d-/u);
  });

  test('are not attached twice when the file comes again', async () => {
    await commit('巡查排查表.xlsx');
    const again = await commit('巡查排查表.xlsx');
    expect(again).toMatchObject({ created: 0, updated: 0, photos: { found: 20, attached: 0, known: 20, unplaced: 0 } });
  });

  test('of a row that is not written are named, and their bytes do not stay behind', async () => {
    const sample = await partsOf(readFileSync(join(SAMPLES, '巡查排查表.xlsx')));
    const photo = sample.find(({ name }) => name === 'xl/media/image1.jpeg')?.data ?? new Uint8Array();
    const row = ['GD-1', '网格巡查', '石城镇', '乱堆', '岸坡堆放垃圾约二十方', '2026-02-30', '一般'] as const;
    writeFileSync(join(program.root, '坏行.xlsx'), formWorkbook([row], photo));
    const done = await commit('坏行.xlsx');
    expect(done.photos).toMatchObject({ found: 1, attached: 0, unplaced: 1, left: [{ place: 'E3' }] });
    expect(existsSync(join(program.ports.folders.photos, sha(photo)))).toBe(false);
    expect(readdirSync(program.ports.folders.photos).some((name) => name.startsWith('.'))).toBe(false);
  });
});

describe('pictures inside cells (WPS)', () => {
  test('hang at the findings of their rows', async () => {
    const done = await commit('问题清单-WPS图片.xlsx', { source: '网格巡查' });
    expect(done).toMatchObject({ created: 12, photos: { found: 12, attached: 12, unplaced: 0 } });
    const [first = ''] = done.findingIds;
    const photos = await program.call('photo.list', { owner: { kind: 'finding', id: first } });
    expect(photos).toMatchObject([{ role: 'before', fileName: '表中图片-J2' }]);
  });
});
