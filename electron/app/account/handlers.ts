import type { AccountView } from '#core/contract/views.ts';
import type { AccountRole } from '#core/domain/account/roles.ts';
import { inWriteTx, type Tx } from '#db/access.ts';
import { getAccountByLogin, insertAccount, listAccounts } from '#db/repositories/accounts.ts';
import type { Environment } from '../environment.ts';
import type { HandlersOf } from '../handlers.ts';
import { deny } from '../ports.ts';

/** Use cases of local accounts (账户). Passwords come with the log-in screen. */
export function accountHandlers(env: Environment): HandlersOf<'account'> {
  const { connection } = env;
  return {
    'account.bootstrap': ({ login, displayName }) =>
      inWriteTx(connection, (tx) => {
        if (listAccounts(tx).length > 0) deny('ACCOUNT_EXISTS', '已有账户，不能再次初始化；请由管理员新增账户。');
        return addAccount(env, tx, { login, displayName, role: 'administrator' });
      }),
    'account.create': (account) => inWriteTx(connection, (tx) => addAccount(env, tx, account)),
    'account.list': () =>
      listAccounts(connection.reader)
        .filter((account) => account.active)
        .map(({ id, login, displayName, role }) => ({ id, login, displayName, role })),
  };
}

interface NewAccount {
  readonly login: string;
  readonly displayName: string;
  readonly role: AccountRole;
}

function addAccount(env: Environment, tx: Tx, account: NewAccount): AccountView {
  if (getAccountByLogin(tx, account.login) !== null) {
    deny('ACCOUNT_EXISTS', `登录名「${account.login}」已被使用；请换一个登录名。`, { login: account.login });
  }
  const { displayName, ...rest } = account;
  const view = { id: env.ports.newId(), ...rest, displayName: displayName.toWellFormed() };
  insertAccount(tx, { ...view, active: true, createdAt: env.ports.clock.now() });
  return view;
}
