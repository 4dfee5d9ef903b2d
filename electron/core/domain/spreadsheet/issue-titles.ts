import type { RowMessage } from './row-reader.ts';

/** Short Chinese names of the kinds of remarks on rows, for lists with counts. */
const ISSUE_TITLES: Readonly<Record<string, string>> = {
  BANK_UNKNOWN: '不是左岸、右岸、两岸、河心',
  CATEGORY_MISSING: '没有填写',
  CATEGORY_UNKNOWN: '不是问题类型',
  CELL_ERROR: 'Excel 错误值',
  CLASS_DOUBT: '按用词归类，请核对',
  COORDINATES_NOTE: '已按规则处理',
  COORDINATES_OUTSIDE: '点位不在本区',
  COORDINATE_AXES: '两个都标为同一方向',
  COORDINATE_INCOMPLETE: '只有一半',
  COORDINATE_MINUTES: '分秒超出范围',
  COORDINATE_MISSING: '没有填写',
  COORDINATE_PLANE: '是平面坐标',
  COORDINATE_RANGE: '超出范围',
  COORDINATE_SEVERAL: '写了几个点',
  COORDINATE_UNREADABLE: '读不懂',
  DATE_AMBIGUOUS: '日月次序不明',
  DATE_DAY_ASSUMED: '只写到月，按答复补日',
  DATE_DAY_MISSING: '缺少日',
  DATE_EMPTY: '没有填写',
  DATE_IN_FUTURE: '晚于今天',
  DATE_NO_SUCH_DAY: '没有这一天',
  DATE_ORDER_ASSUMED: '按本列的日月次序读',
  DATE_RANGE: '是一段时间',
  DATE_UNREADABLE: '读不懂',
  DATE_YEAR_ASSUMED: '没有年份，按表题补',
  DATE_YEAR_MISSING: '没有年份',
  DATE_YEAR_ODD: '年份不像',
  DATUM_UNKNOWN: '坐标系读不懂',
  DESCRIPTION_MISSING: '没有填写',
  DESCRIPTION_TOO_LONG: '太长',
  DIGITS_LOST: '长数字已丢位',
  FORMULA_WITHOUT_RESULT: '公式没有结果',
  ITEM_OF_OTHER_CATEGORY: '细项与类型不符',
  PHONE_ODD: '不像电话',
  PROBLEM_REFUSED: '超出允许范围',
  QUANTITY_PART: '只取了其中的数量',
  QUANTITY_UNIT_MISSING: '没有单位',
  QUANTITY_UNREADABLE: '读不懂',
  RIVER_UNLISTED: '不在河湖名录中',
  SEVERITY_ASSUMED: '按本列其他写法定级',
  SEVERITY_PROPOSED: '按规则建议',
  SEVERITY_UNKNOWN: '不是严重程度',
  SOURCE_MISSING: '没有填写',
  TEXT_TOO_LONG: '太长',
  TIME_UNREADABLE: '读不懂',
  TOWN_MISSING: '没有填写',
  TOWN_SEVERAL: '写了几个镇街',
  TOWN_STATISTICAL: '不是行政镇街',
  TOWN_UNKNOWN: '不在镇街名单中',
};

const BY_LEVEL = { error: '有错误', warning: '请核对', info: '已按规则处理' } as const;

/** Chinese name of a kind of remark; one without a name of its own is called by its level. */
export function issueTitle(code: string, level: RowMessage['level']): string {
  return ISSUE_TITLES[code] ?? BY_LEVEL[level];
}
