import { afterEach, beforeEach, expect, it } from 'vitest';
import { createCurrentSeverityRules } from '#app/settings/severity-rules.ts';
import { type SeverityRuleSet, severityRulesOn } from '#core/domain/finding/severity.ts';
import { aProblem } from '#test/harness/problem.ts';
import { openProgram, type Program } from '#test/harness/program.ts';

let program: Program;
beforeEach(async () => {
  program = await openProgram({ day: '2026-11-02' });
});
afterEach(() => program.remove());

const rules = () => program.call('settings.rules', {});

/** The newest version with 挖砂取土 major from 100 m³ on, not from 500. */
async function stricter(validFrom: string): Promise<SeverityRuleSet> {
  const { severity } = await rules();
  const newest = severity.at(-1);
  if (newest === undefined) throw new Error('no rules are shipped');
  const sand = newest.rules.map((rule) =>
    rule.id === 'dig-sand-or-soil' ? { ...rule, tiers: rule.tiers.map((tier) => ({ ...tier, lower: 100 })) } : rule,
  );
  return { ...newest, validFrom, source: '本局2026年第3次会议', rules: sand };
}

const add = (set: unknown) => program.send('settings.setSeverityRules', { rules: set as never }, 'administrator');

const SAND = { category: 'mining', item: '2.1', quantity: { amount: 200, unit: 'm³' } } as const;
const levelOn = async (foundOn: string) =>
  (await program.call('finding.proposeSeverity', { ...SAND, foundOn, zones: [], source: '网格巡查' }))?.level ?? null;

it('a version judges what is found from its day on, under a name of its own; earlier days keep the one before', async () => {
  const added = await program.call(
    'settings.setSeverityRules',
    { rules: await stricter('2026-11-05') },
    'administrator',
  );
  expect(added.version).toBe('2018-1+本局1');
  expect(await levelOn('2026-11-04')).toBeNull();
  expect(await levelOn('2026-11-05')).toBe('major');
  expect((await rules()).severity.map(({ version }) => version)).toEqual(['2018-1', '2018-1+本局1']);
});

it('of two versions of one day the later one counts', async () => {
  await add(await stricter('2026-11-05'));
  const shipped = (await rules()).severity[0];
  expect(await add({ ...shipped, validFrom: '2026-11-05' })).toMatchObject({
    ok: true,
    data: { version: '2018-1+本局2' },
  });
  expect(await levelOn('2026-11-05')).toBeNull();
});

it('a version can not begin on a day whose findings were judged already, nor judge them anew', async () => {
  expect((await rules()).severityFrom).toBeNull();
  const problem = aProblem({ ...SAND, severity: 'general', foundOn: '2026-11-01' });
  const { id, rev } = await program.call('finding.register', { problem, distinctFrom: [] });
  expect((await rules()).severityFrom).toBe('2026-11-02');
  const refused = await add(await stricter('2026-11-01'));
  expect(refused).toMatchObject({ ok: false, error: { code: 'SEVERITY_RULES_TOO_EARLY' } });
  expect(JSON.stringify(refused)).toContain('请填写 2026-11-02 或以后的日期');
  expect(await add(await stricter('2026-11-02'))).toMatchObject({ ok: true });
  expect(await program.call('finding.get', { id })).toMatchObject({ rev, severityProposed: null });
  const later = { ...problem, foundOn: '2026-11-02', place: '桥上游右岸', village: '黄土梁村' };
  expect(await program.send('finding.register', { problem: later, distinctFrom: [id] })).toMatchObject({
    ok: false,
    error: { code: 'SEVERITY_REASON_MISSING' },
  });
});

it('versions outlive a restart, stand in the log, and the log stays sound', async () => {
  await add(await stricter('2026-11-05'));
  const { root } = program;
  program.close();
  program = await openProgram({ root, day: '2026-11-02' });
  expect((await rules()).severity.at(-1)?.source).toBe('本局2026年第3次会议');
  expect(await levelOn('2026-11-05')).toBe('major');
  expect(await program.call('log.verify', {})).toMatchObject({ sound: true });
});

it.each([
  ['tiers that rise', { lower: 900 }, '各档应从高到低排列'],
  ['a limit below zero', { lower: -1 }, '没有填写完整'],
])('%s are refused and nothing changes', async (_what, tier, words) => {
  const set = await stricter('2026-11-05');
  const broken = set.rules.map((rule) =>
    rule.id === 'tall-crops'
      ? { ...rule, tiers: rule.tiers.map((one, at) => (at === 2 ? { ...one, ...tier, lower: tier.lower * 2 } : one)) }
      : rule,
  );
  const reply = await add({ ...set, rules: broken });
  expect(reply).toMatchObject({ ok: false, error: { code: 'SEVERITY_RULE_WRONG' } });
  expect(JSON.stringify(reply)).toContain(words);
  expect((await rules()).severity).toHaveLength(1);
});

it('only the administrator may', async () => {
  const reply = await program.send('settings.setSeverityRules', { rules: await stricter('2026-11-05') }, 'clerk');
  expect(reply).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
});

it('a default that is shipped later does not take the place of the bureau’s own', async () => {
  const own = await stricter('2026-11-03');
  expect((await add(own)).ok).toBe(true);
  const shipped = program.ports.reference.severityRules;
  const newest = shipped.at(-1);
  if (newest === undefined) throw new Error('no rules are shipped');
  const later = { ...newest, version: '2027-1', validFrom: '2027-01-01' };
  const current = createCurrentSeverityRules(program.connection.reader, [...shipped, later]);
  expect(severityRulesOn(current.get(), '2027-06-01')?.source).toBe(own.source);
  const before = createCurrentSeverityRules(program.connection.reader, [{ ...newest, validFrom: '2026-01-01' }]);
  expect(severityRulesOn(before.get(), '2026-05-01')?.source).toBe(newest.source);
});
