import { CENTERED, column, DATE, emptyColumn, INDEX, photoColumn } from './columns.ts';
import type { LedgerDefinition, LedgerPaper } from './ledger-definition.ts';

const PAPER: LedgerPaper = { size: 'A4', orientation: 'landscape', pagesWide: 1, repeatedColumns: 1 };
const PHOTOS = { most: 3, width: 42, height: 96 } as const;
const LEVEL_NOTE = '表式的“类别”一列填严重程度（一般、较严重、重大）。';

/** 整改通知单、销号申请单、台账、原始检查记录 in one workbook, with photos: the paper set of one case, or of several. */
export const CASE_SET_LEDGER: LedgerDefinition = {
  id: 'caseSet',
  version: 1,
  name: '整改通知单、销号申请单、台账、原始检查记录（一册）',
  source: '公开使用的整改通知单（14 列）、销号申请单（13 列）、台账（11 列）、原始检查记录（6 列）表式',
  list: 'case',
  proposed: {},
  sort: [{ key: 'number', direction: 'asc' }],
  sheets: [
    {
      rows: 'case',
      title: '问题整改通知单',
      sheetName: '整改通知单',
      paper: PAPER,
      columns: [
        INDEX,
        column('inspected', '被检查单位', 13),
        column('location', '具体地点', 15),
        column('kind', '隐患类别', 11, CENTERED),
        column('description', '存在的问题或隐患', 28),
        photoColumn('beforePhotos', '问题图片', { role: 'before', ...PHOTOS }),
        column('measures', '整改措施', 22),
        column('limit', '整改期限', 8, CENTERED),
        column('responsiblePerson', '整改责任人', 8, CENTERED),
        emptyColumn('money', '整改资金（元）', 7, CENTERED),
        column('reviewedOn', '复查时间', 10.5, DATE),
        column('completion', '完成情况', 8, CENTERED),
        column('reviewerName', '复查人', 7, CENTERED),
        column('remarks', '备注', 9),
      ],
      signatures: ['签发单位负责人：', '接收单位负责人：'],
      notes: [
        '被检查单位为违法主体，未明确的为责任单位。整改期限为立案时适用的整改时限，具体到期日见案件。',
      ],
    },
    {
      rows: 'case',
      title: '问题整改销号申请单',
      sheetName: '销号申请单',
      paper: PAPER,
      columns: [
        INDEX,
        column('inspected', '被检查单位', 12),
        column('location', '具体地点', 14),
        column('severity', '类别', 7, CENTERED),
        column('description', '存在问题', 24),
        column('measures', '采取的整改措施', 20),
        column('limit', '整改期限', 8, CENTERED),
        column('responsiblePerson', '整改责任人', 8, CENTERED),
        column('outcome', '整改情况', 18),
        column('completedOn', '完成时间', 10.5, DATE),
        column('reviewerName', '复查人', 7, CENTERED),
        photoColumn('beforePhotos', '整改前图片', { role: 'before', ...PHOTOS, width: 34, most: 2 }),
        photoColumn('afterPhotos', '整改后图片', { role: 'after', ...PHOTOS, width: 34, most: 2 }),
      ],
      signatures: ['整改单位负责人：', '主管部门负责人：'],
      notes: [LEVEL_NOTE],
    },
    {
      rows: 'case',
      title: '问题整改台账',
      sheetName: '整改台账',
      paper: PAPER,
      columns: [
        INDEX,
        column('foundOn', '检查时间', 11, DATE),
        emptyColumn('inspector', '检查人', 9, CENTERED),
        column('severity', '类别', 8, CENTERED),
        column('description', '存在问题', 36),
        column('measures', '整改措施', 32),
        column('completedOn', '整改完成时间', 11, DATE),
        column('responsiblePerson', '责任人', 9, CENTERED),
        column('reviewedOn', '复查时间', 11, DATE),
        column('reviewerName', '复查人', 9, CENTERED),
        column('reviewResult', '复查结果', 12, CENTERED),
      ],
      notes: ['检查时间为发现日期。', LEVEL_NOTE],
    },
    {
      rows: 'finding',
      title: '原始检查记录',
      sheetName: '原始检查记录',
      paper: PAPER,
      columns: [
        INDEX,
        column('foundOn', '日期', 11, DATE),
        column('place', '部位', 28),
        column('description', '现场具体问题', 66),
        emptyColumn('inspector', '检查人', 12, CENTERED),
        column('remarks', '备注', 22),
      ],
      notes: ['一行为一条线索，即各案件立案所依据的线索。'],
    },
  ],
};
