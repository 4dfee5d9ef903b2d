import { z } from 'zod';
import type { AccountRole } from '../../domain/account/roles.ts';
import { CivilDateSchema, IdSchema } from '../schemas.ts';

/** Who works on records in the office: 经办员 and 审核人. */
export const bureau = ['clerk', 'supervisor'] as const satisfies readonly AccountRole[];
/** Who keeps calendars and rules: 审核人 and 管理员. */
export const keepers = ['supervisor', 'administrator'] as const satisfies readonly AccountRole[];
/** No input. */
export const noInput = z.strictObject({});
/** One record by its key. */
export const byId = z.strictObject({ id: IdSchema });
/** Business date of an act; today when left out, never after today. */
export const on = CivilDateSchema.optional();
/** Token that the program handed out for a file; never a path. */
export const FileToken = z.string().min(1).max(200);
