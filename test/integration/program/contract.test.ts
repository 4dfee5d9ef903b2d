import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Route, routes } from '#core/contract/routes.ts';
import { PEOPLE, openProgram, type Program } from '#test/harness/program.ts';

let program: Program;
beforeAll(async () => {
  program = await openProgram();
});
afterAll(() => program.remove());

const NAMES = Object.keys(routes) as Route[];

/** What the database would show of any write. */
function fingerprint(): unknown {
  const { sqlite } = program.connection;
  const tables = sqlite
    .prepare<[], { name: string }>("select name from sqlite_master where type = 'table' and name not like '%_fts%'")
    .all();
  const counts = tables.map(({ name }) => sqlite.prepare(`select count(*) as n from "${name}"`).get());
  return { counts, written: sqlite.prepare('select total_changes() as n').get() };
}

/** Someone who may call the route, so that nothing but the input is wrong. */
function someoneAllowed(route: Route): string | null {
  const { roles } = routes[route];
  if (roles === 'anyone') return null;
  const found = (Object.keys(PEOPLE) as (keyof typeof PEOPLE)[]).find((name) =>
    (roles as readonly string[]).includes(PEOPLE[name]),
  );
  return found === undefined ? null : program.accounts[found];
}

/** Wrong inputs of every route, made from its own schema. */
function wrongInputs(route: Route): unknown[] {
  const shape = (routes[route].input as unknown as z.ZodObject).shape;
  const wrong: unknown[] = [undefined, null, 42, 'text', [], { surplus: 1 }];
  const required = Object.entries(shape).filter(([, schema]) => !z.safeParse(schema as z.ZodType, undefined).success);
  if (required.length > 0) wrong.push({});
  for (const field of Object.keys(shape)) wrong.push({ [field]: () => 0 });
  return wrong;
}

describe('every route', () => {
  it.each(NAMES)('%s refuses wrong input with VALIDATION_FAILED and writes nothing', async (route) => {
    const accountId = someoneAllowed(route);
    const before = fingerprint();
    for (const input of wrongInputs(route)) {
      const reply = await program.backend.dispatch(route, input, { accountId });
      expect(reply, JSON.stringify(input)).toMatchObject({ ok: false, error: { code: 'VALIDATION_FAILED' } });
      expect(reply.ok ? '' : reply.error.message).toMatch(/^填写的内容有误：\P{Cc}+$/u);
    }
    expect(fingerprint()).toEqual(before);
  });

  it.each(NAMES.filter((route) => routes[route].roles !== 'anyone'))(
    '%s refuses a caller without an account',
    async (route) => {
      const reply = await program.backend.dispatch(route, validInput(route), { accountId: null });
      expect(reply).toMatchObject({ ok: false, error: { code: 'ACCOUNT_UNKNOWN' } });
    },
  );

  it.each(NAMES.filter((route) => routes[route].roles !== 'anyone'))(
    '%s refuses the roles it is not open to',
    async (route) => {
      const { roles } = routes[route];
      const before = fingerprint();
      for (const [name, role] of Object.entries(PEOPLE)) {
        if (roles !== 'anyone' && (roles as readonly string[]).includes(role)) continue;
        const accountId = program.accounts[name as keyof typeof PEOPLE];
        const reply = await program.backend.dispatch(route, validInput(route), { accountId });
        expect(reply).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
      }
      expect(fingerprint()).toEqual(before);
    },
  );

  it('that does not exist is refused by name', async () => {
    for (const route of ['case.destroy', 'constructor', '__proto__', '']) {
      const reply = await program.backend.dispatch(route, {}, { accountId: program.accounts.clerk });
      expect(reply).toMatchObject({ ok: false, error: { code: 'ROUTE_NOT_FOUND' } });
    }
  });
});

