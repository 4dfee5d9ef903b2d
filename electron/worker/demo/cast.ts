import type { Session } from '../cli/session.ts';

/** Persons of the demonstration (invented). The one who reports, the one who reviews and the one who approves are three. */
export const CAST = {
  administrator: { login: 'guanli', displayName: '孙管理' },
  clerk: { login: 'jingban', displayName: '王经办' },
  reviewer: { login: 'fuhe', displayName: '刘复核' },
  supervisor: { login: 'shenhe', displayName: '李审核' },
  inspector: { login: 'xuncha', displayName: '赵巡查' },
} as const;

/** Logins of the cast. */
export const LOGIN = {
  clerk: CAST.clerk.login,
  reviewer: CAST.reviewer.login,
  supervisor: CAST.supervisor.login,
  inspector: CAST.inspector.login,
} as const;

/** Makes the accounts. */
export async function hireCast(session: Session): Promise<void> {
  const { administrator, clerk, reviewer, supervisor, inspector } = CAST;
  await session.call('account.bootstrap', administrator, '');
  const admin = administrator.login;
  await session.call('account.create', { ...clerk, role: 'clerk' }, admin);
  await session.call('account.create', { ...reviewer, role: 'clerk' }, admin);
  await session.call('account.create', { ...supervisor, role: 'supervisor' }, admin);
  await session.call('account.create', { ...inspector, role: 'inspector' }, admin);
}
