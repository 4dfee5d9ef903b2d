import type { Problem } from '../finding/problem.ts';
import { readSource } from '../finding/vocabulary.ts';
import { fingerprintOf, identityOf } from './fingerprint.ts';
import type { ColumnMapping } from './mapping.ts';
import { type ContactFields, contactFields, externalNumbers, listField } from './map-people.ts';
import { placeFields } from './map-place.ts';
import { classFields, foundFields } from './map-what.ts';
import type { SheetContext } from './row-context.ts';
import type { RowMessage, RowReader } from './row-reader.ts';

/** 上报人 of a row: who found it, not who has to put it right. */
export interface Reporter {
  readonly name: string | null;
  readonly phone: string | null;
}

/** One data row understood. `problem` is null when an error keeps it out. */
export interface MappedRow {
  readonly sheet: string;
  /** Excel's own row number. */
  readonly sourceRow: number;
  readonly problem: Problem | null;
  readonly reporter: Reporter;
  /** Hash of the row's meaning; the same wherever the row stands. Null when `problem` is. */
  readonly fingerprint: string | null;
  /** Hash of where, when and what class; two rows that share it are 疑似重复. */
  readonly identity: string | null;
  readonly messages: readonly RowMessage[];
  /** Pictures that lie in this row. */
  readonly pictures: number;
}

/** Understands one data row. Never throws for what a cell holds: what cannot be used becomes a message. */
export function mapRow(reader: RowReader, mapping: ColumnMapping, context: SheetContext, pictures: number): MappedRow {
  const { reporter, ...contact } = contactFields(reader);
  const problem = problemOf(reader, mapping, context, contact);
  const failed = reader.messages.some((message) => message.level === 'error');
  const kept = failed ? null : problem;
  return {
    sheet: context.sheet,
    sourceRow: reader.row,
    problem: kept,
    reporter,
    fingerprint: kept && fingerprintOf(kept, mapping, context.digest),
    identity: kept && identityOf(kept, context.digest),
    messages: [...reader.messages],
    pictures,
  };
}

function problemOf(
  reader: RowReader,
  mapping: ColumnMapping,
  context: SheetContext,
  contact: Omit<ContactFields, 'reporter'>,
): Problem | null {
  const found = foundFields(reader, mapping, context);
  const place = placeFields(reader, mapping, context);
  const source = sourceOf(reader, mapping);
  const what = classFields(reader, mapping, context, found?.foundOn ?? context.today, source);
  const campaigns = listField(reader, 'campaign');
  const numbers = externalNumbers(reader);
  if (found === null || what === null || source === null) return null;
  return {
    ...place,
    ...found,
    ...what,
    ...contact,
    externalNumbers: numbers,
    source,
    campaigns: campaigns.length > 0 ? campaigns : (mapping.fixed.campaigns ?? []),
    suspectedCrime: false,
    chiefs: { city: null, district: null, town: null, village: null },
  };
}

/** The official word where the text means one, else the bureau's own word. */
function sourceOf(reader: RowReader, mapping: ColumnMapping): string | null {
  const read = readSource(reader.text('source') ?? mapping.fixed.source ?? '');
  if (read === null)
    reader.report('error', 'SOURCE_MISSING', 'source', '缺少问题来源；可在导入时为整张表指定，如“网格巡查”');
  return read?.source ?? null;
}
