import { CENTERED, column, DATE, INDEX, photoColumn } from './columns.ts';
import type { LedgerDefinition } from './ledger-definition.ts';

const photos = { most: 1, width: 20, height: 84 } as const;

/** 销号清单: cases that are closed or wait for it, with what the closure rests on. */
export const CLOSURE_LEDGER: LedgerDefinition = {
  id: 'closure',
  version: 1,
  name: '销号清单',
  purpose: '送审、公示和存档用：待销号、待备案、已销号的案件及其依据。',
  source:
    '验收销号公示表要素（整改问题、实施主体、措施、目标、时限、完成情况、公示起止）及台账销号列，列序为可配置默认值',
  list: 'case',
  proposed: { handling: ['pendingClosure', 'pendingFiling', 'closed'] },
  sort: [{ key: 'number', direction: 'asc' }],
  sheets: [
    {
      rows: 'case',
      title: '问题整改销号清单',
      sheetName: '销号清单',
      paper: { size: 'A3', orientation: 'landscape', pagesWide: 1, repeatedColumns: 2 },
      columns: [
        INDEX,
        column('number', '问题编号', 15, CENTERED),
        column('category', '四乱类型', 6, CENTERED),
        column('town', '所在镇街', 9, CENTERED),
        column('river', '河湖名称', 8, CENTERED),
        column('description', '整改问题', 32),
        column('leadUnit', '整改实施主体', 14),
        column('measures', '重点措施', 26),
        column('goal', '目标任务', 16),
        column('rectificationDueOn', '完成时限', 10.5, DATE),
        column('outcome', '整改完成情况', 22),
        column('completedOn', '实际完成日期', 10.5, DATE),
        column('acceptedOn', '复核通过日期', 10.5, { ...DATE, group: '复核' }),
        column('reviewerName', '复核人', 8, { ...CENTERED, group: '复核' }),
        column('noticeFrom', '公示起', 10.5, { ...DATE, group: '公示' }),
        column('noticeTo', '公示止', 10.5, { ...DATE, group: '公示' }),
        column('closedOn', '销号日期', 10.5, { ...DATE, group: '销号' }),
        column('closureNumber', '销号文号', 14, { ...CENTERED, group: '销号' }),
        column('approverName', '审批人', 8, { ...CENTERED, group: '销号' }),
        photoColumn('beforePhotos', '整改前照片', { role: 'before', ...photos }, { group: '照片' }),
        photoColumn('afterPhotos', '整改后照片', { role: 'after', ...photos }, { group: '照片' }),
        column('remarks', '备注', 10),
      ],
      signatures: ['编制人：', '审核人：', '批准人：'],
      notes: [
        '本表默认列待销号、待备案、已销号的案件；销号日期为空的尚未批准销号。',
        '整改完成情况为最近进展及清理成效；完成时限为现行整改时限。',
      ],
    },
  ],
};
