import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createJobs } from '#worker/node/jobs.ts';
import { aProblem, type ProblemInput } from '#test/harness/problem.ts';
import { openProgram, type Program, ROOT } from '#test/harness/program.ts';
import { partsOf, zipOf } from './zip.ts';

const jobs = createJobs({
  resources: `${ROOT}resources`,
  migrationsFolder: `${ROOT}db/migrations`,
  district: '110118',
});
let program: Program;
let pictures: readonly Uint8Array[];
beforeEach(async () => {
  program = await openProgram({ jobs });
  const parts = await partsOf(readFileSync(join(ROOT, 'resources', 'samples', '巡查排查表.xlsx')));
  pictures = parts.filter(({ name }) => /media\/image\d+\.jpeg$/u.test(name)).map(({ data }) => data);
});
afterEach(() => program.remove());

function fileAt(path: string, content: Uint8Array): string {
  const full = join(program.root, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, content);
  return program.ports.files.grant(full);
}

const picture = (index: number) => pictures[index] ?? new Uint8Array();
const register = async (over: Partial<ProblemInput> = {}) =>
  program.call('finding.register', { problem: aProblem(over) });
const match = (files: readonly string[], batchId: string | null = null) =>
  program.call('photo.match', { batchId, files: [...files] });
const list = (id: string) => program.call('photo.list', { owner: { kind: 'finding', id } });

/** Every photo that has a place, at that place. */
async function attachAll(plan: Awaited<ReturnType<typeof match>>) {
  const photos = plan.photos.flatMap(({ key, target, role }) =>
    target === null ? [] : [{ photo: key, findingId: target.id, role }],
  );
  return program.call('photo.attachMatched', { plan: plan.plan, photos });
}

describe('photos matched by number', () => {
  test('nothing is attached before it is confirmed; then byte for byte, with what the camera wrote', async () => {
    const { id } = await register({ externalNumbers: ['MY202600121'] });
    const plan = await match([
      fileAt('现场/MY202600121-1.jpg', picture(0)),
      fileAt('整改后/MY202600121.jpg', picture(1)),
    ]);
    expect(plan.counts).toEqual({ found: 2, matched: 2, ambiguous: 0, unplaced: 0 });
    expect(plan.photos.map(({ role, path }) => [role, path])).toEqual([
      ['before', '现场/MY202600121-1.jpg'],
      ['after', '整改后/MY202600121.jpg'],
    ]);
    expect(await list(id)).toEqual([]);
    expect(await attachAll(plan)).toEqual({ attached: 2, known: 0, left: [] });
    const photos = await list(id);
    expect(photos.map(({ role }) => role)).toEqual(['before', 'after']);
    const kept = readFileSync(join(program.ports.folders.photos, photos[0]?.sha256 ?? ''));
    expect(kept.equals(Buffer.from(picture(0)))).toBe(true);
    expect(photos[0]?.takenAt).toMatch(/^20\d\d-/u);
    expect((await program.call('finding.get', { id })).beforePhotos).toBe(1);
  });

  test('the same photo chosen again is known, not attached twice', async () => {
    const { id } = await register({ externalNumbers: ['GD-7'] });
    const file = fileAt('GD-7.jpg', picture(0));
    await attachAll(await match([file]));
    const again = await match([file]);
    expect(again.photos[0]?.known).toBe(true);
    expect(await attachAll(again)).toMatchObject({ attached: 0, known: 1 });
    expect(await list(id)).toHaveLength(1);
  });

  test('a plan that was carried out is used up', async () => {
    await register({ externalNumbers: ['GD-7'] });
    const plan = await match([fileAt('GD-7.jpg', picture(0))]);
    await attachAll(plan);
    const photos = [{ photo: '1', findingId: plan.photos[0]?.target?.id ?? '', role: 'before' as const }];
    const reply = await program.send('photo.attachMatched', { plan: plan.plan, photos });
    expect(reply).toMatchObject({ ok: false, error: { code: 'PHOTO_PLAN_UNKNOWN' } });
  });
});

describe('a zip of photos', () => {
  test('is unpacked, matched with its folders, and leaves nothing behind', async () => {
    await register({ externalNumbers: ['GD-8'] });
    const zip = zipOf([
      { name: 'GD-8/整改前/DJI_0001.JPG', data: picture(0) },
      { name: 'GD-8/整改后/DJI_0002.JPG', data: picture(1) },
      { name: '说明.txt', data: Buffer.from('说明') },
    ]);
    const plan = await match([fileAt('照片.zip', zip)]);
    expect(plan).toMatchObject({ counts: { found: 2, matched: 2 }, others: ['压缩包内 1 个不是照片的文件'] });
    expect(plan.photos.map(({ role }) => role)).toEqual(['before', 'after']);
    await attachAll(plan);
    expect(readdirSync(program.ports.folders.staging)).toEqual([]);
  });

  test('that names a path outside its folder is refused, and writes nothing', async () => {
    const zip = zipOf([{ name: '../../坏.jpg', data: picture(0) }]);
    const reply = await program.send('photo.match', { batchId: null, files: [fileAt('照片.zip', zip)] });
    expect(reply).toMatchObject({ ok: false, error: { code: 'ZIP_NAME_UNSAFE' } });
    expect(existsSync(join(program.root, '坏.jpg'))).toBe(false);
    expect(readdirSync(program.ports.folders.staging)).toEqual([]);
  });

  test('that swells is refused before it is unpacked', async () => {
    const zip = zipOf([{ name: 'GD-8.jpg', data: Buffer.alloc(40 << 20) }]);
    const reply = await program.send('photo.match', { batchId: null, files: [fileAt('照片.zip', zip)] });
    expect(reply).toMatchObject({ ok: false, error: { code: 'ZIP_RATIO_SUSPECT' } });
  });
});

describe('photos of a batch', () => {
  test('by row and by 序号; a finding of another batch is not touched', async () => {
    const name = '问题清单-WPS图片.xlsx';
    copyFileSync(join(ROOT, 'resources', 'samples', name), join(program.root, name));
    await register({ externalNumbers: ['MY202600999'] });
    const staged = await program.call('import.stage', { file: program.ports.files.grant(join(program.root, name)) });
    const fixed = await program.call('import.remap', { staged: staged.staged, fixed: { source: '网格巡查' } });
    const { batchId } = await program.call('import.commit', { staged: fixed.staged });
    const files = ['第3行.jpg', '4.jpg', 'MY202600999.jpg'].map((path, index) => fileAt(path, picture(index)));
    const plan = await match(files, batchId);
    expect(plan.photos.map(({ target }) => target?.row ?? null)).toEqual([3, 5, null]);
    expect(plan.counts).toMatchObject({ matched: 2, unplaced: 1 });
  });
});

describe('doubts about photos', () => {
  test('the same picture at two findings is said in the plan and on the page, and hinders nothing', async () => {
    const one = await register({ externalNumbers: ['GD-1'] });
    const two = await register({ externalNumbers: ['GD-2'], place: '另一处' });
    await attachAll(await match([fileAt('GD-1.jpg', picture(0))]));
    const plan = await match([fileAt('GD-2.jpg', picture(0))]);
    expect(plan.photos[0]?.doubts.map(({ kind }) => kind)).toContain('samePicture');
    expect(await attachAll(plan)).toMatchObject({ attached: 1 });
    const [photo] = await list(two.id);
    const { number } = await program.call('finding.get', { id: one.id });
    expect(photo?.doubts.find(({ kind }) => kind === 'samePicture')?.text).toContain(number);
  });
});
