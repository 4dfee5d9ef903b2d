import { FIELD_NAMES } from './field-names.ts';

/**
 * What a column can mean. `sequence`, `photo` and `ignored` carry no field of a finding; `reporter` (上报人) and its
 * phone are kept apart from 责任人; `complainant` (来电人) is never taken over (privacy).
 */
export type ImportField =
  | 'sequence'
  | 'externalNumber'
  | 'source'
  | 'campaign'
  | 'foundOn'
  | 'foundTime'
  | 'basin'
  | 'river'
  | 'reach'
  | 'bank'
  | 'town'
  | 'village'
  | 'place'
  | 'lon'
  | 'lat'
  | 'coordinates'
  | 'datum'
  | 'zone'
  | 'category'
  | 'item'
  | 'severity'
  | 'description'
  | 'quantity'
  | 'quantityUnit'
  | 'formedPeriod'
  | 'violator'
  | 'responsibleUnit'
  | 'responsiblePerson'
  | 'responsiblePhone'
  | 'reporter'
  | 'reporterPhone'
  | 'complainant'
  | 'photo'
  | 'remarks';

/** Definition of one field: its Chinese name, what columns are called, and weaker names that need the content's vote. */
export interface FieldDefinition {
  readonly label: string;
  /** Names that mean this field and nothing else. */
  readonly names: readonly string[];
  /** Words inside a longer name, or names that may mean something else. */
  readonly hints: readonly string[];
}

const LABELS: Readonly<Record<ImportField, string>> = {
  sequence: '序号',
  externalNumber: '外部编号',
  source: '问题来源',
  campaign: '专项行动',
  foundOn: '发现日期',
  foundTime: '发现时刻',
  basin: '流域',
  river: '河湖名称',
  reach: '河段',
  bank: '岸别',
  town: '镇街',
  village: '村（社区）',
  place: '详细位置',
  lon: '经度',
  lat: '纬度',
  coordinates: '坐标',
  datum: '坐标系',
  zone: '管控圈层',
  category: '四乱类别',
  item: '问题细项',
  severity: '严重程度',
  description: '问题描述',
  quantity: '数量',
  quantityUnit: '单位',
  formedPeriod: '形成时间',
  violator: '违法主体',
  responsibleUnit: '责任单位',
  responsiblePerson: '责任人',
  responsiblePhone: '责任人电话',
  reporter: '上报人',
  reporterPhone: '上报人电话',
  complainant: '来电人（不导入）',
  photo: '照片',
  remarks: '备注',
};

/** Every field, in the order in which ties are settled. */
export const IMPORT_FIELD_NAMES = Object.keys(LABELS) as readonly ImportField[];

/** What every field is called. */
export const IMPORT_FIELDS = Object.fromEntries(
  IMPORT_FIELD_NAMES.map((field): [ImportField, FieldDefinition] => [
    field,
    { label: LABELS[field], names: words(FIELD_NAMES[field].names), hints: words(FIELD_NAMES[field].hints) },
  ]),
) as Readonly<Record<ImportField, FieldDefinition>>;

function words(text: string): readonly string[] {
  return text === '' ? [] : text.split(' ');
}
