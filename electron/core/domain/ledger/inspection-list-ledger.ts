import { CENTERED, column, DATE, emptyColumn, INDEX } from './columns.ts';
import { SETTLED_VALUES } from './finding-row.ts';
import type { LedgerDefinition } from './ledger-definition.ts';

/**
 * 群众信访举报转办和边督边改公开情况一览表 of the central and municipal inspections: one row an item (线索), also those that
 * turned out 不属实 and were never filed. The ten columns of the public table, then what a bureau keeps beside them.
 */
export const INSPECTION_LIST_LEDGER: LedgerDefinition = {
  id: 'inspectionList',
  version: 1,
  name: '督察“边督边改”一览表',
  purpose: '督察进驻期间每日公开和上报用，一行一件交办件，含不属实、转办、当场办结的。',
  source: '督察进驻期间公开使用的表题和列名；批次以后各列为内部管理所用，可配置默认值',
  list: 'finding',
  proposed: { source: ['中央督察', '市级督察'] },
  sort: [{ key: 'number', direction: 'asc' }],
  sheets: [
    {
      rows: 'finding',
      title: '群众信访举报转办和边督边改公开情况一览表',
      sheetName: '边督边改一览表',
      paper: { size: 'A3', orientation: 'landscape', pagesWide: 1, repeatedColumns: 2 },
      columns: [
        INDEX,
        column('externalNumbers', '受理编号', 15, CENTERED),
        column('description', '交办问题基本情况', 38),
        column('region', '行政区域', 11, CENTERED),
        emptyColumn('pollution', '污染类型', 8, CENTERED),
        column('verdict', '调查核实情况', 22),
        column('truth', '是否属实', 8, { ...CENTERED, type: 'enum', allowed: ['属实', '部分属实', '不属实'] }),
        column('handled', '处理和整改情况', 34),
        column('settled', '是否办结', 9, { ...CENTERED, type: 'enum', allowed: SETTLED_VALUES }),
        emptyColumn('accountability', '责任人被处理（问责）情况', 11),
        emptyColumn('batch', '批次', 6, CENTERED),
        column('registeredOn', '转办日期', 10.5, DATE),
        emptyColumn('channel', '来电/来信', 6, CENTERED),
        emptyColumn('key', '重点关注件', 6, CENTERED),
        emptyColumn('repeat', '是否重复件及原编号', 9, CENTERED),
        column('unit', '承办单位', 13),
        column('replyDueOn', '反馈期限', 10.5, DATE),
        emptyColumn('publishedOn', '公开日期', 8, CENTERED),
        emptyColumn('publishedAt', '公开网址', 9),
      ],
      notes: [
        '一行为一件交办件（线索）：立案的按案件填列办理情况；不属实、转办、当场办结的未立案，也在本表。',
        '转办日期为登记日期；反馈期限为交办件时限（已办结的不再列），转办件为要求回复的日期。',
        '是否属实：核实属实（含立案、当场办结）列“属实”，认定不属实列“不属实”，待核实、转办、合并的不列；“部分属实”系统未单独记录，请人工改填。',
        '是否办结：已销号、不属实、当场办结列“已办结”，阶段性办结列“阶段性办结”，其余列“未办结”。',
        '污染类型可填多项，按类型统计的数量之和可能大于交办件数。',
      ],
    },
  ],
};
