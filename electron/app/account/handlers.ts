import type { AccountView } from '#core/contract/views.ts';
import type { AccountRole } from '#core/domain/account/roles.ts';
import { inWriteTx, type Tx } from '#db/access.ts';
import {
  getAccount,
  getAccountByLogin,
  insertAccount,
  listAccounts,
  type StoredAccount,
  updateAccount,
} from '#db/repositories/accounts.ts';
import type { Environment } from '../environment.ts';
import type { HandlersOf } from '../handlers.ts';
import { deny } from '../ports.ts';
import { hashPassword } from './password.ts';

/** Use cases of local accounts (账户). An account without a password acts from the command line only. */
export function accountHandlers(env: Environment): HandlersOf<'account'> {
  const { connection } = env;
  return {
    'account.bootstrap': ({ login, displayName }) =>
      inWriteTx(connection, (tx) => {
        if (listAccounts(tx).length > 0) deny('ACCOUNT_EXISTS', '已有账户，不能再次初始化；请由管理员新增账户。');
        return addAccount(env, tx, { login, displayName, role: 'administrator', passwordHash: null });
      }),
    'account.create': async ({ password, ...account }) => {
      const passwordHash = password === undefined ? null : await hashPassword(password);
      return inWriteTx(connection, (tx) => addAccount(env, tx, { ...account, passwordHash }));
    },
    'account.list': () =>
      listAccounts(connection.reader)
        .filter((account) => account.active)
        .map(({ id, login, displayName, role }) => ({ id, login, displayName, role })),
    'account.all': () =>
      listAccounts(connection.reader).map(({ id, login, displayName, role, active, passwordHash }) => ({
        id,
        login,
        displayName,
        role,
        active,
        hasPassword: passwordHash !== null,
      })),
    'account.change': ({ id, ...changes }) => {
      inWriteTx(connection, (tx) => {
        const account = known(tx, id);
        const others = listAccounts(tx).filter((other) => other.id !== id);
        const leads = (one: Pick<StoredAccount, 'role' | 'active'>) => one.active && one.role === 'administrator';
        if (leads(account) && !leads(changes) && !others.some(leads)) {
          deny(
            'LAST_ADMINISTRATOR',
            `「${account.displayName}」是唯一在用的管理员，不能停用或改为其他角色；请先另设一名管理员。`,
          );
        }
        updateAccount(tx, { ...account, ...changes });
      });
      return null;
    },
    'account.setPassword': async ({ id, password }) => {
      const passwordHash = await hashPassword(password);
      inWriteTx(connection, (tx) => updateAccount(tx, { ...known(tx, id), passwordHash }));
      return null;
    },
  };
}

function known(tx: Tx, id: string): StoredAccount {
  return getAccount(tx, id) ?? deny('ACCOUNT_UNKNOWN', '没有这个账户；请刷新用户列表后再试。', { id });
}

interface NewAccount {
  readonly login: string;
  readonly displayName: string;
  readonly role: AccountRole;
  readonly passwordHash: string | null;
}

/** Adds an active account; refuses `ACCOUNT_EXISTS` when the login is taken. */
export function addAccount(env: Environment, tx: Tx, account: NewAccount): AccountView {
  if (getAccountByLogin(tx, account.login) !== null) {
    deny('ACCOUNT_EXISTS', `登录名「${account.login}」已被使用；请换一个登录名。`, { login: account.login });
  }
  const { login, role, passwordHash } = account;
  const view = { id: env.ports.newId(), login, role, displayName: account.displayName.toWellFormed() };
  insertAccount(tx, { ...view, passwordHash, active: true, createdAt: env.ports.clock.now() });
  return view;
}
