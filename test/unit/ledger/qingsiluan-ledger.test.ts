import { describe, expect, it } from 'vitest';
import { columnLetters, headerSpans, ledgerValue } from '#core/domain/ledger/ledger-definition.ts';
import { findLedger } from '#core/domain/ledger/ledgers.ts';
import { printLayout } from '#core/domain/ledger/print-layout.ts';
import { QINGSILUAN_LEDGER } from '#core/domain/ledger/qingsiluan-ledger.ts';
import type { HandlingState } from '#core/domain/case/case-state.ts';
import { BARE_CASE, FULL_CASE, QINGSILUAN_PLAN, rowOf } from '#test/integration/ledger/sample-cases.ts';

const { columns, paper } = QINGSILUAN_PLAN;

/** The official list, typed again on purpose: a column lost, renamed or moved must fail. Header and value of the full case. */
const OFFICIAL: readonly (readonly [string, string | number | null])[] = [
  ['序号', 7],
  ['问题编号', 'MY-AJ-2026-0001'],
  ['外部编号', 'TB-2026-0031\n12345-260305-7788'],
  ['问题来源', '遥感图斑'],
  ['专项行动', '清四乱、百日行动'],
  ['发现时间', '2026-03-05T09:30'],
  ['流域/水系', '潮白河'],
  ['河湖名称', '潮河'],
  ['河段', '辛庄桥至太师屯桥 K3+200—K3+450'],
  ['岸别', '左岸'],
  ['所在镇街', '太师屯镇'],
  ['所在村（社区）', '松树峪村'],
  ['详细位置', '松树峪村东漫水桥下游约120米河道内'],
  ['经度', 117.123456],
  ['纬度', 40.5123],
  ['坐标系', 'CGCS2000'],
  ['管控圈层', '管理范围内、一级保护区'],
  ['四乱类型', '乱堆'],
  ['问题细项', '倾倒、填埋、贮存、堆放固体废物'],
  ['严重程度', '较严重'],
  ['问题描述', FULL_CASE.description],
  ['数量与单位', '150 m³'],
  ['形成时间/存量增量', '2019年以后/增量'],
  ['违法主体', '某某建筑工程有限公司'],
  ['是否涉嫌犯罪', '否'],
  ['市/区/镇/村级河长', '市：王一\n区：李二\n镇：张三\n村：赵四'],
  ['责任单位（主办）', '太师屯镇人民政府'],
  ['协办单位', '区城管委、区生态环境局'],
  ['责任人及电话', '周五\n13800000000'],
  ['督导单位', '区水务局'],
  ['整改目标', '堆体全部清除，恢复河道行洪断面和岸坡原状。'],
  ['整改措施', FULL_CASE.measures],
  ['整改类型', '限期整改'],
  ['交办日期', '2026-03-07'],
  ['整改时限', '2026-04-10'],
  ['延期次数', 1],
  ['延期后时限', '2026-04-10'],
  ['进展情况', '2026-03-28 堆体已全部清运，岸坡平整完成，正在播撒草籽。'],
  ['完成情况', '已销号'],
  ['实际完成日期', '2026-04-03'],
  ['清理成效', '清垃圾 152.5 m³\n恢复岸线 30 m'],
  ['复核时间/人/结果', '2026-04-07\n孙六\n通过'],
  ['公示起止', '2026-04-08\n至 2026-04-21'],
  ['销号日期/文号/审批人', '2026-04-22\n密河长办〔2026〕12号\n钱七'],
  ['是否反弹', '是'],
  ['原案编号', 'MY-AJ-2025-0088'],
  ['整改前照片', 3],
  ['整改后照片', 2],
  ['备注', '已函告上游镇街'],
];

