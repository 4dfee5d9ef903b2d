import { SEVERITY_LABELS } from '../finding/severity.ts';
import { CATEGORY_LABELS, TAXONOMY_ITEMS } from '../finding/taxonomy.ts';
import { DATUM_LABELS } from '../finding/vocabulary.ts';
import type { LedgerColumn, LedgerDefinition } from './ledger-definition.ts';
import { COMPLETION_VALUES, RECTIFICATION_LABELS } from './ledger-labels.ts';
import type { LedgerField } from './ledger-row.ts';

type Rest = Partial<Omit<LedgerColumn, 'key' | 'field' | 'header' | 'width'>>;

function column(field: LedgerField, header: string, width: number, rest: Rest = {}): LedgerColumn {
  return { key: field, field, header, width, type: 'text', wrap: true, align: 'left', ...rest };
}

const centered = { align: 'center' } as const;
const date = { type: 'date', wrap: false, align: 'center', numberFormat: 'yyyy-mm-dd' } as const;
const degrees = { type: 'number', wrap: false, align: 'center', numberFormat: '0.000000', group: '坐标' } as const;
const photoCount = {
  type: 'photoCount',
  wrap: false,
  align: 'center',
  numberFormat: '0"张"',
  group: '整改照片',
} as const;
const yesNo = { type: 'enum', align: 'center', allowed: ['是', '否'] } as const;

/** 河湖“四乱”问题台账: the 49 columns in the order of the standard list; the number is the column. */
const COLUMNS: readonly LedgerColumn[] = [
  /* 1 */ column('index', '序号', 5, { type: 'integer', wrap: false, align: 'center', numberFormat: '0' }),
  /* 2 */ column('number', '问题编号', 15, centered),
  /* 3 */ column('externalNumbers', '外部编号', 13),
  /* 4 */ column('source', '问题来源', 8, { type: 'enum', align: 'center' }),
  /* 5 */ column('campaigns', '专项行动', 8, centered),
  /* 6 */ column('foundAt', '发现时间', 15.5, { ...date, type: 'dateTime', numberFormat: 'yyyy-mm-dd hh:mm' }),
  /* 7 */ column('basin', '流域/水系', 7, { ...centered, group: '所在位置' }),
  /* 8 */ column('river', '河湖名称', 8, { ...centered, group: '所在位置' }),
  /* 9 */ column('reach', '河段', 10, { group: '所在位置' }),
  /* 10 */ column('bank', '岸别', 5.5, { ...centered, group: '所在位置' }),
  /* 11 */ column('town', '所在镇街', 8, { ...centered, group: '所在位置' }),
  /* 12 */ column('village', '所在村（社区）', 8, { ...centered, group: '所在位置' }),
  /* 13 */ column('place', '详细位置', 17, { group: '所在位置' }),
  /* 14 */ column('lon', '经度', 10.5, degrees),
  /* 15 */ column('lat', '纬度', 9.5, degrees),
  /* 16 */ column('datum', '坐标系', 9, {
    ...centered,
    type: 'enum',
    group: '坐标',
    allowed: Object.values(DATUM_LABELS),
  }),
  /* 17 */ column('zones', '管控圈层', 9, centered),
  /* 18 */ column('category', '四乱类型', 6, {
    ...centered,
    type: 'enum',
    group: '问题认定',
    allowed: Object.values(CATEGORY_LABELS),
  }),
  /* 19 */ column('item', '问题细项', 13, {
    type: 'enum',
    group: '问题认定',
    allowed: TAXONOMY_ITEMS.map((item) => item.label),
  }),
  /* 20 */ column('severity', '严重程度', 6.5, {
    ...centered,
    type: 'enum',
    group: '问题认定',
    allowed: Object.values(SEVERITY_LABELS),
  }),
  /* 21 */ column('description', '问题描述', 36, { group: '问题认定' }),
  /* 22 */ column('quantity', '数量与单位', 9, { ...centered, group: '问题认定' }),
  /* 23 */ column('formed', '形成时间/存量增量', 11, { ...centered, group: '问题认定' }),
  /* 24 */ column('violator', '违法主体', 11, { group: '问题认定' }),
  /* 25 */ column('suspectedCrime', '是否涉嫌犯罪', 6, { ...yesNo, group: '问题认定' }),
  /* 26 */ column('chiefs', '市/区/镇/村级河长', 13),
  /* 27 */ column('leadUnit', '责任单位（主办）', 15),
  /* 28 */ column('coUnits', '协办单位', 11),
  /* 29 */ column('responsible', '责任人及电话', 12, centered),
  /* 30 */ column('supervisingUnit', '督导单位', 11),
  /* 31 */ column('goal', '整改目标', 16, { group: '整改要求' }),
  /* 32 */ column('measures', '整改措施', 25, { group: '整改要求' }),
  /* 33 */ column('rectificationType', '整改类型', 8, {
    ...centered,
    type: 'enum',
    group: '整改要求',
    allowed: Object.values(RECTIFICATION_LABELS),
  }),
  /* 34 */ column('assignedOn', '交办日期', 10.5, { ...date, group: '时限' }),
  /* 35 */ column('rectificationDueOn', '整改时限', 10.5, { ...date, group: '时限' }),
  /* 36 */ column('extensions', '延期次数', 5, {
    type: 'integer',
    wrap: false,
    align: 'center',
    numberFormat: '0',
    group: '时限',
  }),
  /* 37 */ column('extendedDueOn', '延期后时限', 10.5, { ...date, group: '时限' }),
  /* 38 */ column('progress', '进展情况', 20, { group: '整改进展' }),
  /* 39 */ column('completion', '完成情况', 8, {
    ...centered,
    type: 'enum',
    group: '整改进展',
    allowed: COMPLETION_VALUES,
  }),
  /* 40 */ column('completedOn', '实际完成日期', 10.5, { ...date, group: '整改进展' }),
  /* 41 */ column('effects', '清理成效', 13, { group: '整改进展' }),
  /* 42 */ column('review', '复核时间/人/结果', 11, { ...centered, group: '复核与销号' }),
  /* 43 */ column('notice', '公示起止', 11, { ...centered, group: '复核与销号' }),
  /* 44 */ column('closure', '销号日期/文号/审批人', 13, { ...centered, group: '复核与销号' }),
  /* 45 */ column('rebound', '是否反弹', 5, { ...yesNo, group: '反弹' }),
  /* 46 */ column('reboundOf', '原案编号', 15, { ...centered, group: '反弹' }),
  /* 47 */ column('beforePhotos', '整改前照片', 6.5, photoCount),
  /* 48 */ column('afterPhotos', '整改后照片', 6.5, photoCount),
  /* 49 */ column('remarks', '备注', 12),
];

