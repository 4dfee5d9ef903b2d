import { foldText } from './cell-text.ts';
import { IMPORT_FIELD_NAMES, IMPORT_FIELDS, type ImportField } from './fields.ts';
import { simplified } from './traditional.ts';

/** How well a column name fits a field: 1 its own name, below that a hint in a longer name. */
export interface NameMatch {
  readonly field: ImportField;
  readonly score: number;
}

const BY_NAME: ReadonlyMap<string, ImportField> = new Map(
  IMPORT_FIELD_NAMES.flatMap((field) => IMPORT_FIELDS[field].names.map((name) => [foldName(name), field] as const)),
);
/** Words in front that leave the meaning as it is: 问题所在乡镇, 图斑发现时间. */
const FRONT =
  /^(所在|所属|所处|所涉|涉及|问题|点位|图斑|斑块|线索|案件|事件|疑似|详细|具体|现场|主要|本次|发现的?|涉河|四乱|地块)/u;
const DATUM_WORDS =
  /(wgs_?84|gcj_?02|bd_?09|cgcs_?2000|(高德|百度|腾讯|火星|天地图|奥维)(地图)?|(国家)?2000(国家)?(大地)?)(坐标系)?/gu;
/** Steps after the finding: their days, texts and people are not those of the finding. */
const LATER =
  /整改|整治后|治理后|措施|进展|进度|完成|销号|验收|复核|复查|公示|交办|督办|反馈|答复|回复|办结|满意|考核|审核|审批|签收|延期|时限|期限|截止|处理|处置|回头看|立案|移送|更新|修改|打印|下次|计划/u;
const OF_THE_FINDING = /问题|发现|巡查|排查|存在|四乱|经度|纬度|坐标|乡镇|镇街|河/u;
/** A longer text is no name of a column. */
const LONGEST = 60;
/** People who answer for the river, not for the finding. */
const CHIEFS = /河长|警长|检察长|院长|林长|田长/u;
/** Of the later steps, what a finding may carry already: who has to put it right. */
const LATER_FIELDS: readonly ImportField[] = [
  'responsibleUnit',
  'responsiblePerson',
  'responsiblePhone',
  'sequence',
  'externalNumber',
];

/** Folds a column name for comparing: NFKC, no blanks, numbering, stars and bracketed remarks out (乡镇（街道） → 乡镇). */
export function foldName(label: string): string {
  const folded = simplified(foldText(label))
    .replace(/[*★※:。]|\(?(必填|选填|下拉选择|可不填)项?\)?/gu, '')
    .replace(/^([(（]?[一二三四五六七八九十\d]{1,2}[)）]?[.、.)）])(?=.)/u, '');
  const plain = folded.replace(/[((【[][^))】\]]*[))】\]]/gu, '');
  return (plain === '' ? folded : plain).replace(/[/、·\-_°"“”'‘’()[\]【】]/gu, '');
}

/**
 * Fields a column name may mean, best first; empty when it means nothing known. `parent`: names above it in a merged header;
 * 河流/名称 is read as 河流名称, 整改/时间 is no time of finding.
 */
export function matchName(label: string, parent = ''): readonly NameMatch[] {
  if (label.length > LONGEST) return [];
  const name = foldName(label);
  if (name === '') return [];
  if (CHIEFS.test(name) && !BY_NAME.has(name)) return [];
  const inner = innerField(label);
  const own = exactField(name);
  const joined = parent === '' ? undefined : BY_NAME.get(foldName(parent + label));
  const exact = inner ?? (joined === undefined ? own : { field: joined, score: 1 });
  const later = isLaterGroup(parent, name) || (exact?.score !== 1 && LATER.test(name));
  const hinted = IMPORT_FIELD_NAMES.filter((field) => field !== exact?.field && hintIn(name, field)).map((field) => ({
    field,
    score: 0.6 * coverage(name, field),
  }));
  return [...(exact ? [exact] : []), ...hinted]
    .filter(({ field }) => !isLater(field, later, name))
    .toSorted((a, b) => b.score - a.score);
}

const MOST_KEPT = 5000;
const namesKept = new Map<string, boolean>();

/** Whether a short text is the name of a known column; kept, for rows are asked cell by cell. */
export function isColumnName(text: string): boolean {
  const kept = namesKept.get(text);
  if (kept !== undefined) return kept;
  const known = exactField(foldName(text)) !== undefined;
  if (namesKept.size >= MOST_KEPT) namesKept.clear();
  namesKept.set(text, known);
  return known;
}

/** Whether a column belongs to a step after the finding (整改完成时间), whatever its content looks like. */
export function isLaterStep(label: string, parent = ''): boolean {
  const name = foldName(label);
  return isLaterGroup(parent, name) || (!BY_NAME.has(name) && (LATER.test(name) || CHIEFS.test(name)));
}

/** 整改/时间 is later, 问题及整改情况/问题描述 is not: such a name says by itself what it is. */
function isLaterGroup(parent: string, name: string): boolean {
  return LATER.test(foldText(parent)) && !OF_THE_FINDING.test(name);
}

function isLater(field: ImportField, later: boolean, name: string): boolean {
  if (field === 'photo')
    return /(整改|治理|清理|处置|修复|完成)(后|中)|销号/u.test(name) || (later && !/前/u.test(name));
  return later && !LATER_FIELDS.includes(field);
}

function exactField(name: string): NameMatch | undefined {
  const whole = BY_NAME.get(name);
  if (whole !== undefined) return { field: whole, score: 1 };
  for (let rest = name.replace(DATUM_WORDS, ''); rest !== ''; rest = rest.replace(FRONT, '')) {
    const field = BY_NAME.get(rest);
    if (field !== undefined) return { field, score: 0.95 };
    if (!FRONT.test(rest)) return undefined;
  }
  return undefined;
}

/** 坐标（经度）: of a place in figures the brackets say which. */
function innerField(label: string): NameMatch | undefined {
  const inner = /[(（【[]([^)）】\]]+)[)）】\]]\s*$/u.exec(label.normalize('NFKC'))?.[1];
  const field = inner === undefined ? undefined : BY_NAME.get(foldName(inner));
  if (field !== 'lon' && field !== 'lat' && field !== 'coordinates') return undefined;
  return { field, score: 0.98 };
}

function hintIn(name: string, field: ImportField): boolean {
  return name.length <= 16 && IMPORT_FIELDS[field].hints.some((hint) => name.includes(hint));
}

/** A hint that is most of the name counts more than one lost in a long name; one at its end more than one at its start. */
function coverage(name: string, field: ImportField): number {
  const hints = IMPORT_FIELDS[field].hints.filter((hint) => name.includes(hint));
  const longest = Math.max(...hints.map((hint) => hint.length));
  const last = hints.some((hint) => name.endsWith(hint)) ? 0.1 : 0;
  return Math.min(1, 0.5 + (0.5 * longest) / name.length + last);
}
