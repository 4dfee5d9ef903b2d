import type { CivilDate } from '../deadline/terms.ts';
import type { Problem, Quantity, Severity } from '../finding/problem.ts';
import { SEVERITY_LABELS } from '../finding/severity.ts';
import { listField } from './map-people.ts';
import type { ColumnMapping } from './mapping.ts';
import { parseDateCell, parseTimeCell } from './parse-date.ts';
import { parseQuantityCell, quantityInText, unitInHeader, unitOf } from './parse-quantity.ts';
import { severityOf } from './parse-words.ts';
import type { SheetContext } from './row-context.ts';
import type { RowReader } from './row-reader.ts';

type FoundFields = Pick<Problem, 'foundOn' | 'foundTime'>;
type ClassFields = Pick<
  Problem,
  'category' | 'item' | 'severity' | 'severityProposed' | 'severityReason' | 'description' | 'quantity' | 'formedPeriod'
>;

/** 问题描述: at most 1,000 characters (domain.md 2.1, column 21). */
const LONGEST_DESCRIPTION = 1000;

/** Reads when a problem was found; null after an error. */
export function foundFields(reader: RowReader, mapping: ColumnMapping, context: SheetContext): FoundFields | null {
  const value = reader.value('foundOn');
  const fixed = mapping.fixed.foundOn;
  if (value.text === null && fixed !== undefined) return { foundOn: fixed, foundTime: null };
  const parsed = parseDateCell(value.cell, { date1904: context.date1904, year: context.year });
  if (!parsed.ok) {
    reader.report(
      'error',
      parsed.error.code,
      'foundOn',
      parsed.error.message,
      value.address === null ? undefined : value,
    );
    return null;
  }
  const { date, time, assumedYear } = parsed.value;
  if (assumedYear)
    reader.report('info', 'DATE_YEAR_ASSUMED', 'foundOn', `“${value.text}”没有年份，按表题的年份记为 ${date}`, value);
  if (date > context.today)
    reader.report('warning', 'DATE_IN_FUTURE', 'foundOn', `发现日期 ${date} 晚于今天 ${context.today}，请核对`, value);
  return { foundOn: date, foundTime: ownTime(reader) ?? time };
}

function ownTime(reader: RowReader): string | null {
  const value = reader.value('foundTime');
  const parsed = parseTimeCell(value.cell);
  if (parsed.ok) return parsed.value;
  reader.report('warning', parsed.error.code, 'foundTime', parsed.error.message, value);
  return null;
}

/** Reads what is wrong: class, sub-item, description, quantity, level; null after an error. */
export function classFields(
  reader: RowReader,
  context: SheetContext,
  on: CivilDate,
  source: string | null,
): ClassFields | null {
  const description = descriptionOf(reader);
  const quantity = quantityOf(reader, description);
  const words = { category: reader.text('category'), item: reader.text('item'), description };
  const classed = context.classify(words);
  if (!classed.ok) reader.report('error', classed.error.code, 'category', classed.error.message);
  if (!classed.ok || description === null) return null;
  const { category, item, doubts } = classed.value;
  for (const doubt of doubts) reader.report('warning', 'CLASS_DOUBT', words.item === null ? 'category' : 'item', doubt);
  const proposed = context.proposeSeverity({ category, item, quantity, on, zones: listField(reader, 'zone'), source });
  const level = severityFields(reader, proposed);
  return (
    level && {
      category,
      item,
      description,
      quantity,
      formedPeriod: reader.text('formedPeriod'),
      severityProposed: proposed,
      ...level,
    }
  );
}

function descriptionOf(reader: RowReader): string | null {
  const value = reader.value('description');
  if (value.text === null) {
    reader.report('error', 'DESCRIPTION_MISSING', 'description', '缺少问题描述，请写明是什么问题');
    return null;
  }
  if (value.text.length > LONGEST_DESCRIPTION) {
    reader.report(
      'error',
      'DESCRIPTION_TOO_LONG',
      'description',
      `问题描述有 ${value.text.length} 字，最多 ${LONGEST_DESCRIPTION} 字`,
      value,
    );
  }
  return value.text;
}

/** The quantity column; without one (or with an empty cell) the first measure named in the description. */
function quantityOf(reader: RowReader, description: string | null): Quantity | null {
  const value = reader.value('quantity');
  const unit = reader.text('quantityUnit');
  const parsed = parseQuantityCell(value.cell, unit === null ? unitInHeader(value.guess?.label ?? '') : unitOf(unit));
  const named = description === null ? null : quantityInText(description);
  if (parsed.ok) return parsed.value ?? named;
  const instead = named === null ? '数量留空' : `改用描述中的 ${named.amount} ${named.unit}`;
  reader.report('warning', parsed.error.code, 'quantity', `${parsed.error.message}；${instead}`, value);
  return named;
}

/** The level the sheet states counts; where it differs from the proposal the reason says so. */
function severityFields(
  reader: RowReader,
  proposed: Severity | null,
): Pick<Problem, 'severity' | 'severityReason'> | null {
  const value = reader.value('severity');
  if (value.text === null) {
    const severity = proposed ?? 'general';
    const basis = proposed === null ? '规则没有给出建议' : '按严重程度规则';
    const filled = `没有填写严重程度，${basis}，记为“${SEVERITY_LABELS[severity]}”`;
    // A sheet without the column says so once, not on every row.
    if (value.guess !== null) reader.report('info', 'SEVERITY_PROPOSED', 'severity', filled, value);
    return { severity, severityReason: null };
  }
  const severity = severityOf(value.text);
  if (severity === null) {
    reader.report(
      'error',
      'SEVERITY_UNKNOWN',
      'severity',
      `“${value.text}”不是严重程度，可填：一般、较严重、重大`,
      value,
    );
    return null;
  }
  const differs = proposed !== null && proposed !== severity;
  return {
    severity,
    severityReason: differs ? `来表填写“${value.text}”，与按规则建议的“${SEVERITY_LABELS[proposed]}”不同` : null,
  };
}
