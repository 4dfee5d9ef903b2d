import { foldText } from '../spreadsheet/cell-text.ts';
import { simplified } from '../spreadsheet/traditional.ts';
import { ok, type Result, refuse } from '../shared/result.ts';
import type { ProblemCategory } from './problem.ts';

/** 四乱类型, in the order of the codes 1–4 (办河湖〔2018〕245号); 非四乱 for the rest. */
export const CATEGORY_LABELS = {
  occupation: '乱占',
  mining: '乱采',
  dumping: '乱堆',
  building: '乱建',
  other: '非四乱',
} as const satisfies Record<ProblemCategory, string>;

/** Every category, in the official order. */
export const CATEGORIES = ['occupation', 'mining', 'dumping', 'building', 'other'] as const satisfies ProblemCategory[];

/** One sub-item (问题细项): code `1.1` … `4.3`, official wording. */
export interface TaxonomyItem {
  readonly code: string;
  readonly category: Exclude<ProblemCategory, 'other'>;
  readonly label: string;
}

/** The 14 sub-items of 办河湖〔2018〕245号, official wording, in its order. */
export const TAXONOMY_ITEMS: readonly TaxonomyItem[] = [
  { code: '1.1', category: 'occupation', label: '围垦湖泊' },
  { code: '1.2', category: 'occupation', label: '未依法经省级以上人民政府批准围垦河道' },
  { code: '1.3', category: 'occupation', label: '非法侵占水域、滩地' },
  { code: '1.4', category: 'occupation', label: '种植阻碍行洪的林木及高秆作物' },
  { code: '2.1', category: 'mining', label: '未经许可在河道管理范围内采砂' },
  { code: '2.2', category: 'mining', label: '不按许可要求采砂' },
  { code: '2.3', category: 'mining', label: '在禁采区、禁采期采砂' },
  { code: '2.4', category: 'mining', label: '未经批准在河道管理范围内取土' },
  { code: '3.1', category: 'dumping', label: '河湖管理范围内乱扔乱堆垃圾' },
  { code: '3.2', category: 'dumping', label: '倾倒、填埋、贮存、堆放固体废物' },
  { code: '3.3', category: 'dumping', label: '弃置、堆放阻碍行洪的物体' },
  { code: '4.1', category: 'building', label: '水域岸线长期占而不用、多占少用、滥占滥用' },
  { code: '4.2', category: 'building', label: '未经许可和不按许可要求建设涉河项目' },
  { code: '4.3', category: 'building', label: '河道管理范围内修建阻碍行洪的建筑物、构筑物' },
];

const BY_CODE = new Map(TAXONOMY_ITEMS.map((item) => [item.code, item]));
const BY_LABEL = new Map(TAXONOMY_ITEMS.map((item) => [plain(item.label), item]));
/** A shorter fragment of an official wording may stand for several items. */
const SHORTEST_FRAGMENT = 4;

/** The sub-item of a code, null when there is none. */
export function itemByCode(code: string): TaxonomyItem | null {
  return BY_CODE.get(code) ?? null;
}

/** The sub-items of a category; none for 非四乱. */
export function itemsOf(category: ProblemCategory): readonly TaxonomyItem[] {
  return TAXONOMY_ITEMS.filter((item) => item.category === category);
}

/** Reads a 四乱类型 as a sheet writes it (乱堆, “1 乱占”, 乱堆乱放, 四乱—乱建); null when it names none or several. */
export function readCategory(text: string): ProblemCategory | null {
  const folded = plain(text);
  if (folded === '') return null;
  if (/^(非四乱|其他|其它|非“?四乱”?问题)/u.test(folded)) return 'other';
  const named = CATEGORIES.filter((category) => category !== 'other' && folded.includes(CATEGORY_LABELS[category]));
  const [only, second] = named;
  if (only) return second ? null : only;
  return /^[1-4]$/u.test(folded) ? (CATEGORIES[Number(folded) - 1] ?? null) : null;
}

/** Characters that sound like those of a class and are typed for them: 乱站, 乱踩, 乱推, 乱见. */
const SOUND_ALIKE: readonly (readonly [RegExp, ProblemCategory])[] = [
  [/乱[站战沾暂]/u, 'occupation'],
  [/乱[踩彩菜睬挖]/u, 'mining'],
  [/乱[推对队垛倒扔放]/u, 'dumping'],
  [/乱[见健件剑搭盖]/u, 'building'],
];

/** The class that a mistyped word most likely means; a proposal only. Null when none or several are near. */
export function nearCategory(text: string): ProblemCategory | null {
  const [only, second] = SOUND_ALIKE.filter(([pattern]) => pattern.test(plain(text)));
  return only && !second ? only[1] : null;
}

/**
 * Reads a 问题细项: a code (3.1, “3．1 河湖…”), the official wording, or a part of it that fits one item only.
 * Null when it names none; free words are for `guessProblem`.
 */
export function readItem(text: string): TaxonomyItem | null {
  const code = /^[1-4]\.\d/u.exec(foldText(text))?.[0];
  const byCode = code === undefined ? null : itemByCode(code);
  const rest = plain(text).replace(/^[1-4]\d/u, '');
  if (byCode) return rest === '' || plain(byCode.label).includes(rest) ? byCode : null;
  const exact = BY_LABEL.get(plain(text));
  if (exact) return exact;
  if (rest.length < SHORTEST_FRAGMENT) return null;
  const [only, second] = TAXONOMY_ITEMS.filter((item) => plain(item.label).includes(rest));
  return only && !second ? only : null;
}

/**
 * Refuses a sub-item that is unknown or belongs to another category (办河湖〔2018〕245号).
 * Codes: ITEM_UNKNOWN, ITEM_OF_OTHER_CATEGORY.
 */
export function checkItem(category: ProblemCategory, code: string | null): Result<TaxonomyItem | null> {
  if (code === null) return ok(null);
  const item = itemByCode(code);
  if (!item) return refuse('ITEM_UNKNOWN', `没有细项“${code}”；细项代码为 ${codesOf(TAXONOMY_ITEMS)}。`);
  if (item.category === category) return ok(item);
  const own = itemsOf(category);
  const allowed = own.length === 0 ? '非四乱问题不填细项' : `可选 ${own.map(itemText).join('；')}`;
  return refuse(
    'ITEM_OF_OTHER_CATEGORY',
    `细项 ${itemText(item)} 属于${CATEGORY_LABELS[item.category]}，不属于${CATEGORY_LABELS[category]}；${allowed}。`,
    { allowed: own.map((entry) => entry.code) },
  );
}

function itemText(item: TaxonomyItem): string {
  return `${item.code} ${item.label}`;
}

function codesOf(items: readonly TaxonomyItem[]): string {
  return items.map((item) => item.code).join('、');
}

/** Text without blanks and punctuation: the wordings differ in 、 and （） from sheet to sheet. */
function plain(text: string): string {
  return simplified(foldText(text)).replace(/[\p{P}\p{S}]/gu, '');
}
