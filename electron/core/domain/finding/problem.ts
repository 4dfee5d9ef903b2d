import type { CivilDate } from '../deadline/terms.ts';

/** The four classes (四乱) and the rest: 乱占 / 乱采 / 乱堆 / 乱建 / 非四乱 (办河湖〔2018〕245号). */
export type ProblemCategory = 'occupation' | 'mining' | 'dumping' | 'building' | 'other';

/** Severity (严重程度): 一般 / 较严重 / 重大. */
export type Severity = 'general' | 'serious' | 'major';

/** Coordinate system a pair was given in (坐标系). */
export type Datum = 'CGCS2000' | 'WGS84' | 'GCJ-02' | 'BD-09' | 'unknown';

/** A measured quantity, e.g. 150 m³. Units: `m`, `km`, `m²`, `亩`, `m³`, `t`, `处`, `艘` or free text. */
export interface Quantity {
  readonly amount: number;
  readonly unit: string;
}

/** Where a problem lies. `lon`/`lat`: canonical CGCS2000 decimal degrees, 6 places; null when unknown. */
export interface ProblemPlace {
  readonly basin: string | null;
  readonly river: string | null;
  readonly reach: string | null;
  /** 左岸 / 右岸 / 两岸 / 河心 */
  readonly bank: string | null;
  /** 9-digit statistical code of the town (镇街), null if not resolved. */
  readonly townCode: string | null;
  readonly town: string | null;
  readonly village: string | null;
  /** 详细位置 */
  readonly place: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
  /** System the pair was given in. */
  readonly datum: Datum;
  /** The text as it came in, unchanged. */
  readonly rawCoordinates: string | null;
  /** True when the canonical pair lies outside the district's box. */
  readonly outsideDistrict: boolean;
  /** 管控圈层, several. */
  readonly zones: readonly string[];
}

/** What is wrong: the descriptive fields that a finding (线索) and a case (案件) share; `domain.md` 2.1 columns 3–26. */
export interface Problem extends ProblemPlace {
  /** 外部编号: 图斑编号 / 受理编号 / 工单号, several. */
  readonly externalNumbers: readonly string[];
  /** 问题来源, official vocabulary or the bureau's own word. */
  readonly source: string;
  /** 专项行动 */
  readonly campaigns: readonly string[];
  readonly foundOn: CivilDate;
  /** `HH:mm`, null when only the day is known. */
  readonly foundTime: string | null;
  readonly category: ProblemCategory;
  /** Sub-item code of 245号, `1.1` … `4.3`, null when not chosen. */
  readonly item: string | null;
  readonly severity: Severity;
  /** Level proposed by the severity rules, null when no rule applied. */
  readonly severityProposed: Severity | null;
  /** Required when `severity` differs from the proposal. */
  readonly severityReason: string | null;
  readonly description: string;
  readonly quantity: Quantity | null;
  /** 形成时间: 1988年6月前 / 1988-06至2018-12 / 2019年以后 / 不详 */
  readonly formedPeriod: string | null;
  readonly violator: string | null;
  readonly suspectedCrime: boolean;
  /** 河长 snapshot: 市 / 区 / 镇 / 村 */
  readonly chiefs: {
    readonly city: string | null;
    readonly district: string | null;
    readonly town: string | null;
    readonly village: string | null;
  };
  /** 责任单位 as proposed by the source, 责任人 and phone. */
  readonly responsibleUnit: string | null;
  readonly responsiblePerson: string | null;
  readonly responsiblePhone: string | null;
  readonly remarks: string | null;
}
