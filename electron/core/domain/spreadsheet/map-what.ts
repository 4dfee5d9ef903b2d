import { isCivilDate } from '../deadline/civil-date.ts';
import type { CivilDate } from '../deadline/terms.ts';
import type { Problem, Quantity, Severity } from '../finding/problem.ts';
import { SEVERITY_LABELS } from '../finding/severity.ts';
import { CATEGORY_LABELS } from '../finding/taxonomy.ts';
import { listField } from './map-people.ts';
import type { Refusal } from '../shared/result.ts';
import { answerTo, type ColumnMapping } from './mapping.ts';
import { type DateContext, type DateOrder, parseDateCell, parseTimeCell } from './parse-date.ts';
import { quantityInText, readQuantity, unitInHeader, unitOf } from './parse-quantity.ts';
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
  const parsed = parseDateCell(value.cell, dateContext(value.guess?.column ?? -1, mapping, context));
  if (!parsed.ok) {
    const at = value.address === null ? undefined : value;
    reader.report('error', parsed.error.code, 'foundOn', parsed.error.message, at, likelyDay(parsed.error, context));
    return null;
  }
  const { date, time, assumedYear, by } = parsed.value;
  const written = value.text ?? '';
  if (by === 'order' && answerTo(mapping, `dateOrder:${value.guess?.column}`)?.given !== true)
    reader.report('info', 'DATE_ORDER_ASSUMED', 'foundOn', `“${written}”按本列的写法读作 ${date}`, value, date);
  if (by === 'month')
    reader.report('warning', 'DATE_DAY_ASSUMED', 'foundOn', `“${written}”只写到月，按对本列的答复记为 ${date}`, value);
  if (assumedYear)
    reader.report(
      'info',
      'DATE_YEAR_ASSUMED',
      'foundOn',
      `“${written}”没有年份，按表题的年份记为 ${date}`,
      value,
      date,
    );
  if (date > context.today)
    reader.report('warning', 'DATE_IN_FUTURE', 'foundOn', `发现日期 ${date} 晚于今天 ${context.today}，请核对`, value);
  return { foundOn: date, foundTime: ownTime(reader) ?? time };
}

const ORDERS: readonly string[] = ['ymd', 'mdy', 'dmy'] satisfies DateOrder[];

/** What the sheet, and the answers about its date column, say about dates. */
function dateContext(column: number, mapping: ColumnMapping, { date1904, year }: SheetContext): DateContext {
  const order = answerTo(mapping, `dateOrder:${column}`)?.value;
  const month = answerTo(mapping, `monthOnly:${column}`)?.value;
  const answered = Number(answerTo(mapping, `year:${column}`)?.value);
  return {
    date1904,
    year: year ?? (Number.isInteger(answered) ? answered : null),
    ...(isOrder(order) ? { order } : {}),
    ...(month === 'first' || month === 'last' ? { monthOnly: month } : {}),
  };
}

function isOrder(word: string | undefined): word is DateOrder {
  return word !== undefined && ORDERS.includes(word);
}

/** Text proposed by the rule that refused a value. */
function suggestionIn({ data }: Refusal): string | undefined {
  if (typeof data !== 'object' || data === null || !('suggestion' in data)) return undefined;
  return typeof data.suggestion === 'string' ? data.suggestion : undefined;
}

