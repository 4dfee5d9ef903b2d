import { unitOf } from '../spreadsheet/parse-quantity.ts';
import type { Quantity } from './problem.ts';

/** What is measured: 长度 / 面积 / 体积 / 质量. */
export type Measure = 'length' | 'area' | 'volume' | 'mass';

/** One unit of a measure: factor to the base unit (m, m², m³, t). 1 亩 = 1/15 公顷 = 666.67 m². */
const UNITS = new Map<string, { readonly measure: Measure; readonly factor: number }>(
  Object.entries({
    m: { measure: 'length', factor: 1 },
    km: { measure: 'length', factor: 1000 },
    里: { measure: 'length', factor: 500 },
    'm²': { measure: 'area', factor: 1 },
    亩: { measure: 'area', factor: 10_000 / 15 },
    公顷: { measure: 'area', factor: 10_000 },
    'km²': { measure: 'area', factor: 1_000_000 },
    'm³': { measure: 'volume', factor: 1 },
    t: { measure: 'mass', factor: 1 },
    kg: { measure: 'mass', factor: 0.001 },
  }),
);

/** Spellings that the quantity reader leaves as they are. */
const MORE_SPELLINGS = new Map<string, string>(
  Object.entries({
    土方: 'm³',
    方量: 'm³',
    市亩: '亩',
    ha: '公顷',
    万方: '万m³',
  }),
);
/** No single 四乱 site is that large; a public form is known to print k㎡ where m² is meant. */
const LARGEST_PLAUSIBLE_KM2 = 10;

/** The unit as the ledger writes it (平米, ㎡, m2 → m²); unknown words stay as written. */
export function canonicalUnit(written: string): string {
  const unit = unitOf(written);
  return MORE_SPELLINGS.get(unit) ?? unit;
}

/** The amount in another unit of the same measure; null when the units measure different things or are not known. */
export function convertAmount(quantity: Quantity, target: string): number | null {
  const from = tenThousands(canonicalUnit(quantity.unit));
  const source = UNITS.get(from.unit);
  const wanted = UNITS.get(canonicalUnit(target));
  if (!source || !wanted || source.measure !== wanted.measure) return null;
  // 12 digits: 3 亩 must come out as 2000 m², not as 2000.0000000000002.
  return Number(((quantity.amount * from.times * source.factor) / wanted.factor).toPrecision(12));
}

/** What the unit measures, null when it is not known (处, 艘). */
export function measureOf(unit: string): Measure | null {
  return UNITS.get(tenThousands(canonicalUnit(unit)).unit)?.measure ?? null;
}

/** A doubt about the unit, Chinese, null when there is none: k㎡ written where m² is meant. */
export function unitDoubt(quantity: Quantity): string | null {
  if (canonicalUnit(quantity.unit) !== 'km²' || quantity.amount < LARGEST_PLAUSIBLE_KM2) return null;
  return `数量 ${quantity.amount} km² 大于 ${LARGEST_PLAUSIBLE_KM2} km²，单位可能应为 m²，请核对。`;
}

function tenThousands(unit: string): { readonly unit: string; readonly times: number } {
  return unit.startsWith('万') ? { unit: canonicalUnit(unit.slice(1)), times: 10_000 } : { unit, times: 1 };
}
