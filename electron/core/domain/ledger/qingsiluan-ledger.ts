import { SEVERITY_LABELS } from '../finding/severity.ts';
import { CATEGORY_LABELS, TAXONOMY_ITEMS } from '../finding/taxonomy.ts';
import { DATUM_LABELS } from '../finding/vocabulary.ts';
import { CENTERED, column, DATE, INDEX, INTEGER, MINUTE, photoColumn, YES_NO } from './columns.ts';
import type { LedgerColumn, LedgerDefinition } from './ledger-definition.ts';
import { COMPLETION_VALUES, RECTIFICATION_LABELS } from './ledger-labels.ts';
import type { StandardRow } from './ledger-row.ts';

const degrees = { type: 'number', wrap: false, align: 'center', numberFormat: '0.000000', group: '坐标' } as const;
const pictures = { most: 2, width: 20, height: 72 } as const;

/** 河湖“四乱”问题台账: the 49 columns in the order of the standard list; the number is the column. */
export const QINGSILUAN_COLUMNS: readonly LedgerColumn<keyof StandardRow>[] = [
  /* 1 */ INDEX,
  /* 2 */ column('number', '问题编号', 15, CENTERED),
  /* 3 */ column('externalNumbers', '外部编号', 13),
  /* 4 */ column('source', '问题来源', 8, { type: 'enum', align: 'center' }),
  /* 5 */ column('campaigns', '专项行动', 8, CENTERED),
  /* 6 */ column('foundAt', '发现时间', 15.5, MINUTE),
  /* 7 */ column('basin', '流域/水系', 7, { ...CENTERED, group: '所在位置' }),
  /* 8 */ column('river', '河湖名称', 8, { ...CENTERED, group: '所在位置' }),
  /* 9 */ column('reach', '河段', 10, { group: '所在位置' }),
  /* 10 */ column('bank', '岸别', 5.5, { ...CENTERED, group: '所在位置' }),
  /* 11 */ column('town', '所在镇街', 8, { ...CENTERED, group: '所在位置' }),
  /* 12 */ column('village', '所在村（社区）', 8, { ...CENTERED, group: '所在位置' }),
  /* 13 */ column('place', '详细位置', 17, { group: '所在位置' }),
  /* 14 */ column('lon', '经度', 10.5, degrees),
  /* 15 */ column('lat', '纬度', 9.5, degrees),
  /* 16 */ column('datum', '坐标系', 9, {
    ...CENTERED,
    type: 'enum',
    group: '坐标',
    allowed: Object.values(DATUM_LABELS),
  }),
  /* 17 */ column('zones', '管控圈层', 9, CENTERED),
  /* 18 */ column('category', '四乱类型', 6, {
    ...CENTERED,
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
    ...CENTERED,
    type: 'enum',
    group: '问题认定',
    allowed: Object.values(SEVERITY_LABELS),
  }),
  /* 21 */ column('description', '问题描述', 36, { group: '问题认定' }),
  /* 22 */ column('quantity', '数量与单位', 9, { ...CENTERED, group: '问题认定' }),
  /* 23 */ column('formed', '形成时间/存量增量', 11, { ...CENTERED, group: '问题认定' }),
  /* 24 */ column('violator', '违法主体', 11, { group: '问题认定' }),
  /* 25 */ column('suspectedCrime', '是否涉嫌犯罪', 6, { ...YES_NO, group: '问题认定' }),
  /* 26 */ column('chiefs', '市/区/镇/村级河长', 13),
  /* 27 */ column('leadUnit', '责任单位（主办）', 15),
  /* 28 */ column('coUnits', '协办单位', 11),
  /* 29 */ column('responsible', '责任人及电话', 12, CENTERED),
  /* 30 */ column('supervisingUnit', '督导单位', 11),
  /* 31 */ column('goal', '整改目标', 16, { group: '整改要求' }),
  /* 32 */ column('measures', '整改措施', 25, { group: '整改要求' }),
  /* 33 */ column('rectificationType', '整改类型', 8, {
    ...CENTERED,
    type: 'enum',
    group: '整改要求',
    allowed: Object.values(RECTIFICATION_LABELS),
  }),
  /* 34 */ column('assignedOn', '交办日期', 10.5, { ...DATE, group: '时限' }),
  /* 35 */ column('rectificationDueOn', '整改时限', 10.5, { ...DATE, group: '时限' }),
  /* 36 */ column('extensions', '延期次数', 5, { ...INTEGER, group: '时限' }),
  /* 37 */ column('extendedDueOn', '延期后时限', 10.5, { ...DATE, group: '时限' }),
  /* 38 */ column('progress', '进展情况', 20, { group: '整改进展' }),
  /* 39 */ column('completion', '完成情况', 8, {
    ...CENTERED,
    type: 'enum',
    group: '整改进展',
    allowed: COMPLETION_VALUES,
  }),
  /* 40 */ column('completedOn', '实际完成日期', 10.5, { ...DATE, group: '整改进展' }),
  /* 41 */ column('effects', '清理成效', 13, { group: '整改进展' }),
  /* 42 */ column('review', '复核时间/人/结果', 11, { ...CENTERED, group: '复核与销号' }),
  /* 43 */ column('notice', '公示起止', 11, { ...CENTERED, group: '复核与销号' }),
  /* 44 */ column('closure', '销号日期/文号/审批人', 13, { ...CENTERED, group: '复核与销号' }),
  /* 45 */ column('rebound', '是否反弹', 5, { ...YES_NO, group: '反弹' }),
  /* 46 */ column('reboundOf', '原案编号', 15, { ...CENTERED, group: '反弹' }),
  /* 47 */ photoColumn('beforePhotos', '整改前照片', { role: 'before', ...pictures }, { group: '整改照片' }),
  /* 48 */ photoColumn('afterPhotos', '整改后照片', { role: 'after', ...pictures }, { group: '整改照片' }),
  /* 49 */ column('remarks', '备注', 12),
];

