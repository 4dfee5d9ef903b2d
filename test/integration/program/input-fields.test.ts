import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CaseActSchema, FindingActSchema } from '#core/contract/event-schemas.ts';
import { type Route, routes } from '#core/contract/routes.ts';
import { hasLabel } from '#app/wording.ts';
import { speakChinese } from '#worker/node/chinese-issues.ts';
import { aProblem } from '#test/harness/problem.ts';
import { openProgram, PEOPLE, type Program } from '#test/harness/program.ts';

let program: Program;
beforeAll(async () => {
  speakChinese();
  program = await openProgram();
});
afterAll(() => program.remove());

const ID = '018f0000-0000-7000-8000-000000000000';
const NOTICE = {
  id: 'x',
  year: 2027,
  documentNumber: '国办发明电〔2026〕1号',
  title: '通知',
  issuedOn: '2026-11-01',
  source: '网站',
  supersedes: null,
  days: [{ date: '2027-01-01', kind: 'holiday', name: '元旦' }],
};
const FILTER = { townCode: ['110118116'], category: ['dumping'], foundFrom: '2026-01-01' };
const ROWS = {
  kinds: ['suspect'],
  issue: { code: 'TOWN_UNKNOWN', field: 'town' },
  text: '河',
  ticked: true,
  decided: false,
};
const LIST = { filter: FILTER, search: '', page: { offset: 0, size: 10 } };
const problem = { ...aProblem(), quantity: { amount: 1, unit: 'm³' } };

const REACH = {
  river: '白河',
  name: '石城段',
  townCode: '110118116',
  village: '红星村',
  chiefName: '某人',
  chiefPost: '镇长',
  chiefPhone: '010-0000',
  level: 'town',
};

const EXPORT = {
  ledger: 'qingsiluan',
  filter: FILTER,
  view: ID,
  search: '',
  columns: ['number'],
  photos: true,
  privacy: 'standard',
  forEditing: true,
  period: { kind: 'month', from: '2026-10-01', field: 'found' },
  report: ID,
};

const SERIES = {
  assignment: '京密河',
  supervision: '京密河',
  extension: '',
  review: '京密河',
  closure: '',
  notice: '',
  working: '',
};

