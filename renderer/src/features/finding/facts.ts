import type { Problem, ProblemCategory } from '#core/domain/finding/problem.ts';
import { PROBLEM_FIELD_LABELS } from '#core/domain/finding/problem-fields.ts';
import { SEVERITY_LABELS } from '#core/domain/finding/severity.ts';
import { CATEGORY_LABELS, itemByCode } from '#core/domain/finding/taxonomy.ts';
import { DATUM_LABELS } from '#core/domain/finding/vocabulary.ts';

/** One fact of a problem as people read it; `value` null = not known. */
export interface Fact {
  readonly key: string;
  readonly label: string;
  readonly value: string | null;
}

/** The facts of a problem in the order of the ledger (`domain.md` 2.1); what belongs together stands in one. */
export function factsOf(problem: Problem): readonly Fact[] {
  const fact = (key: keyof Problem, value: string | null) => ({ key, label: PROBLEM_FIELD_LABELS[key], value });
  return [
    fact('source', problem.source),
    fact('externalNumbers', joined(problem.externalNumbers)),
    fact('campaigns', joined(problem.campaigns)),
    fact('foundOn', [problem.foundOn, problem.foundTime].filter(Boolean).join(' ')),
    { key: 'class', label: '四乱类别与细项', value: classOf(problem.category, problem.item) },
    fact('severity', severityOf(problem)),
    fact('description', problem.description),
    fact('quantity', problem.quantity === null ? null : `${problem.quantity.amount} ${problem.quantity.unit}`),
    { key: 'water', label: '河湖与河段', value: joined([problem.river, problem.reach, problem.bank]) },
    fact('town', joined([problem.town, problem.village])),
    fact('place', problem.place),
    { key: 'coordinates', label: '坐标', value: pointOf(problem) },
    fact('rawCoordinates', problem.rawCoordinates),
    fact('zones', joined(problem.zones)),
    fact('basin', problem.basin),
    fact('formedPeriod', problem.formedPeriod),
    fact('violator', problem.violator),
    fact('suspectedCrime', problem.suspectedCrime ? '是' : null),
    fact('chiefs', chiefsOf(problem.chiefs)),
    fact('responsibleUnit', joined([problem.responsibleUnit, problem.responsiblePerson, problem.responsiblePhone])),
    fact('remarks', problem.remarks),
  ];
}

/** 乱堆 · 3.1 河湖管理范围内乱扔乱堆垃圾 */
export function classOf(category: ProblemCategory, item: string | null): string {
  const known = item === null ? null : itemByCode(item);
  return known === null ? CATEGORY_LABELS[category] : `${CATEGORY_LABELS[category]} · ${known.code} ${known.label}`;
}

/** The day-to-day place of a problem in one line: 石城镇 红星村 白河 桥下游左岸; null when nothing is known. */
export function whereOf({ town, village, river, reach, place }: Problem): string | null {
  return joined([town, village, river, reach, place]);
}

function severityOf({ severity, severityProposed, severityReason }: Problem): string {
  const chosen = SEVERITY_LABELS[severity];
  if (severityProposed === null || severityProposed === severity) return chosen;
  return `${chosen}（规则建议${SEVERITY_LABELS[severityProposed]}；调整理由：${severityReason ?? '未写'}）`;
}

function pointOf({ lon, lat, datum, outsideDistrict }: Problem): string | null {
  if (lon === null || lat === null) return null;
  const system = datum === 'GCJ-02' || datum === 'BD-09' ? `CGCS2000，由 ${datum} 换算` : DATUM_LABELS[datum];
  return `${lon}, ${lat}（${datum === 'unknown' ? '坐标系不详' : system}）${outsideDistrict ? '，不在本区范围内' : ''}`;
}

function chiefsOf({ city, district, town, village }: Problem['chiefs']): string | null {
  const named = [
    ['市级', city],
    ['区级', district],
    ['镇级', town],
    ['村级', village],
  ].flatMap(([level, name]) => (name === null ? [] : [`${level} ${name}`]));
  return named.length === 0 ? null : named.join('，');
}

function joined(parts: readonly (string | null)[]): string | null {
  const known = parts.filter((part) => part !== null && part !== '');
  return known.length === 0 ? null : known.join(' ');
}
