import { HANDLING_STATES } from '../case/case-state.ts';
import { CENTERED, column, INTEGER, RATE } from './columns.ts';
import { STATE_HEADERS } from './figure-rows.ts';
import type { LedgerDefinition } from './ledger-definition.ts';
import { STATISTICS_NOTES } from './statistics.ts';

/** 进展统计: class × town × state, with 整改销号率 to one decimal and its definition. */
export const STATISTICS_LEDGER: LedgerDefinition = {
  id: 'statistics',
  version: 1,
  name: '整改进展统计表（类型×镇街×状态）',
  purpose: '按类型、镇街、办理状态汇总的件数和整改销号率，口径印在表下。',
  source: '全国清四乱进展表的整改销号率算法；分组为可配置默认值',
  list: 'case',
  proposed: {},
  sort: [],
  sheets: [
    {
      rows: 'classTown',
      title: '问题整改进展统计表（截至{date}）',
      sheetName: '整改进展统计',
      paper: { size: 'A4', orientation: 'landscape', pagesWide: 1, repeatedColumns: 2 },
      columns: [
        column('category', '四乱类型', 10, CENTERED),
        column('town', '所在镇街', 14, CENTERED),
        column('total', '总数', 8, INTEGER),
        ...HANDLING_STATES.filter((state) => state !== 'withdrawn').map((state) =>
          column(state, STATE_HEADERS[state], 8, { ...INTEGER, group: '办理状态' }),
        ),
        column('rate', '整改销号率', 9, RATE),
        column('overdue', '已超期', 8, { ...INTEGER, group: '另计' }),
        column('rebound', '反弹', 7, { ...INTEGER, group: '另计' }),
        column('withdrawn', STATE_HEADERS.withdrawn, 10, { ...INTEGER, group: '另计' }),
      ],
      notes: [
        ...STATISTICS_NOTES,
        '已超期：在办（未销号、未撤案）且最近期限早于导出当日的案件。反弹：因反弹另立新案的案件，计入总数。',
      ],
    },
  ],
};
