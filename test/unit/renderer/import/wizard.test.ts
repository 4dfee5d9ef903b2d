import { expect, test } from 'vitest';
import type { DuplicateView, RecordLink } from '#core/contract/views-finding.ts';
import type { StagedColumn, StagedImport, StagedMessage, StagedRow } from '#core/contract/views-import.ts';
import type { ImportField } from '#core/domain/spreadsheet/fields.ts';
import {
  changeOf,
  columnsLine,
  draftOf,
  missingFields,
  needsLook,
  withAnswer,
  withColumn,
  withFixed,
} from '../../../../renderer/src/features/import/columns/column-draft.ts';
import { confidenceOf } from '../../../../renderer/src/features/import/columns/confidence.ts';
import {
  type Candidate,
  candidatesOf,
  choicesFor,
  recordFor,
} from '../../../../renderer/src/features/import/duplicates/candidate.ts';
import { compared } from '../../../../renderer/src/features/import/duplicates/compared.ts';
import {
  ALL_ROWS,
  readImportAddress,
  writeImportAddress,
} from '../../../../renderer/src/features/import/import-address.ts';
import { suggestionEdit, textBefore } from '../../../../renderer/src/features/import/rows/cell-edit.ts';
import { wholeText } from '../../../../renderer/src/features/import/rows/grid/row-cells.ts';
import { worstOf } from '../../../../renderer/src/features/import/rows/kinds.ts';
import { popUndo, pushUndo, undoSteps } from '../../../../renderer/src/features/import/rows/undo-stack.ts';
import { whyNothing, writeLine } from '../../../../renderer/src/features/import/write-line.ts';
import { aProblem } from '../../../harness/problem.ts';

const column = (at: number, field: ImportField | null, over: Partial<StagedColumn> = {}): StagedColumn => ({
  column: at,
  letter: String.fromCharCode(65 + at),
  label: `列${at}`,
  hidden: false,
  field,
  confidence: 0.9,
  reason: '列名',
  samples: [],
  ...over,
});

const staged = (over: Partial<StagedImport> = {}): StagedImport => ({
  staged: 'token',
  fileName: '排查.xlsx',
  sheet: '排查',
  sheets: [],
  headerTop: 1,
  headerBottom: 1,
  top: [],
  columns: [column(0, 'description'), column(1, 'foundOn'), column(2, null)],
  fixed: {},
  questions: [],
  remembered: false,
  counts: { new: 0, update: 0, unchanged: 0, suspect: 0, error: 0, skipped: 0, unticked: 0 },
  writes: { create: 0, update: 0 },
  issues: [],
  skipped: [],
  remarks: [],
  pictures: 0,
  earlier: [],
  ...over,
});

const message = (over: Partial<StagedMessage> = {}): StagedMessage => ({
  level: 'warning',
  code: 'TOWN_UNKNOWN',
  column: 1,
  field: 'town',
  text: '没有这个镇街',
  suggestion: '石城镇',
  ...over,
});

const row = (over: Partial<StagedRow> = {}): StagedRow => ({
  row: 5,
  kind: 'new',
  why: null,
  ticked: true,
  decision: null,
  existing: null,
  twinRow: null,
  cells: ['甲', '石诚镇'],
  edited: [],
  messages: [],
  changes: [],
  pictures: 0,
  ...over,
});

test('an address says every part of where one is, and nonsense in it reads as nothing', () => {
  const filter = {
    kinds: ['error' as const, 'suspect' as const],
    issue: { code: 'DATE_UNREADABLE', field: 'foundOn' as const },
    text: '白河',
    ticked: false,
    decided: true,
  };
  const address = { staged: 'token', step: 'rows' as const, filter };
  expect(readImportAddress(writeImportAddress(address))).toEqual(address);
  const nonsense = new URLSearchParams('staged=&step=done&kind=alles&issue=CODE.nofield&ticked=yes');
  expect(readImportAddress(nonsense)).toEqual({ staged: null, step: null, filter: ALL_ROWS });
});

