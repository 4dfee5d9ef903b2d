/** Texts of rows that are no findings. All of them are compared folded (`foldText`). */

/** A whole cell that says 小计 (first group) or 合计. */
const TOTAL =
  /^[(（]?(?:(?:本页|本表|全区|区|镇|.{1,12}?)?(小计)|(?:本页|本表|全区|全镇|.{1,12}?)?(合计|总计|共计|累计|总数)):?(?:共?\d*(?:处|个|件|条|起|项)?)?[)）]?$/u;
/** A figure of a total row under 问题描述: 3, 12处, 共5条. */
const COUNT = /^(共|计)?\d+(\.\d+)?(处|个|件|条|起|项)?$/u;
const SIGNING =
  '填表人|填报人|制表人|制表|审核人|审核|审定|复核人|复核|校核|负责人|签字|签名|盖章|公章|填报单位|填报日期|填表日期|填表时间|填报时间|制表日期|单位负责人|主管领导|分管领导|经办人|报送单位|报送日期|打印日期|打印时间|打印人|编制|编制人|统计人|联系电话|日期';
const SIGNATURE = new RegExp(`(${SIGNING})[^,。]{0,6}:`, 'u');
/** The same without a colon, alone in its cell. */
const SIGNATURE_CELL =
  /^[(（]?(填表人|填报人|制表人|制表|审核人|审核|复核人|经办人|单位负责人|主管领导|分管领导|签字|签名|盖章|单位盖章|公章|(填报|报送)单位(盖章|公章)?|[(（](盖章|签字|公章)[)）])[)）]?([(（](盖章|签字|公章)[)）])?$/u;
const NOTE =
  /^(注|备注|说明|填表说明|填报说明|填写说明|填表要求|备注说明|附注|注释|注意|注意事项|特别说明|几点说明|数据来源|资料来源|统计口径|单位)[:1]/u;
const NUMBERED = /^([(（]?\d{1,2}[)）]?[.、)）．]|[①-⑳])/u;
const FOOTER =
  /^[(（—\-*]*(以下空白|以下无正文|此页无正文|本页以下空白|完|本页完|下页续|续下页|第\d+页(,?\/?共\d+页)?|第\d+页.?共\d+页|共\d+页.?第\d+页|打印(时间|日期|人).*|截至.{0,20})[)）—\-*]*$/u;
const COUNTED =
  /^(共|总计|合计|累计|以上|全区|本次)[^。]{0,14}\d+(处|个|件|条|起|项)(问题|线索|点位)?[,。;，；].*$|^(共|总计|合计|累计|以上共)[^。]{0,10}\d+(处|个|件|条|起|项)(问题|线索|点位)?[。]?$/u;
const EXAMPLE = /^[(（]?(例|示例|样例|范例|例如|举例|填写示例|填报示例|示范|样表)[)）]?\d?:?$/u;
const GROUP =
  /^([一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]{1,3}(部分|类|批))/u;
const DEMAND = /必填|选填|下拉|格式|例如|^如[:：]|填写|可不填|字以内|自动生成|从.{0,6}选择|系统生成|请选/u;
const UNIT = /^[(（]?(°|度|m|m2|m3|㎡|米|平方米|立方米|亩|处|个|吨|km|公里|年月日|yyyy[-/.]?mm[-/.]?dd)[)）]?$/iu;

/** What a folded text says of its row; `subtotal` is 小计, `total` 合计. */
export function totalOf(folded: string): 'subtotal' | 'total' | null {
  if (folded.length > 24 || !/[计数]/u.test(folded)) return null;
  const match = TOTAL.exec(folded);
  return match === null ? null : match[1] === undefined ? 'total' : 'subtotal';
}

/** 3, 12处: the figure of a total. */
export function isCount(folded: string): boolean {
  return COUNT.test(folded);
}

/** 填表人：…, or 审核人 alone in a cell. */
export function isSignature(folded: string): boolean {
  return folded.includes(':') ? SIGNATURE.test(folded) : folded.length <= 14 && SIGNATURE_CELL.test(folded);
}

/** 注：…, 填表说明：… */
export function isNote(folded: string): boolean {
  return NOTE.test(folded);
}

/** 2.坐标…: goes on with the note above it. */
export function isNumbered(folded: string): boolean {
  return NUMBERED.test(folded);
}

/** 第1页共3页, （以下空白）, 共12处。 */
export function isFooter(folded: string): boolean {
  return folded.length <= 60 && (FOOTER.test(folded) || COUNTED.test(folded));
}

/** 示例 */
export function isExample(folded: string): boolean {
  return EXAMPLE.test(folded);
}

/** 一、石城镇 */
export function isGroupHeading(folded: string): boolean {
  return GROUP.test(folded);
}

/** 必填, 格式：2026-01-09: what the form demands of its column. */
export function isDemand(folded: string): boolean {
  return DEMAND.test(folded);
}

/** （°）, （m³）: the unit of its column, in a row of its own. */
export function isUnitOnly(folded: string): boolean {
  return UNIT.test(folded);
}
