/** Kind of unit (单位类别): 机关部门 / 镇街 / 村（社区）/ 企业 / 其他. */
export type UnitKind = 'bureau' | 'town' | 'village' | 'enterprise' | 'other';

/** Chinese names of the kinds of unit. */
export const UNIT_KIND_LABELS: Readonly<Record<UnitKind, string>> = {
  bureau: '机关部门',
  town: '镇街',
  village: '村（社区）',
  enterprise: '企业',
  other: '其他',
};

/** A unit (单位) that cases are assigned to. Never deleted, only set inactive. */
export interface Unit {
  readonly id: string;
  readonly name: string;
  /** Other names (简称、曾用名). */
  readonly aliases: readonly string[];
  readonly kind: UnitKind;
  readonly active: boolean;
}

/** A person (人员) of a unit. */
export interface Person {
  readonly id: string;
  readonly unitId: string;
  readonly name: string;
  readonly post: string | null;
  readonly phone: string | null;
  readonly active: boolean;
}

/** Level of a river chief (河长级别): 市级 / 区级 / 镇级 / 村级. */
export type ChiefLevel = 'city' | 'district' | 'town' | 'village';

/** Chinese names of the levels. */
export const CHIEF_LEVEL_LABELS: Readonly<Record<ChiefLevel, string>> = {
  city: '市级',
  district: '区级',
  town: '镇级',
  village: '村级',
};

/** A river reach (河段) with its river chief (河长) of one level. */
export interface Reach {
  readonly id: string;
  readonly river: string;
  readonly name: string;
  readonly townCode: string | null;
  readonly village: string | null;
  readonly chiefName: string | null;
  readonly chiefPost: string | null;
  readonly chiefPhone: string | null;
  readonly level: ChiefLevel;
  readonly active: boolean;
}
