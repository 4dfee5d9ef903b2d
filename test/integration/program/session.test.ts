import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openProgram, type Program } from '#test/harness/program.ts';

let program: Program;
beforeEach(async () => {
  program = await openProgram();
});
afterEach(() => program.remove());

const FIRST = {
  bureau: '密云区水务局',
  numberPrefix: 'MYSW',
  login: 'chief',
  displayName: '局长',
  password: '清河行动 2026',
};

/** Calls as nobody (or somebody), and tells who is signed in afterwards; undefined when that did not change. */
async function ask(route: string, input: unknown, accountId: string | null = null) {
  const told: { signedIn?: string | null } = {};
  const signIn = (id: string | null) => {
    told.signedIn = id;
  };
  const reply = await program.backend.dispatch(route, input, { accountId, signIn });
  return { reply, signedIn: told.signedIn };
}

const signIn = (password: string, login = FIRST.login) => ask('session.signIn', { login, password });

describe('signing in', () => {
  it('the first start makes the administrator once, although accounts of the command line are there', async () => {
    expect((await ask('session.current', {})).reply).toMatchObject({ data: { account: null, firstStart: true } });
    const { reply, signedIn } = await ask('session.firstStart', FIRST);
    expect(reply).toMatchObject({ ok: true, data: { login: 'chief', role: 'administrator' } });
    expect((await ask('session.current', {}, signedIn)).reply).toMatchObject({
      data: { account: { login: 'chief' }, firstStart: false, bureau: '密云区水务局' },
    });
    const again = await ask('session.firstStart', { ...FIRST, login: 'second' });
    expect(again.reply).toMatchObject({ ok: false, error: { code: 'ACCOUNT_EXISTS' } });
    expect(again.signedIn).toBeUndefined();
  });

  it('the administrator of the command line is taken over by name, a clerk is not', async () => {
    const clerk = await ask('session.firstStart', { ...FIRST, login: 'clerk' });
    expect(clerk.reply).toMatchObject({ ok: false, error: { code: 'ACCOUNT_EXISTS' } });
    const { signedIn } = await ask('session.firstStart', { ...FIRST, login: 'administrator' });
    expect(signedIn).toBe(program.accounts.administrator);
    expect((await signIn(FIRST.password, 'administrator')).reply.ok).toBe(true);
  });

  it('needs the right password of an active account that has one, and says the same for each', async () => {
    await ask('session.firstStart', FIRST);
    const wrong = await signIn('清河行动 2025');
    const nobody = await signIn(FIRST.password, 'nobody');
    const without = await signIn('', 'clerk');
    expect(wrong.reply).toMatchObject({ ok: false, error: { code: 'SIGN_IN_REFUSED' } });
    expect([nobody.reply, without.reply]).toEqual([wrong.reply, wrong.reply]);
    expect([wrong.signedIn, nobody.signedIn, without.signedIn]).toEqual([undefined, undefined, undefined]);
    const right = await signIn(FIRST.password);
    expect(right.reply).toMatchObject({ ok: true, data: { displayName: '局长' } });
    expect((await ask('session.signOut', {}, right.signedIn)).signedIn).toBeNull();
  });

  it('waits after five wrong passwords, the right one included, and not for ever', async () => {
    await ask('session.firstStart', FIRST);
    for (let n = 0; n < 5; n += 1) await signIn(`wrong ${n}`);
    expect((await signIn(FIRST.password)).reply).toMatchObject({
      ok: false,
      error: { code: 'SIGN_IN_WAIT', data: { seconds: 60 } },
    });
    program.clock.advance(60_000);
    expect((await signIn(FIRST.password)).reply.ok).toBe(true);
  });

  it('a changed password counts, the old one no more', async () => {
    const { signedIn } = await ask('session.firstStart', FIRST);
    const change = (old: string) => ask('session.changePassword', { old, password: '百日行动 2026' }, signedIn);
    expect((await change('nonsense')).reply).toMatchObject({ error: { code: 'SIGN_IN_REFUSED' } });
    expect((await signIn(FIRST.password)).reply.ok).toBe(true);
    expect((await change(FIRST.password)).reply.ok).toBe(true);
    expect((await signIn(FIRST.password)).reply.ok).toBe(false);
    expect((await signIn('百日行动 2026')).reply.ok).toBe(true);
  });

  it('keeps no password as it was typed', async () => {
    await ask('session.firstStart', FIRST);
    const kept = program.connection.reader
      .readRaw<[string]>('select password_hash from account where login = ?')
      .get('chief');
    expect(kept?.[0]).toMatch(/^scrypt\$[0-9a-f]{32}\$[0-9a-f]{64}$/);
  });
});

describe('preferences', () => {
  it('are kept for each person and screen', async () => {
    expect(await program.call('session.preference', { key: 'case-columns' })).toBeNull();
    await program.call('session.setPreference', { key: 'case-columns', value: { hidden: ['river'] } });
    await program.call('session.setPreference', { key: 'case-columns', value: { hidden: ['town'] } }, 'supervisor');
    expect(await program.call('session.preference', { key: 'case-columns' })).toEqual({ hidden: ['river'] });
    expect(await program.call('session.preference', { key: 'finding-columns' })).toBeNull();
  });
});
