import type { Session } from '../cli/session.ts';

/** Persons of the demonstration (invented). The one who reports, the one who reviews and the one who approves are three. */
export const CAST = {
  administrator: { login: 'guanli', displayName: '孙管理' },
  clerk: { login: 'jingban', displayName: '王经办' },
  reviewer: { login: 'fuhe', displayName: '刘复核' },
  supervisor: { login: 'shenhe', displayName: '李审核' },
  inspector: { login: 'xuncha', displayName: '赵巡查' },
} as const;

/** Password of everybody in the demonstration: invented people, sample data. */
export const CAST_PASSWORD = 'heqing-2026';

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
  const { id } = await session.call('account.bootstrap', administrator, '');
  await session.call('account.setPassword', { id, password: CAST_PASSWORD }, administrator.login);
  const admin = administrator.login;
  await session.call('account.create', { ...clerk, role: 'clerk', password: CAST_PASSWORD }, admin);
  await session.call('account.create', { ...reviewer, role: 'clerk', password: CAST_PASSWORD }, admin);
  await session.call('account.create', { ...supervisor, role: 'supervisor', password: CAST_PASSWORD }, admin);
  await session.call('account.create', { ...inspector, role: 'inspector', password: CAST_PASSWORD }, admin);
}