const ID = '018f0000-0000-7000-8000-000000000000';
const problem = {
  basin: null,
  river: '白河',
  reach: null,
  bank: null,
  townCode: null,
  town: null,
  village: null,
  place: null,
  lon: null,
  lat: null,
  datum: 'unknown',
  rawCoordinates: null,
  outsideDistrict: false,
  zones: [],
  externalNumbers: [],
  source: '自查',
  campaigns: [],
  foundOn: '2026-10-20',
  foundTime: null,
  category: 'other',
  item: null,
  severity: 'general',
  severityProposed: null,
  severityReason: null,
  description: '问题',
  quantity: null,
  formedPeriod: null,
  violator: null,
  suspectedCrime: false,
  chiefs: { city: null, district: null, town: null, village: null },
  responsibleUnit: null,
  responsiblePerson: null,
  responsiblePhone: null,
  remarks: null,
} as const;
const SEVERITY_INPUT = {
  category: 'dumping',
  item: null,
  quantity: { amount: 20, unit: 'm³' },
  zones: [],
  source: '',
  foundOn: '2026-10-20',
} as const;
const notice = {
  id: 'x',
  year: 2027,
  documentNumber: '国办发明电〔2026〕1号',
  title: '通知',
  issuedOn: '2026-11-01',
  source: 's',
  supersedes: null,
  days: [],
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
const VALID: Partial<Record<Route, unknown>> = {
  'session.signIn': { login: 'somebody', password: '1234 5678' },
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
  'account.change': { id: ID, displayName: '某人', role: 'clerk', active: true },
  'account.setPassword': { id: ID, password: '1234 5678' },
  'account.create': { login: 'new-one', displayName: '新人', role: 'clerk' },
  'finding.register': { problem },
  'finding.act': { id: ID, rev: 1, act: { type: 'finding.confirmed', opinion: '属实' } },
  'finding.list': { filter: {}, page: {} },
  'finding.duplicates': { problem },
  'finding.editDetails': { id: ID, rev: 1, changes: { remarks: '备注' } },
  'finding.markDistinct': { id: ID, otherId: ID, distinct: true },
  'finding.facets': { filter: {} },
  'finding.proposeSeverity': SEVERITY_INPUT,
  'place.suggest': { text: '白河' },
  'case.file': {
    findings: [{ id: ID, rev: 1 }],
    rectificationType: 'timeLimited',
    goal: null,
    measures: null,
    reboundOf: null,
  },
  'case.act': { id: ID, rev: 1, act: { type: 'case.receiptConfirmed' } },
  'case.list': { filter: {}, page: {} },
  'case.ledger': { filter: {}, page: {} },
  'case.facets': { filter: {} },
  'case.actionsMany': { ids: [ID] },
  'case.actMany': { items: [{ id: ID, rev: 1 }], act: { type: 'case.receiptConfirmed' } },
  'case.editDetails': { id: ID, rev: 1, changes: { river: '潮河' } },
  'view.list': { list: 'case' },
  'view.save': { list: 'case', name: '我的', spec: { filter: {}, search: '', sort: [] }, shared: false },
  'view.change': { id: ID, name: '我的', spec: { filter: {}, search: '', sort: [] }, shared: false },
  'photo.add': { owner: { kind: 'case', id: ID }, rev: 1, role: 'after', file: 'token' },
  'photo.match': { batchId: ID, files: ['token'] },
  'photo.attachMatched': { plan: 'plan', photos: [{ photo: '1', findingId: ID, role: 'before' }] },
  'photo.list': { owner: { kind: 'case', id: ID } },
  'calendar.year': { year: 2026 },
  'calendar.readNotice': { file: 'token' },
  'calendar.preview': { notice },
  'calendar.load': { notice },
  'notice.check': { from: '2026-11-02', to: '2026-11-13', workdays: 10 },
  'import.stage': { file: 'token' },
  'import.remap': { staged: 'token' },
  'import.staged': { staged: 'token' },
  'import.unfinished': {},
  'import.rows': { staged: 'token', filter: {}, offset: 0, limit: 50 },
  'import.row': { staged: 'token', row: 5 },
  'import.editCells': { staged: 'token', edits: [{ row: 5, column: 2, text: '溪翁庄镇' }] },
  'import.replaceCells': { staged: 'token', column: 2, from: '溪翁庄', to: '溪翁庄镇' },
  'import.acceptSuggestions': { staged: 'token', issue: { code: 'TOWN_UNKNOWN', field: 'town' } },
  'import.tickRows': { staged: 'token', select: { rows: [5] }, ticked: false },
  'import.decideRows': { staged: 'token', select: { rows: [5] }, decision: 'new' },
  'import.candidates': { staged: 'token', row: 5 },
  'import.errorWorkbook': { staged: 'token', file: 'target' },
  'import.discard': { staged: 'token' },
  'import.commit': { staged: 'token' },
  'import.batch': { batch: ID },
  'import.batchRows': { batch: ID, offset: 0, limit: 50 },
  'import.undoPreview': { batch: ID, group: 'withdrawn', offset: 0, limit: 50 },
  'import.undo': { batch: ID },
  'import.saveFile': { batch: ID, file: 'target' },
  'ledger.export': { ledger: 'qingsiluan', filter: {}, file: 'token' },
  'ledger.preview': { ledger: 'qingsiluan' },
  'ledger.parts': { ledger: 'qingsiluan', split: 'town' },
  'ledger.exportParts': { ledger: 'qingsiluan', split: 'unit', file: 'token' },
  'ledger.exports': { page: {} },
  'return.read': { file: 'token' },
  'return.cells': { returned: 'token' },
  'return.apply': { returned: 'token' },
  'report.take': { kind: 'month', from: '2026-10-01' },
  'report.list': { kind: 'month' },
  'exportDefinition.save': { name: '月报', spec: { ledger: 'qingsiluan' }, shared: false },
  'exportDefinition.change': { id: ID, name: '月报', spec: { ledger: 'qingsiluan' }, shared: false },
  'document.preview': { kind: 'assignment', cases: [ID] },
  'document.make': { kind: 'assignment', cases: [ID], format: 'docx', file: 'token' },
  'document.setSettings': { redHead: true, contact: '', phone: '', series: SERIES },
  'document.templateFields': { kind: 'assignment' },
  'document.addTemplate': { kind: 'assignment', name: '本局交办单', file: 'token' },
  'statistics.cases': { filter: {} },
  'statistics.groups': { filter: {}, dimension: 'source' },
  'statistics.trend': { filter: {} },
  'statistics.ageing': { filter: {} },
  'work.changes': { after: 0, page: {} },
  'backup.prove': { name: 'a.db' },
  'people.saveUnit': { id: ID, name: '石城镇', aliases: ['石城'], kind: 'town', active: true },
  'people.savePerson': { id: ID, unitId: ID, name: '某人', post: '科员', phone: '010-0000', active: true },
  'people.saveReach': { id: ID, ...REACH, active: true },
  'people.readReaches': { file: 'token' },
  'people.importReaches': { reaches: [REACH] },
  'settings.setPolicies': { policies: 'none' },
  'settings.setSeverityRules': { rules: 'none' },
  'settings.set': { bureau: '局', numberPrefix: 'MY' },
};

/** Input that the border accepts; proved so, lest a refusal come from the input. */
function validInput(route: Route): unknown {
  const { input } = routes[route];
  const chosen = VALID[route] ?? (input.safeParse({}).success ? {} : { id: ID });
  const parsed = input.safeParse(chosen);
  if (!parsed.success) throw new Error(`the test's input of ${route} is wrong: ${parsed.error.message}`);
  return chosen;
}
