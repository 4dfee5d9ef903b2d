import { CENTERED, column, DATE_OR_TEXT, DATE, emptyColumn, INDEX } from './columns.ts';
import type { LedgerDefinition } from './ledger-definition.ts';
import { COMPLETION_VALUES } from './ledger-labels.ts';

/** 督察反馈意见整改清单: long-term tasks, 拉条挂账、督办落实、办结销号. */
export const INSPECTION_TASKS_LEDGER: LedgerDefinition = {
  id: 'inspectionTasks',
  version: 1,
  name: '督察反馈意见整改清单',
  purpose: '督察反馈意见逐条挂账督办用：目标、措施、时限、本期进展和验收销号。',
  source: '公开的整改清单（目标、措施、责任单位、时限及“四项清单”）要素，列序为可配置默认值',
  list: 'case',
  proposed: { source: ['中央督察', '市级督察'] },
  sort: [{ key: 'number', direction: 'asc' }],
  sheets: [
    {
      rows: 'case',
      title: '督察反馈意见整改清单',
      sheetName: '督察整改清单',
      paper: { size: 'A3', orientation: 'landscape', pagesWide: 1, repeatedColumns: 2 },
      columns: [
        INDEX,
        column('number', '问题编号', 15, CENTERED),
        column('description', '反馈问题（原文）', 34),
        column('town', '涉及镇街', 9, CENTERED),
        column('leadUnit', '责任单位', 14, { group: '责任' }),
        emptyColumn('leader', '责任领导', 8, { ...CENTERED, group: '责任' }),
        column('supervisingUnit', '督导单位', 11, { group: '责任' }),
        column('goal', '整改目标', 18, { group: '整改要求' }),
        emptyColumn('standard', '整改标准', 10, { group: '整改要求' }),
        column('limitText', '整改时限', 11, { ...DATE_OR_TEXT, group: '整改要求' }),
        column('measures', '整改措施', 30, { group: '整改要求' }),
        column('progress', '本期进展', 24, { group: '整改进展' }),
        emptyColumn('share', '完成比例', 7, { ...CENTERED, group: '整改进展' }),
        column('completion', '完成情况', 9, {
          ...CENTERED,
          type: 'enum',
          allowed: COMPLETION_VALUES,
          group: '整改进展',
        }),
        emptyColumn('acceptingUnit', '验收单位', 9, { group: '验收销号' }),
        column('acceptedOn', '验收日期', 10.5, { ...DATE, group: '验收销号' }),
        column('notice', '公示情况', 11, { ...CENTERED, group: '验收销号' }),
        column('closure', '销号情况', 13, { ...CENTERED, group: '验收销号' }),
        column('remarks', '备注', 10),
      ],
      notes: [
        '整改时限：立行立改、长期坚持的注明类型，其余为现行整改时限；经批准延期的为延期后时限。',
        '本期进展为最近一次填报的进展及其日期；验收日期为复核通过的日期。',
        '完成情况：待交办、待签收列“未启动”；整改中（含阶段性办结）列“整改中”；待复核列“已完成待复核”；公示中、待销号、待备案列“已复核”。',
      ],
    },
  ],
};
