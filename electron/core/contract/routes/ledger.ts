import { z } from 'zod';
import { ALL_ROLES } from '../../domain/account/roles.ts';
import { SPLITS } from '../../domain/ledger/ledger-scope.ts';
import { PRIVACY_LEVELS } from '../../domain/ledger/privacy.ts';
import { defineRoute, reply } from '../route.ts';
import { CaseFilterSchema, CivilDateSchema, FindingFilterSchema, IdSchema, PageSchema } from '../schemas.ts';
import type { ExportView } from '../views.ts';
import type {
  ExportDefinitionView,
  ExportEntryView,
  LedgerPartCount,
  LedgerPreview,
  LedgerView,
  PartsView,
  ReportView,
} from '../views-export.ts';
import { bureau, byId, FileToken, noInput } from './common.ts';

const ledger = z.string().min(1).max(60);
const kind = z.enum(['week', 'month']);
const split = z.enum(SPLITS);

/** What an export holds: which ledger, which rows, which columns, how much of people. */
const exportShape = {
  ledger,
  /** A filter of the ledger's own list; the handler asks that list's schema. Left out: the one the ledger proposes. */
  filter: z.union([CaseFilterSchema, FindingFilterSchema]).optional(),
  /** A saved view (常用视图) instead of a filter: its filter and search word as they are then. */
  view: IdSchema.optional(),
  search: z.string().max(100).default(''),
  /** Keys of the columns; left out: all. */
  columns: z.array(z.string().min(1).max(60)).min(1, '至少选一列').max(100).optional(),
  photos: z.boolean().default(false),
  privacy: z.enum(PRIVACY_LEVELS).default('standard'),
  /** To be filled in and sent back (供填报): everything is locked but what a command may change. */
  forEditing: z.boolean().default(false),
  /** Week or month: of a report, which one; of a ledger, the date of which must lie in it. `from`: any day of it. */
  period: z
    .strictObject({
      kind,
      from: CivilDateSchema,
      field: z.enum(['found', 'registered', 'filed', 'closed', 'due']).optional(),
    })
    .optional(),
  /** Snapshot that a report is printed from; left out: the latest of the period, taken now when there is none. */
  report: IdSchema.optional(),
};

/** What an export holds; see `ledger.export`. */
const ExportSpecSchema = z.strictObject(exportShape);
/** See `ExportSpecSchema`. */
export type ExportSpec = z.output<typeof ExportSpecSchema>;

/** What a saved export holds; `split`: it is parted, as `ledger.exportParts` does. */
const DefinitionSpecSchema = z.strictObject({ ...exportShape, split: split.optional() });
/** See `DefinitionSpecSchema`. */
export type DefinitionSpec = z.output<typeof DefinitionSpecSchema>;

const name = z.string().trim().min(1, '不能为空').max(40, '最多 40 字');
const shared = z.boolean();

/** Requests of 台账, 报表快照 and 导出方案. */
export const ledgerRoutes = {
  /** The ledgers there are, with their columns. */
  'ledger.list': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: noInput,
    output: reply<readonly LedgerView[]>(),
  }),
  /** The first rows as they would be printed, with the count. */
  'ledger.preview': defineRoute({
    kind: 'query',
    roles: bureau,
    input: z.strictObject({ ...exportShape, rows: z.int().min(1).max(50).default(20) }),
    output: reply<LedgerPreview>(),
  }),
  'ledger.export': defineRoute({
    kind: 'command',
    roles: bureau,
    input: z.strictObject({ ...exportShape, file: FileToken }),
    output: reply<ExportView>(),
  }),
  /** The files that the ledger would be parted into, one a town or unit, with their rows; refused where they are too many. */
  'ledger.parts': defineRoute({
    kind: 'query',
    roles: bureau,
    input: z.strictObject({ ...exportShape, split }),
    output: reply<readonly LedgerPartCount[]>(),
  }),
  /** One file a town or unit, in one zip (分发); each is an export of its own in the log. */
  'ledger.exportParts': defineRoute({
    kind: 'command',
    roles: bureau,
    input: z.strictObject({ ...exportShape, split, file: FileToken }),
    output: reply<PartsView>(),
  }),
  /** The export log (导出记录), latest first. */
  'ledger.exports': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: z.strictObject({ page: PageSchema }),
    output: reply<{ readonly rows: readonly ExportEntryView[]; readonly total: number }>(),
  }),
  /** Looks at a week or month now and keeps the figures (期末快照); `on`: any day of it. */
  'report.take': defineRoute({
    kind: 'command',
    roles: bureau,
    input: z.strictObject({ kind, from: CivilDateSchema }),
    output: reply<ReportView>(),
  }),
  'report.list': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: z.strictObject({ kind }),
    output: reply<readonly ReportView[]>(),
  }),
  /** Saved exports (导出方案): the caller's own and the shared ones. */
  'exportDefinition.list': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: noInput,
    output: reply<readonly ExportDefinitionView[]>(),
  }),
  'exportDefinition.save': defineRoute({
    kind: 'command',
    roles: bureau,
    input: z.strictObject({ name, spec: DefinitionSpecSchema, shared }),
    output: reply<ExportDefinitionView>(),
  }),
  'exportDefinition.change': defineRoute({
    kind: 'command',
    roles: bureau,
    input: z.strictObject({ id: IdSchema, name, spec: DefinitionSpecSchema, shared }),
    output: reply<ExportDefinitionView>(),
  }),
  /** Moves the period of one's own saved export on (下一月), or back. */
  'exportDefinition.step': defineRoute({
    kind: 'command',
    roles: bureau,
    input: z.strictObject({ id: IdSchema, steps: z.int().min(-60).max(60).default(1) }),
    output: reply<ExportDefinitionView>(),
  }),
  'exportDefinition.remove': defineRoute({ kind: 'command', roles: bureau, input: byId, output: reply<null>() }),
} as const;
