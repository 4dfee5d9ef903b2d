import { describe, expect, it } from 'vitest';
import { HANDLING_STATES } from '#core/domain/case/case-state.ts';
import { figureRows } from '#core/domain/ledger/figure-rows.ts';
import { findingRowOf } from '#core/domain/ledger/finding-row.ts';
import {
  headerSpans,
  type LedgerColumn,
  type LedgerSheet,
  ledgerValue,
} from '#core/domain/ledger/ledger-definition.ts';
import { BUILT_IN_LEDGERS, findLedger } from '#core/domain/ledger/ledgers.ts';
import { periodRows } from '#core/domain/ledger/period-rows.ts';
import { printedText } from '#core/domain/ledger/printed-text.ts';
import { planSheet } from '#core/domain/ledger/sheet-plan.ts';
import { summarise } from '#core/domain/ledger/statistics.ts';
import { FULL_CASE, rowOf } from '#test/integration/ledger/sample-cases.ts';
import { sampleReport, sampleReader } from '#test/integration/ledger/sample-book.ts';

/** The columns of each form, typed again on purpose: one lost, renamed or moved must fail. */
const FORMS: Readonly<Record<string, readonly string[]>> = {
  inspectionList: [
    '序号 受理编号 交办问题基本情况 行政区域 污染类型 调查核实情况 是否属实 处理和整改情况 是否办结 责任人被处理（问责）情况 ' +
      '批次 转办日期 来电/来信 重点关注件 是否重复件及原编号 承办单位 反馈期限 公开日期 公开网址',
  ],
  inspectionTasks: [
    '序号 问题编号 反馈问题（原文） 涉及镇街 责任单位 责任领导 督导单位 整改目标 整改标准 整改时限 整改措施 本期进展 完成比例 ' +
      '完成情况 验收单位 验收日期 公示情况 销号情况 备注',
  ],
  progress: ['序号 整改任务 整改时限 整改措施 责任单位 目前进展情况及存在问题 完成进度 整改前后照片 备注'],
  caseSet: [
    '序号 被检查单位 具体地点 隐患类别 存在的问题或隐患 问题图片 整改措施 整改期限 整改责任人 整改资金（元） 复查时间 完成情况 复查人 备注',
    '序号 被检查单位 具体地点 类别 存在问题 采取的整改措施 整改期限 整改责任人 整改情况 完成时间 复查人 整改前图片 整改后图片',
    '序号 检查时间 检查人 类别 存在问题 整改措施 整改完成时间 责任人 复查时间 复查人 复查结果',
    '序号 日期 部位 现场具体问题 检查人 备注',
  ],
};

const columnsOf = ({ columns }: LedgerSheet): readonly LedgerColumn[] => columns;
const SHEETS = BUILT_IN_LEDGERS.flatMap(({ id, sheets }) =>
  sheets.map((sheet) => [`${id}: ${sheet.sheetName}`, sheet] as const),
);