/** Day proposed for a date that was refused; a day without a year is taken as the last one that has been. */
function likelyDay(refusal: Refusal, { today }: SheetContext): string | undefined {
  const { data } = refusal;
  const stated = suggestionIn(refusal);
  if (stated !== undefined || typeof data !== 'object' || data === null) return stated;
  if (!('monthDay' in data) || typeof data.monthDay !== 'string') return undefined;
  const year = Number(today.slice(0, 4));
  const days = [year, year - 1].map((one) => `${one}-${data.monthDay}`);
  return days.find((day) => day <= today && isCivilDate(day));
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
  mapping: ColumnMapping,
  context: SheetContext,
  on: CivilDate,
  source: string | null,
): ClassFields | null {
  const description = descriptionOf(reader);
  const quantity = quantityOf(reader, mapping, description);
  const fixed = mapping.fixed.category;
  const category = reader.text('category') ?? (fixed === undefined ? null : CATEGORY_LABELS[fixed]);
  const words = { category, item: reader.text('item'), description };
  const classed = context.classify(words);
  if (!classed.ok) {
    const { code, message } = classed.error;
    const value = reader.value('category');
    reader.report(
      'error',
      code,
      'category',
      message,
      value.address === null ? undefined : value,
      suggestionIn(classed.error),
    );
  }
  if (!classed.ok || description === null) return null;
  const { item, doubts, wording } = classed.value;
  // A row without a class of its own is doubted where its class should stand.
  const doubted = wording !== undefined && /^\d/u.test(wording) ? 'item' : words.item === null ? 'category' : 'item';
  for (const doubt of doubts) reader.report('warning', 'CLASS_DOUBT', doubted, doubt, undefined, wording);
  const proposed = context.proposeSeverity({
    category: classed.value.category,
    item,
    quantity,
    on,
    zones: listField(reader, 'zone'),
    source,
  });
  const level = severityFields(reader, mapping, proposed);
  return (
    level && {
      category: classed.value.category,
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
function quantityOf(reader: RowReader, mapping: ColumnMapping, description: string | null): Quantity | null {
  const value = reader.value('quantity');
  const stated = reader.text('quantityUnit');
  const answer = answerTo(mapping, `unit:${value.guess?.column}`);
  const answered = answer === null || answer.value === 'description' ? null : answer.value;
  const unit = stated === null ? (unitInHeader(value.guess?.label ?? '') ?? answered) : unitOf(stated);
  const parsed = readQuantity(value.cell, unit);
  const named = description === null ? null : quantityInText(description);
  if (parsed.ok) {
    if (parsed.value === null) return named;
    const { left, ...quantity } = parsed.value;
    if (left !== null) reader.report('info', 'QUANTITY_PART', 'quantity', left, value);
    return quantity;
  }
  const instead = named === null ? '数量留空' : `改用描述中的 ${named.amount} ${named.unit}`;
  const proposal = suggestionIn(parsed.error);
  reader.report('warning', parsed.error.code, 'quantity', `${parsed.error.message}；${instead}`, value, proposal);
  return named;
}

/** The level the sheet states counts; where it differs from the proposal the reason says so. */
function severityFields(
  reader: RowReader,
  mapping: ColumnMapping,
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
  const answer = answerTo(mapping, `severity:${value.guess?.column}`);
  const severe = answer?.value === 'serious' || answer?.value === 'major' ? answer.value : null;
  const severity = severityOf(value.text, severe);
  if (severity === null) {
    reader.report(
      'error',
      'SEVERITY_UNKNOWN',
      'severity',
      `“${value.text}”不是严重程度，可填：一般、较严重、重大`,
      value,
      likelySeverity(value.text),
    );
    return null;
  }
  if (severityOf(value.text) === null && answer?.given === false)
    reader.report(
      'info',
      'SEVERITY_ASSUMED',
      'severity',
      `“${value.text}”按本列其他写法记为“${SEVERITY_LABELS[severity]}”`,
      value,
    );
  const differs = proposed !== null && proposed !== severity;
  return {
    severity,
    severityReason: differs ? `来表填写“${value.text}”，与按规则建议的“${SEVERITY_LABELS[proposed]}”不同` : null,
  };
}

/** Level that another word most likely means; 严重 alone is asked about. */
function likelySeverity(text: string): string | undefined {
  if (/轻|低|小|微/u.test(text)) return SEVERITY_LABELS.general;
  if (/特|极/u.test(text)) return SEVERITY_LABELS.major;
  return /较|中/u.test(text) ? SEVERITY_LABELS.serious : undefined;
}
