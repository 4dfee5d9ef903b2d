import { CENTERED, column, DATE_OR_TEXT, INDEX, photoColumn } from './columns.ts';
import type { LedgerDefinition } from './ledger-definition.ts';

/** 生态环境问题整改进展情况表: the superior's progress table with its five check boxes; see `progress-box.ts`. */
export const PROGRESS_LEDGER: LedgerDefinition = {
  id: 'progress',
  version: 1,
  name: '整改进展情况表（五个进度框）',
  purpose: '上级调度进展用，五个进度框按办理状态和期限自动勾选。',
  source: '上级下发的《生态环境问题整改进展情况表》空表',
  list: 'case',
  proposed: {},
  sort: [{ key: 'number', direction: 'asc' }],
  sheets: [
    {
      rows: 'case',
      title: '生态环境问题整改进展情况表（截至{date}）',
      sheetName: '整改进展情况表',
      aside: '联系人及电话：',
      paper: { size: 'A3', orientation: 'landscape', pagesWide: 1, repeatedColumns: 2 },
      columns: [
        INDEX,
        column('description', '整改任务', 36),
        column('limitText', '整改时限', 12, DATE_OR_TEXT),
        column('measures', '整改措施', 38),
        column('leadUnit', '责任单位', 16, CENTERED),
        column('progress', '目前进展情况及存在问题', 38),
        column('progressBox', '完成进度', 18),
        photoColumn(
          'photos',
          '整改前后照片',
          { role: 'beforeAndAfter', most: 2, width: 26, height: 78 },
          { numberFormat: '0"张"', width: 9 },
        ),
        column('remarks', '备注', 12),
      ],
      signatures: ['单位负责人：', '审核人：', '填表人：'],
      notes: [
        '完成进度按办理状态和最近期限自动勾选：已销号为“已验收销号”；待复核、公示中、待销号、待备案为“已完成”；待交办、待签收为“尚未启动”。',
        '整改中（含阶段性办结）和挂账监管的，最近期限（整改时限、交办件时限或复查日期）已过为“未达到时序进度”，未过或计时中止为“达到时序进度”；撤案的不勾选。',
        '照片为整改前、整改后各一张，张数为已归档的整改前后照片总数。',
      ],
    },
  ],
};