/** A whole input of every route, every optional part filled in, so that there is something to leave out. */
const WHOLE: Readonly<Record<Route, object>> = {
  'session.current': {},
  'session.signIn': { login: 'somebody', password: '1234 5678' },
  'session.signOut': {},
  'session.firstStart': {
    bureau: '局',
    numberPrefix: 'MY',
    login: 'somebody',
    displayName: '某人',
    password: '1234 5678',
  },
  'session.changePassword': { old: '1234 5678', password: '8765 4321' },
  'session.preference': { key: 'columns' },
  'session.setPreference': { key: 'columns', value: 'dense' },
  'account.bootstrap': { login: 'somebody', displayName: '某人' },
  'account.create': { login: 'somebody', displayName: '某人', role: 'clerk', password: '1234 5678' },
  'account.list': {},
  'account.all': {},
  'account.change': { id: ID, displayName: '某人', role: 'clerk', active: true },
  'account.setPassword': { id: ID, password: '1234 5678' },
  'finding.register': { on: '2026-11-02', problem, distinctFrom: [ID] },
  'finding.editDetails': { id: ID, rev: 1, on: '2026-11-02', changes: { remarks: '备注' } },
  'finding.markDistinct': { id: ID, otherId: ID, distinct: true },
  'finding.act': {
    id: ID,
    rev: 1,
    on: '2026-11-02',
    act: { type: 'finding.merged', target: { kind: 'case', id: ID }, reason: '重复' },
  },
  'finding.get': { id: ID },
  'finding.list': { ...LIST, sort: { by: 'foundOn', dir: 'asc' } },
  'finding.actions': { id: ID },
  'finding.duplicates': { problem },
  'finding.similar': { id: ID },
  'finding.timeline': { id: ID },
  'finding.links': { id: ID },
  'finding.facets': { filter: FILTER, search: '' },
  'finding.proposeSeverity': {
    category: 'dumping',
    item: '3.2',
    quantity: { amount: 20, unit: 'm³' },
    zones: ['管理范围内'],
    source: '自查',
    foundOn: '2026-10-20',
  },
  'place.towns': {},
  'place.rivers': {},
  'place.suggest': { text: '白河' },
  'case.file': {
    findings: [{ id: ID, rev: 1 }],
    rectificationType: 'timeLimited',
    goal: null,
    measures: null,
    reboundOf: null,
    on: '2026-11-02',
  },
  'case.act': {
    id: ID,
    rev: 1,
    on: '2026-11-02',
    act: {
      type: 'case.completionReported',
      text: '完成',
      completedOn: '2026-11-02',
      effects: [{ kind: '清垃圾', amount: 1, unit: 'm³' }],
    },
  },
  'case.get': { id: ID },
  'case.list': { ...LIST, sort: { by: 'dueOn', dir: 'asc' } },
  'case.ledger': { ...LIST, sort: [{ by: 'dueOn', dir: 'asc' }] },
  'case.facets': { filter: FILTER, search: '' },
  'case.actionsMany': { ids: [ID] },
  'case.actMany': {
    items: [{ id: ID, rev: 1 }],
    on: '2026-11-02',
    act: { type: 'case.progressReported', text: '已清运一半' },
  },
  'case.editDetails': { id: ID, rev: 1, on: '2026-11-02', changes: { river: '潮河' } },
  'view.list': { list: 'case' },
  'view.save': {
    list: 'case',
    name: '我的',
    spec: { filter: FILTER, search: '', sort: [{ by: 'dueOn', dir: 'asc' }] },
    shared: false,
  },
  'view.change': {
    id: ID,
    name: '我的',
    spec: { filter: FILTER, search: '', sort: [{ by: 'dueOn', dir: 'asc' }] },
    shared: true,
  },
  'view.remove': { id: ID },
  'case.actions': { id: ID },
  'case.timeline': { id: ID },
  'case.working': { id: ID },
  'case.track': { id: ID },
  'case.links': { id: ID },
  'photo.match': { batchId: ID, files: ['token'] },
  'photo.attachMatched': { plan: 'plan', photos: [{ photo: '1', findingId: ID, role: 'before' }], on: '2026-11-02' },
  'photo.list': { owner: { kind: 'case', id: ID } },
  'photo.add': { owner: { kind: 'case', id: ID }, rev: 1, role: 'after', on: '2026-11-02', file: 'token' },
  'calendar.year': { year: 2026 },
  'calendar.notices': {},
  'calendar.published': {},
  'calendar.readNotice': { file: 'token' },
  'calendar.preview': { notice: NOTICE },
  'calendar.load': { notice: NOTICE },
  'notice.check': { from: '2026-11-02', to: '2026-11-13', workdays: 10 },
  'import.stage': { file: 'token', sheet: '排查表' },
  'import.remap': {
    staged: 'token',
    sheet: '排查表',
    header: { top: 2, bottom: 3 },
    columns: [{ column: 2, field: 'town' }],
    fixed: {
      source: '网格巡查',
      campaigns: ['清河行动'],
      town: '溪翁庄镇',
      foundOn: '2026-11-02',
      datum: 'WGS84',
      category: 'dumping',
      river: '白河',
      answers: {},
    },
  },
  'import.staged': { staged: 'token' },
  'import.unfinished': {},
  'import.rows': { staged: 'token', filter: ROWS, offset: 0, limit: 50 },
  'import.row': { staged: 'token', row: 5 },
  'import.editCells': { staged: 'token', edits: [{ row: 5, column: 2, text: '溪翁庄镇' }] },
  'import.replaceCells': { staged: 'token', column: 2, from: '溪翁庄', to: '溪翁庄镇' },
  'import.acceptSuggestions': { staged: 'token', issue: { code: 'TOWN_UNKNOWN', field: 'town' } },
  'import.tickRows': { staged: 'token', select: { filter: ROWS }, ticked: false },
  'import.decideRows': {
    staged: 'token',
    select: { filter: ROWS },
    decision: 'new',
    existing: { kind: 'finding', id: ID },
  },
  'import.candidates': { staged: 'token', row: 5 },
  'import.errorWorkbook': { staged: 'token', file: 'target' },
  'import.discard': { staged: 'token' },
  'import.commit': { staged: 'token', on: '2026-11-02' },
  'import.batches': {},
  'import.batch': { batch: ID },
  'import.batchRows': { batch: ID, only: 'created', offset: 0, limit: 50 },
  'import.undoPreview': { batch: ID, group: 'kept', offset: 0, limit: 50 },
  'import.undo': { batch: ID, on: '2026-11-02' },
  'import.saveFile': { batch: ID, file: 'target' },
  'ledger.list': {},
  'ledger.preview': { ...EXPORT, rows: 20 },
  'ledger.export': { ...EXPORT, file: 'token' },
  'ledger.parts': { ...EXPORT, split: 'town' },
  'ledger.exportParts': { ...EXPORT, split: 'town', file: 'token' },
  'ledger.exports': { page: { offset: 0, size: 10 } },
  'return.read': { file: 'token' },
  'return.cells': { returned: 'token', verdict: 'edit', offset: 0, limit: 100 },
  'return.apply': { returned: 'token', leaveOut: [0], takeOver: [1] },
  'report.take': { kind: 'month', from: '2026-10-01' },
  'report.list': { kind: 'week' },
  'exportDefinition.list': {},
  'exportDefinition.save': { name: '月报', spec: { ...EXPORT, split: 'unit' }, shared: true },
  'exportDefinition.change': { id: ID, name: '月报', spec: { ...EXPORT, split: 'unit' }, shared: true },
  'exportDefinition.step': { id: ID, steps: 1 },
  'exportDefinition.remove': { id: ID },
  'document.kinds': {},
  'document.preview': { kind: 'assignment', cases: [ID], values: { contact: '某人' } },
  'document.make': {
    kind: 'assignment',
    cases: [ID],
    values: { contact: '某人' },
    template: ID,
    format: 'docx',
    together: false,
    reuseNumber: false,
    file: 'token',
  },
  'document.list': { id: ID },
  'document.settings': {},
  'document.setSettings': { redHead: true, contact: '某人', phone: '010-0000', series: SERIES },
  'document.templates': {},
  'document.templateFields': { kind: 'assignment' },
  'document.addTemplate': { kind: 'assignment', name: '本局交办单', file: 'token' },
  'document.removeTemplate': { id: ID },
  'statistics.cases': { filter: FILTER },
  'statistics.groups': { filter: FILTER, dimension: 'source' },
  'statistics.trend': { filter: FILTER },
  'statistics.ageing': { filter: FILTER },
  'work.summary': {},
  'work.changes': { after: 0, page: { offset: 0, size: 10 } },
  'log.verify': {},
  'log.heads': {},
  'backup.make': {},
  'backup.list': {},
  'backup.prove': { name: 'a.db' },
  'settings.get': {},
  'settings.district': {},
  'settings.rules': {},
  'people.units': {},
  'people.reaches': {},
  'people.saveUnit': { id: ID, name: '石城镇', aliases: ['石城'], kind: 'town', active: true },
  'people.savePerson': { id: ID, unitId: ID, name: '某人', post: '科员', phone: '010-0000', active: true },
  'people.saveReach': { id: ID, ...REACH, active: true },
  'people.readReaches': { file: 'token' },
  'people.importReaches': { reaches: [REACH] },
  'settings.setPolicies': { policies: 'none' },
  'settings.setSeverityRules': { rules: 'none' },
  'settings.set': { bureau: '局', numberPrefix: 'MY' },
};
const NAMES = Object.keys(routes) as Route[];