test('a field that is given to another column leaves the one that had it, and both are told', () => {
  const before = staged();
  const draft = withColumn(draftOf(before), 2, 'foundOn');
  expect(draft.columns.map(({ field }) => field)).toEqual(['description', null, 'foundOn']);
  expect(changeOf(before, draft)).toEqual({
    staged: 'token',
    columns: [
      { column: 1, field: null },
      { column: 2, field: 'foundOn' },
    ],
  });
});

test('setting a value and taking it back is no change: nothing is read again', () => {
  const before = staged({ fixed: { town: '石城镇', answers: { datum: 'WGS84' } } });
  const there = withAnswer(withFixed(draftOf(before), { source: '12345', campaigns: ['清四乱'] }), 'datum', 'GCJ-02');
  expect(changeOf(before, there)).toEqual({
    staged: 'token',
    fixed: { town: '石城镇', source: '12345', campaigns: ['清四乱'], answers: { datum: 'GCJ-02' } },
  });
  const back = withAnswer(withFixed(there, { source: '', campaigns: [] }), 'datum', 'WGS84');
  expect(changeOf(before, back)).toBeNull();
});

test('a field that rows complain of is missing until a column or a fixed value gives it', () => {
  const issue = {
    code: 'SOURCE_MISSING',
    level: 'error' as const,
    field: 'source' as const,
    title: '',
    rows: 3,
    suggested: 0,
  };
  const dated = { ...issue, code: 'DATE_EMPTY', field: 'foundOn' as const };
  const lacking = staged({ issues: [issue, dated] });
  expect(missingFields(lacking, draftOf(lacking))).toEqual(['source']);
  expect(missingFields(lacking, withFixed(draftOf(lacking), { source: '12345' }))).toEqual([]);
  expect(missingFields(lacking, withColumn(draftOf(lacking), 2, 'source'))).toEqual([]);
});

test('the columns are shown first where something is asked, missing or doubtful, and only there', () => {
  const question = { key: 'datum', column: 0, text: '', choices: [], chosen: 'unknown' };
  expect(needsLook(staged())).toBe(false);
  expect(needsLook(staged({ questions: [question] }))).toBe(true);
  expect(needsLook(staged({ questions: [question], fixed: { answers: { datum: 'WGS84' } } }))).toBe(false);
  expect(needsLook(staged({ columns: [column(0, 'description', { confidence: 0.4 })] }))).toBe(true);
  expect(columnsLine(staged().columns)).toBe('2 列已识别，1 列不导入');
});

test('how sure a guess is: by its figure, unless a person set it; a sure guess is not called set by hand', () => {
  expect(confidenceOf(column(0, 'town', { confidence: 1, reason: '列名“镇街”，内容相符' })).word).toBe('确定');
  expect(confidenceOf(column(0, 'town', { confidence: 1, reason: '手工指定' })).word).toBe('手工指定');
  expect(confidenceOf(column(0, 'town', { confidence: 0.95, reason: '上次手工指定' })).word).toBe('沿用上次');
  expect(confidenceOf(column(0, 'town', { confidence: 0.65 })).word).toBe('较有把握');
  expect(confidenceOf(column(0, 'town', { confidence: 0.5 })).word).toBe('请核对');
  expect(confidenceOf(column(0, null)).word).toBe('不导入');
});

test('the button says what it writes, and why it can write nothing', () => {
  expect(writeLine({ create: 52, update: 3 })).toBe('52 条新增、3 条更新');
  expect(writeLine({ create: 0, update: 3 })).toBe('3 条更新');
  const { counts } = staged();
  const nothing = { writes: { create: 0, update: 0 } };
  expect(whyNothing({ writes: { create: 1, update: 0 }, counts })).toBeNull();
  expect(whyNothing({ ...nothing, counts: { ...counts, new: 2, unticked: 2 } })).toContain('没有勾选');
  expect(whyNothing({ ...nothing, counts: { ...counts, suspect: 2, error: 1 } })).toContain('2 行疑似重复待决定');
  expect(whyNothing({ ...nothing, counts: { ...counts, unchanged: 60 } })).toContain('60 行都已登记过');
});