describe('the built-in forms', () => {
  it.each(Object.entries(FORMS))('%s has the columns of the form in their order', (id, sheets) => {
    const found = findLedger(id)?.sheets.map((sheet) =>
      columnsOf(sheet)
        .map(({ header }) => header)
        .join(' '),
    );
    expect(found).toEqual(sheets);
  });

  it.each(SHEETS)(
    '%s: unique keys, whole groups, fields that its rows have, allowed values for words',
    (_name, sheet) => {
      const columns = columnsOf(sheet);
      expect(new Set(columns.map(({ key }) => key)).size).toBe(columns.length);
      const groups = headerSpans(columns).flatMap(({ group }) => (group === null ? [] : [group]));
      expect(new Set(groups).size).toBe(groups.length);
      const row = aRow(sheet.rows);
      for (const { field } of columns) if (field !== null) expect(Object.keys(row)).toContain(field);
    },
  );

  it.each(SHEETS)('%s fits its paper so that 9 pt text prints at 5 pt or more', (_name, sheet) => {
    const plan = planSheet(sheet, { photos: true }, { date: '', period: '' });
    const width = plan.columns.reduce((sum, column) => sum + column.width, 0) * 5.25;
    const paper = { A3: 1190 - 58, A4: 842 - 58 }[plan.paper.size] * plan.paper.pagesWide;
    expect((paper / width) * 9).toBeGreaterThanOrEqual(5);
  });

  it.each(SHEETS)('%s says which columns stay empty, and only those', (_name, sheet) => {
    const plan = planSheet(sheet, { photos: false }, { date: '', period: '' });
    const empty = columnsOf(sheet)
      .filter(({ field }) => field === null)
      .map(({ header }) => header);
    const said = plan.notes.find((note) => note.includes('留空供人工填写'));
    expect(said === undefined ? [] : said.replace(/^.*：|。$/g, '').split('、')).toEqual(empty);
  });

  it.each(SHEETS)('%s fits every date and number of its format into its column', (_name, sheet) => {
    const plan = planSheet(sheet, { photos: false }, { date: '', period: '' });
    const longest = { date: 10, dateTime: 16, number: 6, integer: 4, photo: 4 } as const;
    for (const { type, width, header, key } of plan.columns) {
      if (type === 'text' || type === 'enum' || type === 'dateOrText' || key === 'lon' || key === 'extensions')
        continue;
      expect(width * 7 - 5, header).toBeGreaterThanOrEqual(longest[type] * 5.5);
    }
  });
});

function aRow(rows: LedgerSheet['rows']): object {
  const reader = sampleReader(3, () => ({ before: [], after: [] }));
  switch (rows) {
    case 'case':
      return rowOf(FULL_CASE);
    case 'finding': {
      const [finding] = reader.findings({}, []);
      if (finding === undefined) throw new Error('no finding');
      return findingRowOf(finding, { index: 1, case: FULL_CASE, photos: { before: 1, after: 1 }, privacy: 'full' });
    }
    case 'classTown':
      return figureRows(summarise([]))[0] ?? {};
    default:
      return periodRows(sampleReport('month', 3), 'byTown')[0] ?? {};
  }
}

describe('what a form says beside its columns', () => {
  it('prints numbers of the statistics as their cells show them', () => {
    const counts = HANDLING_STATES.map((state) => ({
      category: 'dumping' as const,
      townCode: '1',
      town: '石城镇',
      state,
      count: 1,
      overdue: 0,
      rebound: 0,
    }));
    const rows = figureRows(summarise(counts));
    expect(
      rows.map(({ category, town, total, closed, withdrawn, rate }) => [
        category,
        town,
        total,
        closed,
        withdrawn,
        rate,
      ]),
    ).toEqual([
      ['乱堆', '石城镇', 10, 1, 1, 0.1],
      ['乱堆', '小计', 10, 1, 1, 0.1],
      ['合计', null, 10, 1, 1, 0.1],
    ]);
    const rate = findLedger('statistics')?.sheets[0].columns.find(({ key }) => key === 'rate') as LedgerColumn;
    expect(printedText(rate, ledgerValue(rate, rows[0] ?? {}))).toBe('10.0%');
  });

  it.each<[string, Partial<typeof FULL_CASE>, string | null]>([
    ['a date where the limit is one', { rectificationType: 'timeLimited' }, '2026-04-10'],
    ['the word for 立行立改, with its date', { rectificationType: 'immediate' }, '立行立改\n2026-04-10'],
    ['长期坚持', { rectificationType: 'longTerm', rectificationDueOn: null }, '长期坚持'],
    ['nothing', { rectificationDueOn: null }, null],
  ])('整改时限 is %s', (_what, over, text) => {
    expect(rowOf({ ...FULL_CASE, ...over }).limitText).toBe(text);
  });

  it('验收日期 is that of a passed review only', () => {
    expect(rowOf(FULL_CASE).acceptedOn).toBe('2026-04-07');
    expect(rowOf({ ...FULL_CASE, reviewResult: 'rejected' }).acceptedOn).toBeNull();
  });
});