/** 河湖“四乱”问题台账 (清四乱), 49 columns; classes and sub-items of 办河湖〔2018〕245号. */
export const QINGSILUAN_LEDGER: LedgerDefinition = {
  id: 'qingsiluan',
  version: 2,
  name: '河湖“四乱”问题台账（49 列）',
  purpose: '全部案件的总账，一行一件，49 项逐列；报上级、存档或发下去填报。',
  source: '列名取自水利部门公开的系统与表式及办河湖〔2018〕245号，列序为可配置默认值',
  list: 'case',
  proposed: {},
  sort: [{ key: 'number', direction: 'asc' }],
  sheets: [
    {
      rows: 'case',
      title: '河湖“四乱”问题台账',
      sheetName: '清四乱台账',
      columns: QINGSILUAN_COLUMNS,
      paper: { size: 'A3', orientation: 'landscape', pagesWide: 2, repeatedColumns: 2 },
      notes: [
        '四乱类型与问题细项按《水利部办公厅关于明确全国河湖“清四乱”专项行动问题认定及清理整治标准的通知》（办河湖〔2018〕245号）填列。',
        '经纬度为 CGCS2000 十进制度，其他坐标系已换算；来源坐标系不明的未换算，坐标系列填“不详”。原始坐标文本保存在案件中。',
        '整改时限为现行时限；经批准延期的，另列延期次数与延期后时限，原整改时限保存在案件中。',
        '完成情况：待交办、待签收列“未启动”；整改中（含阶段性办结）列“整改中”；待复核列“已完成待复核”；公示中、待销号、待备案列“已复核”；撤案的列“撤案”。',
        '形成时间：1988年6月前、1988年6月至2018年12月形成的为存量，2019年以后形成的为增量。',
        '照片列的数字为已归档照片张数；带照片导出时每格最多列示两张，其余在案件中查看。',
      ],
    },
  ],
};