interface Wrong {
  readonly what: string;
  readonly input: unknown;
}

/** One thing wrong at a time, at every depth: a part of another type, a part left out, a part too many. */
function* wrongOnes(value: unknown, path: string): Generator<Wrong> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    const put = (other: unknown): unknown =>
      Array.isArray(value)
        ? value.map((each, index) => (String(index) === key ? other : each))
        : { ...value, [key]: other };
    const here = path === '' ? key : `${path}.${key}`;
    for (const other of [() => 0, Symbol('s'), Number.NaN, [[() => 0]]])
      yield { what: `${here} of another type`, input: put(other) };
    if (!Array.isArray(value))
      yield {
        what: `${here} left out`,
        input: Object.fromEntries(Object.entries(value).filter(([name]) => name !== key)),
      };
    for (const deeper of wrongOnes(part, here)) yield { what: deeper.what, input: put(deeper.input) };
  }
  if (!Array.isArray(value)) yield { what: `${path} with a part too many`, input: { ...value, surplus: 1 } };
}

/** What the schema lets through. */
function isLawful(route: Route, input: unknown): boolean {
  return routes[route].input.safeParse(input).success;
}

/** What may be left out; anything else that goes through is a hole in the contract. */
const MAY_BE_LEFT_OUT =
  /(^|\.)(on|distinctFrom|password|sort|search|page|offset|size|townCode|category|foundFrom|sheet|header|columns|fixed(\.\w+)?|filter\.(kinds|issue|text|ticked|decided)|existing|only|filter|view|columns|photos|privacy|forEditing|split|period|period\.field|report|rows|steps|verdict|limit|leaveOut|takeOver|values(\.\w+)?|template|together|reuseNumber) left out$/;

