/** Roles (角色): 经办员 / 审核（督查）/ 巡查员 / 管理员. */
export type AccountRole = 'clerk' | 'supervisor' | 'inspector' | 'administrator';

/** Chinese names of the roles. */
export const ROLE_LABELS: Readonly<Record<AccountRole, string>> = {
  clerk: '经办员',
  supervisor: '审核人',
  inspector: '巡查员',
  administrator: '管理员',
};

/** Everybody with an account. */
export const ALL_ROLES = [
  'clerk',
  'supervisor',
  'inspector',
  'administrator',
] as const satisfies readonly AccountRole[];
