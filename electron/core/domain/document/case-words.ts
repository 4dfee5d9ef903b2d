import type { CaseRecord } from '../case/case-record.ts';
import { itemLabel, printedDatum } from '../ledger/ledger-labels.ts';
import { SEVERITY_LABELS } from '../finding/severity.ts';
import { CATEGORY_LABELS } from '../finding/taxonomy.ts';
import { officialDate } from './official-date.ts';

/** Where the problem lies, from the river to the spot; '' when nothing is known. */
export function placeText(record: CaseRecord): string {
  const { river, reach, bank, town, village, place } = record;
  const parts = [town, village, river, reach, bank].filter((part): part is string => part !== null && part !== '');
  const known = new Set<string>();
  const unique = parts.filter((part) => !known.has(part) && known.add(part));
  const spot = place === null || place === '' ? '' : unique.length === 0 ? place : `（${place}）`;
  return `${unique.join('')}${spot}`;
}

/** 类别 with its sub-item, e.g. `乱堆（倾倒、填埋、贮存、堆放固体废物）`. */
export function categoryText({ category, item }: CaseRecord): string {
  return item === null ? CATEGORY_LABELS[category] : `${CATEGORY_LABELS[category]}（${itemLabel(item)}）`;
}

/** The problem in lines: what it is, how grave and how large, where. */
export function problemLines(record: CaseRecord): string {
  const { quantity, lon, lat, datum } = record;
  const facts = [
    `问题类别：${categoryText(record)}`,
    `严重程度：${SEVERITY_LABELS[record.severity]}`,
    ...(quantity === null ? [] : [`规模：${quantity.amount} ${quantity.unit}`]),
  ];
  const place = placeText(record);
  const where = [
    ...(place === '' ? [] : [`具体位置：${place}`]),
    ...(lon === null || lat === null ? [] : [`坐标：东经 ${lon}°、北纬 ${lat}°（${printedDatum(datum)}）`]),
  ];
  return [
    sentence(record.description),
    `${facts.join('；')}。`,
    ...(where.length > 0 ? [`${where.join('；')}。`] : []),
  ].join('\n');
}

/** When, from which source and where the problem was found, one sentence. */
export function foundText(record: CaseRecord): string {
  const { foundOn, source, number } = record;
  const place = placeText(record);
  return `${officialDate(foundOn)}，${place === '' ? '' : `在${place}`}发现“${CATEGORY_LABELS[record.category]}”问题（来源：${source}；案件编号：${number}）。`;
}

/** A text that ends as a sentence does. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  return trimmed === '' || /[。！？；：.!?]$/u.test(trimmed) ? trimmed : `${trimmed}。`;
}

/** 主办单位, or the unit the source named. */
export function unitOf({ leadUnit, responsibleUnit }: CaseRecord): string | null {
  return leadUnit ?? responsibleUnit;
}
