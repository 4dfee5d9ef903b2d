import type { AccountView } from '#core/contract/views.ts';
import { inWriteTx, type Reader, type Tx } from '#db/access.ts';
import {
  getAccount,
  getAccountByLogin,
  listAccounts,
  type StoredAccount,
  updateAccount,
} from '#db/repositories/accounts.ts';
import { getPreference, putPreference } from '#db/repositories/preferences.ts';
import { putSetting } from '#db/repositories/settings.ts';
import { type Environment, today } from '../environment.ts';
import type { HandlersOf } from '../handlers.ts';
import { deny } from '../ports.ts';
import { readSettings } from '../settings/settings.ts';
import { addAccount } from './handlers.ts';
import { hashPassword, passwordMatches } from './password.ts';

/** After so many wrong passwords in a row a login waits. */
const FREE_TRIES = 5;
const WAIT_MS = 60_000;

/** Use cases of 登录, 首次使用 and 个人偏好. Who signs in is kept by the process that asks (`CallContext.signIn`). */
export function sessionHandlers(env: Environment): HandlersOf<'session'> {
  const { connection, ports } = env;
  const tries = new Map<string, { wrong: number; until: number }>();

  function checkWait(login: string): void {
    const until = tries.get(login)?.until ?? 0;
    const seconds = Math.ceil((until - ports.clock.now()) / 1000);
    if (seconds > 0) deny('SIGN_IN_WAIT', `口令连续输错 ${FREE_TRIES} 次，请 ${seconds} 秒后再试。`, { seconds });
  }

  function wrong(login: string): never {
    const count = (tries.get(login)?.wrong ?? 0) + 1;
    tries.set(login, { wrong: count, until: count >= FREE_TRIES ? ports.clock.now() + WAIT_MS : 0 });
    return deny('SIGN_IN_REFUSED', '登录名或口令不对，或账户已停用；请检查后再试，忘记口令请由管理员重设。');
  }

  return {
    'session.current': (_input, { context }) => {
      const account = context.accountId === null ? null : getAccount(connection.reader, context.accountId);
      return {
        account: account?.active === true ? viewOf(account) : null,
        firstStart: isFirstStart(connection.reader),
        bureau: readSettings(connection.reader).bureau,
        today: today(ports),
      };
    },
    'session.signIn': async ({ login, password }, { context }) => {
      checkWait(login);
      const account = getAccountByLogin(connection.reader, login);
      const hash = account?.active === true ? account.passwordHash : null;
      if (account === null || hash === null || !(await passwordMatches(password, hash))) return wrong(login);
      tries.delete(login);
      context.signIn?.(account.id);
      return viewOf(account);
    },
    'session.signOut': (_input, { context }) => {
      context.signIn?.(null);
      return null;
    },
    'session.firstStart': async ({ bureau, numberPrefix, login, displayName, password }, { context }) => {
      const passwordHash = await hashPassword(password);
      const account = inWriteTx(connection, (tx) => {
        if (!isFirstStart(tx)) deny('ACCOUNT_EXISTS', '已有账户，不能再次初始化；请登录，或由管理员新增账户。');
        putSetting(tx, 'bureau', bureau);
        putSetting(tx, 'numberPrefix', numberPrefix);
        return makeAdministrator(env, tx, { login, displayName, passwordHash });
      });
      context.signIn?.(account.id);
      return account;
    },
    'session.changePassword': async ({ old, password }, { actor }) => {
      const account = getAccount(connection.reader, actor.id);
      const hash = account?.passwordHash ?? null;
      if (account === null || hash === null || !(await passwordMatches(old, hash))) {
        return deny('SIGN_IN_REFUSED', '原口令不对；请重新输入，忘记口令请由管理员重设。');
      }
      const passwordHash = await hashPassword(password);
      inWriteTx(connection, (tx) => updateAccount(tx, { ...account, passwordHash }));
      return null;
    },
    'session.preference': ({ key }, { actor }) => getPreference(connection.reader, actor.id, key) ?? null,
    'session.setPreference': ({ key, value }, { actor }) => {
      inWriteTx(connection, (tx) => putPreference(tx, actor.id, key, value));
      return null;
    },
  };
}

/** Nobody can sign in at a window yet; accounts made on the command line may be there. */
function isFirstStart(reader: Reader): boolean {
  return !listAccounts(reader).some((account) => account.active && account.passwordHash !== null);
}

/** Takes over an administrator of the command line by the same login; refuses a login of another role. */
function makeAdministrator(
  env: Environment,
  tx: Tx,
  { login, displayName, passwordHash }: Pick<StoredAccount, 'login' | 'displayName' | 'passwordHash'>,
): AccountView {
  const known = getAccountByLogin(tx, login);
  if (known?.role !== 'administrator')
    return addAccount(env, tx, { login, displayName, role: 'administrator', passwordHash });
  const account = { ...known, displayName, active: true, passwordHash };
  updateAccount(tx, account);
  return viewOf(account);
}

function viewOf({ id, login, displayName, role }: StoredAccount): AccountView {
  return { id, login, displayName, role };
}
