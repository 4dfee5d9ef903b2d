import { CENTERED, column, INDEX, INTEGER, RATE } from './columns.ts';
import type { LedgerColumn, LedgerDefinition, LedgerPaper } from './ledger-definition.ts';
import { PERIOD_NOTES, type PeriodField } from './period-rows.ts';

const PAPER: LedgerPaper = { size: 'A4', orientation: 'landscape', pagesWide: 1, repeatedColumns: 2 };

/** 周报: what happened from Monday to Sunday, from a kept snapshot. */
export const WEEKLY_REPORT: LedgerDefinition = reportOf('week', 'weekly', '周报');

/** 月报: what happened in a month of the calendar, from a kept snapshot. */
export const MONTHLY_REPORT: LedgerDefinition = reportOf('month', 'monthly', '月报');

function reportOf(list: 'week' | 'month', id: string, name: string): LedgerDefinition {
  const title = `河湖环境问题整改${name}（{period}）`;
  return {
    id,
    version: 1,
    name: `整改${name}`,
    purpose: `${list === 'week' ? '每周' : '每月'}报送用：本期新发现、立案、销号和累计数，先取数留存，日后重印数字不变。`,
    source: '本期发生数与累计数的口径印在表下，均为可配置默认值',
    list,
    proposed: {},
    sort: [],
    sheets: [
      {
        rows: 'periodByClass',
        title,
        sheetName: `${name}（按类型）`,
        paper: PAPER,
        columns: columnsOf('四乱类型'),
        notes: PERIOD_NOTES,
      },
      {
        rows: 'periodByTown',
        title,
        sheetName: `${name}（按镇街）`,
        paper: PAPER,
        columns: columnsOf('所在镇街'),
        notes: PERIOD_NOTES,
      },
    ],
  };
}

function columnsOf(label: string): readonly LedgerColumn<PeriodField>[] {
  const period = { ...INTEGER, group: '本期' };
  const standing = { ...INTEGER, group: '累计（快照时点）' };
  return [
    INDEX,
    column('label', label, 18, CENTERED),
    column('found', '新发现线索', 10, period),
    column('filed', '立案', 9, period),
    column('closed', '销号', 9, period),
    column('fellOverdue', '到期未结', 10, period),
    column('total', '总数', 10, standing),
    column('open', '在办', 10, standing),
    column('monitored', '其中：挂账监管', 10, standing),
    column('overdue', '其中：已超期', 10, standing),
    column('rebound', '反弹', 9, standing),
    column('closedInAll', '已销号', 10, standing),
    column('rate', '整改销号率', 10, { ...RATE, group: '累计（快照时点）' }),
  ];
}