describe('清四乱台账', () => {
  it('has the 49 official columns in their order, each showing its own field of the case', () => {
    const row = rowOf(FULL_CASE, 7);
    const shown = columns.map((column) => [column.header, ledgerValue(column, row)]);
    expect(shown).toEqual(OFFICIAL);
    expect(OFFICIAL).toHaveLength(49);
  });

  it('leaves a cell empty where the case says nothing, and never writes "null" or an empty text', () => {
    const row = rowOf(BARE_CASE, 1);
    const filled = columns.filter((column) => ledgerValue(column, row) !== null).map((column) => column.header);
    expect(filled).toEqual([
      '序号', '问题编号', '问题来源', '发现时间', '四乱类型', '严重程度', '问题描述', '是否涉嫌犯罪',
      '整改类型', '延期次数', '完成情况', '是否反弹', '整改前照片', '整改后照片',
    ]); // biome-ignore format: as the form reads
    expect(row.foundAt).toBe('2026-03-05');
  });

  it.each<[HandlingState, string]>([
    ['pendingAssignment', '未启动'],
    ['pendingReceipt', '未启动'],
    ['rectifying.active', '整改中'],
    ['rectifying.staged', '整改中'],
    ['pendingReview', '已完成待复核'],
    ['publicNotice', '已复核'],
    ['pendingClosure', '已复核'],
    ['pendingFiling', '已复核'],
    ['closed', '已销号'],
    ['monitored', '挂账监管'],
    ['withdrawn', '撤案'],
  ])('shows %s as %s, a value the column allows', (handling, shown) => {
    const { completion } = rowOf({ ...FULL_CASE, state: { ...FULL_CASE.state, handling } });
    expect(completion).toBe(shown);
    expect(columns.find((column) => column.key === 'completion')?.allowed).toContain(shown);
  });

  it('never prints the source system beside a pair that was converted: a reader would convert it twice', () => {
    expect(rowOf({ ...FULL_CASE, datum: 'BD-09' }).datum).toBe('CGCS2000');
    expect(rowOf({ ...FULL_CASE, datum: 'unknown' }).datum).toBe('不详');
    expect(rowOf({ ...FULL_CASE, lat: null }).datum).toBeNull();
  });

  it('shows 延期后时限 only after an extension was granted, and tells 存量 from 增量', () => {
    expect(rowOf({ ...FULL_CASE, facts: { ...FULL_CASE.facts, extensionsGranted: 0 } })).toMatchObject({
      extensions: 0,
      extendedDueOn: null,
    });
    const formed = (period: string) => rowOf({ ...FULL_CASE, formedPeriod: period }).formed;
    expect(['1988年6月前', '1988-06至2018-12', '2019年以后', '不详'].map(formed)).toEqual([
      '1988年6月前/存量',
      '1988-06至2018-12/存量',
      '2019年以后/增量',
      '不详',
    ]);
  });

  it('falls back to the unit the source proposed until a lead unit is assigned, and prints an unknown item code as it is', () => {
    expect(rowOf({ ...FULL_CASE, leadUnit: null, responsibleUnit: '某村' }).leadUnit).toBe('某村');
    expect(rowOf({ ...FULL_CASE, item: '9.9' }).item).toBe('9.9');
  });

  it('has unique keys, whole groups, and no group that is torn where the paper parts', () => {
    expect(new Set(columns.map((column) => column.key)).size).toBe(49);
    const spans = headerSpans(columns);
    const groups = spans.flatMap((span) => (span.group === null ? [] : [span.group]));
    expect(new Set(groups).size).toBe(groups.length);
    expect(spans.reduce((covered, span) => covered + span.last - span.first + 1, 0)).toBe(49);
    const [onFirst = 0] = printLayout(QINGSILUAN_PLAN).columnsPerSheet;
    // One column either way: programs round widths differently.
    for (const cut of [onFirst - 1, onFirst, onFirst + 1]) {
      expect(spans.filter((span) => span.first < cut && span.last >= cut)).toEqual([]);
    }
  });

  it('parts into two facing sheets of nearly equal width, 26 and 23 columns, with numbers repeated', () => {
    expect(printLayout(QINGSILUAN_PLAN)).toEqual({ columnsPerSheet: [26, 23], textSpan: { first: 2, last: 25 } });
    expect(columns.slice(0, paper.repeatedColumns).map((column) => column.header)).toEqual(['序号', '问题编号']);
  });

  it('fits every date and number of its format into its column at 9 pt, so that none is shown as ####', () => {
    const longest = { date: 10, dateOrText: 10, dateTime: 16, number: 10, integer: 5, photo: 5 } as const;
    for (const column of columns) {
      if (column.type === 'text' || column.type === 'enum') continue;
      const characters =
        column.key === 'lat' ? 9 : column.key === 'index' ? 5 : column.key === 'extensions' ? 2 : longest[column.type];
      expect(column.width * 7 - 5, column.header).toBeGreaterThanOrEqual(characters * 6);
    }
  });

  it('is found by its id, and letters count as Excel counts', () => {
    expect(findLedger('qingsiluan')).toBe(QINGSILUAN_LEDGER);
    expect(findLedger('nothing')).toBeUndefined();
    expect([0, 25, 26, 48, 701, 702].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AW', 'ZZ', 'AAA']);
  });
});
