import type { CivilDate } from '../deadline/terms.ts';
import { guessProblem, type WordBook } from '../finding/problem-words.ts';
import type { ProblemCategory } from '../finding/problem.ts';
import { proposeSeverity, type SeverityRuleSet } from '../finding/severity.ts';
import {
  CATEGORIES,
  CATEGORY_LABELS,
  checkItem,
  itemByCode,
  nearCategory,
  readCategory,
  readItem,
} from '../finding/taxonomy.ts';
import { parseCoordinates } from '../geo/parse-coordinates.ts';
import { resolveRiver, type RiverTable } from '../place/rivers.ts';
import { type District, resolveTown } from '../place/towns.ts';
import { ok, type Result, refuse } from '../shared/result.ts';
import type { ClassReading, ClassWords, RowContext } from './row-context.ts';

/** The bureau's reference data, as the reading of rows needs it. */
export interface RowRules {
  readonly today: CivilDate;
  readonly district: District;
  /** Left out: names of rivers are not compared. */
  readonly rivers?: RiverTable;
  readonly words: WordBook;
  readonly severityRules: readonly SeverityRuleSet[];
  /** Hex digest of a text (SHA-256). */
  readonly digest: (text: string) => string;
}

/** How sure free words must be before they are taken for a class or sub-item. */
const SURE_ENOUGH = 0.5;

/** Ties the mapping of rows to the rules of geo, place and finding. */
export function rowContext(rules: RowRules): RowContext {
  const { rivers } = rules;
  return {
    today: rules.today,
    digest: rules.digest,
    parseCoordinates: ({ lon, lat, pair, datum }) => {
      const options = datum === null ? { box: rules.district.box } : { box: rules.district.box, declared: datum };
      return parseCoordinates(lon === null && lat === null && pair !== null ? { pair } : { lon, lat }, options);
    },
    resolveTown: (text) => {
      const match = resolveTown(text, rules.district);
      return match.ok
        ? ok({ code: match.value.town.code, name: match.value.town.name, rest: match.value.rest })
        : match;
    },
    ...(rivers === undefined ? {} : { resolveRiver: (text: string) => resolveRiver(text, rivers) }),
    classify: (words) => classify(words, rules.words),
    proposeSeverity: ({ source, ...facts }) =>
      proposeSeverity(rules.severityRules, source === null ? facts : { ...facts, source })?.level ?? null,
  };
}

/** Class by the class column, else by the sub-item, else guessed from free words (with a doubt). Codes: CATEGORY_UNKNOWN, CATEGORY_MISSING, ITEM_OF_OTHER_CATEGORY. */
function classify(words: ClassWords, book: WordBook): Result<ClassReading> {
  const item = words.item === null ? null : readItem(words.item);
  const named = words.category === null ? null : readCategory(words.category);
  const category = named ?? item?.category ?? null;
  if (category === null) return guessed(words, book);
  const checked = checkItem(category, item?.code ?? null);
  if (!checked.ok) return checked;
  return withItem(category, item?.code ?? null, words, book);
}

function withItem(
  category: ProblemCategory,
  code: string | null,
  words: ClassWords,
  book: WordBook,
): Result<ClassReading> {
  if (code !== null || words.item === null) return ok({ category, item: code, doubts: [] });
  const guess = guessProblem(words.item, book, category);
  if (guess?.item && guess.itemConfidence >= SURE_ENOUGH) {
    const official = itemByCode(guess.item);
    return ok({
      category,
      item: guess.item,
      doubts: [`“${words.item}”按用词归入细项 ${guess.item}，请核对`],
      ...(official === null ? {} : { wording: `${official.code} ${official.label}` }),
    });
  }
  return ok({ category, item: null, doubts: [`“${words.item}”不是 245 号文的细项，细项留空`] });
}

function guessed(words: ClassWords, book: WordBook): Result<ClassReading> {
  const allowed = `可填：${CATEGORIES.map((category) => CATEGORY_LABELS[category]).join('、')}`;
  const text = [words.category, words.item, words.description].filter((part) => part !== null).join(' ');
  const guess = guessProblem(words.category ?? text, book);
  if (guess && guess.categoryConfidence >= SURE_ENOUGH) {
    const from = words.category === null ? '没有填写问题类型，按描述用词' : `“${words.category}”按用词`;
    const doubt = `${from}（${guess.matched.join('、')}）归入${CATEGORY_LABELS[guess.category]}，请核对`;
    const item = words.item === null ? null : guess.itemConfidence >= SURE_ENOUGH ? guess.item : null;
    return ok({ category: guess.category, item, doubts: [doubt], wording: CATEGORY_LABELS[guess.category] });
  }
  const likely = (words.category === null ? null : nearCategory(words.category)) ?? fromDescription(words, book);
  const data = likely === null ? undefined : { suggestion: CATEGORY_LABELS[likely] };
  if (words.category === null) return refuse('CATEGORY_MISSING', `缺少问题类型，${allowed}`, data);
  return refuse('CATEGORY_UNKNOWN', `“${words.category}”不是问题类型，${allowed}`, data);
}

/** The class that the description speaks of, however weakly; proposed to whoever has to fill in the class. */
function fromDescription({ description }: ClassWords, book: WordBook): ProblemCategory | null {
  return description === null ? null : (guessProblem(description, book)?.category ?? null);
}
