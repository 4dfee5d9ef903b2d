import { z } from 'zod';
import { ALL_ROLES } from '../../domain/account/roles.ts';
import { DOCUMENT_KINDS } from '../../domain/document/document-kinds.ts';
import type { DocumentSettings } from '../../domain/document/document-settings.ts';
import { defineRoute, reply } from '../route.ts';
import { IdSchema, TextSchema } from '../schemas.ts';
import type {
  DocumentKindView,
  DocumentPreview,
  DocumentsMade,
  DocumentTemplateView,
  MadeDocument,
  TemplateFieldView,
} from '../views-document.ts';
import { bureau, byId, FileToken, keepers, noInput } from './common.ts';

const KindSchema = z.enum(DOCUMENT_KINDS);
const Cases = z.array(IdSchema).min(1, '至少选一件案件').max(500, '一次最多 500 件');
/** Values typed in place of the prefilled ones, by field. */
const Values = z.record(z.string().max(60), z.string().max(8000, '最多 8000 字')).default({});
const template = IdSchema.nullable().default(null);
const Agency = z.string().regex(/^[\p{Script=Han}A-Z]{0,20}$/u, '机关代字只含汉字或大写字母，最多 20 字，如 京密河');

/** Settings of the documents as they are typed. */
const DocumentSettingsSchema = z.strictObject({
  redHead: z.boolean(),
  contact: z.string().trim().max(50, '最多 50 字'),
  phone: z.string().trim().max(50, '最多 50 字'),
  series: z.record(KindSchema, Agency),
}) satisfies z.ZodType<DocumentSettings>;

/** Requests of 文书. */
export const documentRoutes = {
  'document.kinds': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: noInput,
    output: reply<readonly DocumentKindView[]>(),
  }),
  /** Fields, what is missing, and the document as it would be made now. */
  'document.preview': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: z.strictObject({ kind: KindSchema, cases: Cases, values: Values }),
    output: reply<DocumentPreview>(),
  }),
  /** Writes one document, or one a case into a zip; records each. `together`: one document for all cases (公示稿). */
  'document.make': defineRoute({
    kind: 'command',
    roles: bureau,
    input: z.strictObject({
      kind: KindSchema,
      cases: Cases,
      values: Values,
      template,
      format: z.enum(['docx', 'pdf']),
      together: z.boolean().default(false),
      /** The 文号 was used before and stays all the same (the document is made anew). */
      reuseNumber: z.boolean().default(false),
      file: FileToken,
    }),
    output: reply<DocumentsMade>(),
  }),
  /** Documents made of a case, latest first. */
  'document.list': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: byId,
    output: reply<readonly MadeDocument[]>(),
  }),
  'document.settings': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: noInput,
    output: reply<DocumentSettings>(),
  }),
  'document.setSettings': defineRoute({
    kind: 'command',
    roles: keepers,
    input: DocumentSettingsSchema,
    output: reply<null>(),
  }),
  'document.templates': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: noInput,
    output: reply<readonly DocumentTemplateView[]>(),
  }),
  /** The names that a template of a kind may use. */
  'document.templateFields': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: z.strictObject({ kind: KindSchema }),
    output: reply<readonly TemplateFieldView[]>(),
  }),
  /** Keeps the bureau's own .docx; one of the same kind and name becomes its next version. */
  'document.addTemplate': defineRoute({
    kind: 'command',
    roles: keepers,
    input: z.strictObject({ kind: KindSchema, name: TextSchema.max(60, '最多 60 字'), file: FileToken }),
    output: reply<DocumentTemplateView>(),
  }),
  'document.removeTemplate': defineRoute({ kind: 'command', roles: keepers, input: byId, output: reply<null>() }),
} as const;