function fingerprint(): unknown {
  const { sqlite } = program.connection;
  return [
    sqlite.prepare('select total_changes() as n').get(),
    sqlite.prepare('select count(*) as n from event_log').get(),
    sqlite.prepare('select * from chain_head').all(),
  ];
}

function someoneAllowed(route: Route): string | null {
  const { roles } = routes[route];
  if (roles === 'anyone') return null;
  const found = (Object.keys(PEOPLE) as (keyof typeof PEOPLE)[]).find((name) =>
    (roles as readonly string[]).includes(PEOPLE[name]),
  );
  return found === undefined ? null : program.accounts[found];
}

/** Words of the program in a sentence for people; UUID and the like are words that the bureau knows. */
function codeWords(message: string): readonly string[] {
  return (message.match(/[A-Za-z][A-Za-z.]+/g) ?? []).filter((word) => word !== 'UUID');
}

describe('a whole input with one thing wrong', () => {
  it.each(NAMES)('of %s is refused in Chinese and writes nothing', async (route) => {
    const whole = WHOLE[route];
    expect(routes[route].input.safeParse(whole).error).toBeUndefined();
    const accountId = someoneAllowed(route);
    const before = fingerprint();
    for (const { what, input } of wrongOnes(whole, '')) {
      if (isLawful(route, input)) {
        expect(MAY_BE_LEFT_OUT.test(what), `${route} accepts ${what}`).toBe(true);
        continue;
      }
      const reply = await program.backend.dispatch(route, input, { accountId });
      expect(reply, `${route}: ${what}`).toMatchObject({ ok: false, error: { code: 'VALIDATION_FAILED' } });
      const message = reply.ok ? '' : reply.error.message;
      expect(message).toMatch(/\p{Script=Han}/u);
      expect(codeWords(message), message).toEqual([]);
    }
    expect(fingerprint()).toEqual(before);
  });
});

describe('every act', () => {
  const acts = [
    ...CaseActSchema.options.map((option) => ['case.act', option] as const),
    ...FindingActSchema.options.map((option) => ['finding.act', option] as const),
  ];
  const named = acts.map(([route, option]) => [String(option.shape.type.value), route] as const);

  it.each(named)('%s without its form is refused by the names of its fields', async (type, route) => {
    const before = fingerprint();
    const option = acts.find(([, each]) => each.shape.type.value === type)?.[1];
    const needed = Object.entries(option?.shape ?? {}).filter(
      ([, schema]) => !z.safeParse(schema as z.ZodType, undefined).success,
    );
    const reply = await program.backend.dispatch(
      route,
      { id: ID, rev: 1, act: { type, surplus: 1 } },
      { accountId: program.accounts.supervisor },
    );
    expect(reply).toMatchObject({ ok: false, error: { code: 'VALIDATION_FAILED' } });
    if (reply.ok) return;
    expect(codeWords(reply.error.message), reply.error.message).toEqual([]);
    const { issues } = reply.error.data as { readonly issues: readonly { readonly path: string }[] };
    const missing = needed.map(([field]) => `act.${field}`).filter((path) => path !== 'act.type');
    expect(issues.map(({ path }) => path)).toEqual(expect.arrayContaining(missing));
    expect(fingerprint()).toEqual(before);
  });
});

describe('the words for people', () => {
  // A field without a Chinese name would be shown by its name in the program.
  it('name every field of every form in Chinese', () => {
    const fields = new Set<string>();
    const collect = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      for (const [key, part] of Object.entries(value)) {
        if (!Array.isArray(value)) fields.add(key);
        collect(part);
      }
    };
    collect(Object.values(WHOLE));
    for (const option of [...CaseActSchema.options, ...FindingActSchema.options])
      for (const key of Object.keys(option.shape)) fields.add(key);
    for (const route of NAMES)
      for (const key of Object.keys((routes[route].input as unknown as z.ZodObject).shape)) fields.add(key);
    expect([...fields].filter((field) => !field.includes('.') && !hasLabel(field))).toEqual([]);
  });
});
