import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openProgram, type Program } from '#test/harness/program.ts';

let program: Program;
beforeEach(async () => {
  program = await openProgram();
});
afterEach(() => program.remove());

const change = (who: keyof Program['accounts'], changes: { role?: 'clerk' | 'administrator'; active?: boolean }) =>
  program.send(
    'account.change',
    { id: program.accounts[who], displayName: '某人', role: 'clerk', active: true, ...changes },
    'administrator',
  );

describe('accounts', () => {
  it('an account set inactive can do nothing any more and is not offered, but is kept', async () => {
    expect(await change('clerk', { active: false })).toMatchObject({ ok: true });
    expect(await program.send('case.list', { filter: {}, page: {} }, 'clerk')).toMatchObject({
      ok: false,
      error: { code: 'ACCOUNT_UNKNOWN' },
    });
    const offered = await program.call('account.list', {}, 'supervisor');
    expect(offered.map(({ id }) => id)).not.toContain(program.accounts.clerk);
    const all = await program.call('account.all', {}, 'administrator');
    expect(all.find(({ id }) => id === program.accounts.clerk)).toMatchObject({ active: false, hasPassword: false });
  });

  it('the last active administrator can neither be set inactive nor given another role', async () => {
    for (const changes of [{ role: 'administrator', active: false }, { role: 'clerk' }] as const) {
      expect(await change('administrator', changes)).toMatchObject({
        ok: false,
        error: { code: 'LAST_ADMINISTRATOR' },
      });
    }
    expect(await change('clerk', { role: 'administrator' })).toMatchObject({ ok: true });
    expect(await change('administrator', { role: 'clerk' })).toMatchObject({ ok: true });
  });

  it('a password the administrator sets lets a person sign in', async () => {
    const { login } = (await program.call('account.all', {}, 'administrator')).find(
      ({ id }) => id === program.accounts.inspector,
    ) ?? { login: '' };
    const signIn = () =>
      program.backend.dispatch('session.signIn', { login, password: '巡河 2026 年' }, { accountId: null });
    expect((await signIn()).ok).toBe(false);
    await program.call(
      'account.setPassword',
      { id: program.accounts.inspector, password: '巡河 2026 年' },
      'administrator',
    );
    expect((await signIn()).ok).toBe(true);
  });
});