/** 河湖“四乱”问题台账 (清四乱), 49 columns; classes and sub-items of 办河湖〔2018〕245号. */
export const QINGSILUAN_LEDGER: LedgerDefinition = {
  id: 'qingsiluan',
  version: 1,
  title: '河湖“四乱”问题台账',
  sheetName: '清四乱台账',
  columns: COLUMNS,
  sort: [{ key: 'number', direction: 'asc' }],
  paper: { size: 'A3', orientation: 'landscape', pagesWide: 2, repeatedColumns: 2 },
  notes: [
    '四乱类型与问题细项按《水利部办公厅关于明确全国河湖“清四乱”专项行动问题认定及清理整治标准的通知》（办河湖〔2018〕245号）填列。',
    '经纬度为 CGCS2000 十进制度，其他坐标系已换算；来源坐标系不明的未换算，坐标系列填“不详”。原始坐标文本保存在案件中。',
    '整改时限为现行时限；经批准延期的，另列延期次数与延期后时限，原整改时限保存在案件中。',
    '完成情况：待交办、待签收列“未启动”；整改中（含阶段性办结）列“整改中”；待复核列“已完成待复核”；公示中、待销号、待备案列“已复核”；撤案的列“撤案”。',
    '形成时间：1988年6月前、1988年6月至2018年12月形成的为存量，2019年以后形成的为增量。',
    '照片列为已归档照片张数。',
  ],
};