test('undoing an edit puts back what was typed before, or the text of the file', () => {
  expect(textBefore(row(), 1)).toBeNull();
  expect(textBefore(row({ edited: [{ column: 1, was: '石诚真' }] }), 1)).toBe('石诚镇');
  expect(suggestionEdit(row(), message())).toEqual({ row: 5, column: 1, text: '石城镇', was: null });
  expect(suggestionEdit(row(), message({ suggestion: null }))).toBeNull();
  expect(suggestionEdit(row(), message({ column: null }))).toBeNull();
});

test('steps are taken back last first, each staging by itself', () => {
  const step = (label: string) => ({ label, edits: [{ row: 1, column: 1, text: null }] });
  pushUndo('a', step('一'));
  pushUndo('a', step('二'));
  pushUndo('b', step('三'));
  expect(popUndo('a')?.label).toBe('二');
  expect(undoSteps('a').map(({ label }) => label)).toEqual(['一']);
  expect(undoSteps('b')).toHaveLength(1);
  expect(popUndo('a')?.label).toBe('一');
  expect(popUndo('a')).toBeNull();
});

test('a cell is marked by the gravest of its remarks, and hovering tells all of them', () => {
  const messages = [message({ level: 'info', text: '说明' }), message({ level: 'error', text: '错误' }), message()];
  expect(worstOf(messages, 1)?.level).toBe('error');
  expect(worstOf(messages, 0)).toBeNull();
  const edited = row({ messages, edited: [{ column: 1, was: '' }] });
  expect(wholeText(edited, 'c1').split('\n')).toEqual([
    '石诚镇',
    '✎ 表中原为：（空）',
    'ｉ 说明',
    '✕ 错误',
    '！ 没有这个镇街',
  ]);
});

const finding: RecordLink = { kind: 'finding', id: 'f1', number: 'MY-XS-1', state: 'confirmed' };
const closed: RecordLink = { kind: 'case', id: 'c1', number: 'MY-AJ-1', state: 'closed' };
const view = (record: RecordLink, reboundOf: string | null = null): DuplicateView => ({
  record,
  distanceMetres: 80,
  reasons: ['位置相近'],
  description: '',
  where: null,
  foundOn: '2026-01-01',
  closedOn: null,
  photo: null,
  mergeInto: null,
  reboundOf,
  distinct: false,
});

test('the record that the row meets comes first among those it may be the same as; none is shown twice', () => {
  const met = row({ kind: 'suspect', existing: closed });
  const ids = candidatesOf(met, [view(finding), view(closed)]).map((one) =>
    one.kind === 'record' ? one.record.id : one.row,
  );
  expect(ids).toEqual(['c1', 'f1']);
  expect(candidatesOf(row({ twinRow: 3 }), [])).toEqual([{ kind: 'row', row: 3 }]);
  expect(candidatesOf(met, [])).toEqual([{ kind: 'record', record: closed, view: null }]);
});

test('a decision speaks of the record it was taken of: a rebound of its closed case, an update of its finding', () => {
  const ofFinding = { kind: 'record' as const, record: finding, view: view(finding) };
  const ofCase = { kind: 'record' as const, record: closed, view: view(closed, 'c1') };
  const refused = (candidate: Candidate | null) =>
    choicesFor(candidate)
      .filter((choice) => choice.refused !== null)
      .map(({ decision }) => decision);
  expect(refused(ofFinding)).toEqual(['rebound']);
  expect(refused(ofCase)).toEqual(['update']);
  expect(refused(null)).toEqual(['update', 'rebound']);
  expect(recordFor('update', ofFinding)).toEqual({ kind: 'finding', id: 'f1' });
  expect(recordFor('rebound', ofCase)).toEqual({ kind: 'case', id: 'c1' });
  expect(recordFor('new', ofFinding)).toBeUndefined();
  expect(recordFor('same', null)).toBeUndefined();
});

test('what the sheet does not say is no difference; what it says otherwise is one', () => {
  const mine = aProblem({ river: '白河', remarks: null, description: '垃圾' });
  const theirs = aProblem({ river: '白河', remarks: '已上报', description: '建筑垃圾' });
  const differing = compared(mine, theirs).filter(({ differs }) => differs);
  expect(differing.map(({ key }) => key)).toEqual(['description']);
  expect(compared(mine, theirs).find(({ key }) => key === 'remarks')).toMatchObject({ mine: null, theirs: '已上报' });
});
