import { z } from 'zod';
import { ALL_ROLES } from '../../domain/account/roles.ts';
import type { CivilDate } from '../../domain/deadline/terms.ts';
import type { PolicyBook } from '../../domain/policy/policy-book.ts';
import type { SeverityRuleSet } from '../../domain/finding/severity.ts';
import { defineRoute, reply } from '../route.ts';
import { TextSchema } from '../schemas.ts';
import { noInput } from './common.ts';

/** The district in use. */
export interface DistrictView {
  readonly code: string;
  readonly name: string;
  readonly city: string;
  /** Edition and source of the code table. */
  readonly edition: string;
  readonly source: string;
  readonly towns: readonly { readonly code: string; readonly name: string; readonly validFrom: string }[];
}

/** Rules the program decides by, for reading: severity and terms. */
export interface RulesView {
  /** Every version, in the order in which they were made. */
  readonly severity: readonly SeverityRuleSet[];
  /** First day on which a new version may begin; null: any. */
  readonly severityFrom: CivilDate | null;
  readonly policies: PolicyBook;
}

/** Requests of 设置. */
export const settingsRoutes = {
  'settings.get': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: noInput,
    output: reply<{ readonly bureau: string; readonly numberPrefix: string; readonly district: string }>(),
  }),
  'settings.set': defineRoute({
    kind: 'command',
    roles: ['administrator'],
    input: z.strictObject({
      bureau: TextSchema,
      numberPrefix: z.string().regex(/^[A-Z]{1,6}$/, '编号前缀为 1 至 6 个大写字母'),
    }),
    output: reply<null>(),
  }),
  /** The district and the towns that exist today; also before anybody signed in (首次使用). */
  'settings.district': defineRoute({
    kind: 'query',
    roles: 'anyone',
    input: noInput,
    output: reply<DistrictView>(),
  }),
  /** The bureau's own terms (期限规则) for cases filed from now on; checked by `parsePolicyBook`. Answers with the new version. */
  'settings.setPolicies': defineRoute({
    kind: 'command',
    roles: ['administrator'],
    input: z.strictObject({ policies: z.json() }),
    output: reply<PolicyBook>(),
  }),
  /**
   * A new version of the severity rules (严重程度规则), for what is found from its `validFrom` on; checked by
   * `parseSeverityRules`, named by the program. Answers with the new version.
   */
  'settings.setSeverityRules': defineRoute({
    kind: 'command',
    roles: ['administrator'],
    input: z.strictObject({ rules: z.json() }),
    output: reply<SeverityRuleSet>(),
  }),
  'settings.rules': defineRoute({ kind: 'query', roles: ALL_ROLES, input: noInput, output: reply<RulesView>() }),
} as const;
