import type { ProblemCategory } from '#core/domain/finding/problem.ts';
import { CATEGORIES, CATEGORY_LABELS, itemsOf, readCategory, readItem } from '#core/domain/finding/taxonomy.ts';
import { foldText } from '#core/domain/spreadsheet/cell-text.ts';
import type { ComboOption } from '../../../ui/combo-option.ts';

/** One class of 245号 to choose: a sub-item in its exact wording, or a class whose sub-item is not told yet. */
export interface ClassOption extends ComboOption {
  readonly category: ProblemCategory;
  readonly item: string | null;
}

/** Every sub-item of 办河湖〔2018〕245号 in its order, each class's own row after them. */
export const CLASS_OPTIONS: readonly ClassOption[] = CATEGORIES.flatMap((category, index) => [
  ...itemsOf(category).map(({ code, label }) => ({
    key: code,
    text: `${code} ${label}`,
    category,
    item: code,
  })),
  {
    key: category,
    text: category === 'other' ? CATEGORY_LABELS.other : `${index + 1} ${CATEGORY_LABELS[category]}（细项待定）`,
    category,
    item: null,
  },
]);

/** The classes that a text means: a code or its beginning (1, 1.2), words in any order, or a class (乱堆). */
export function classesFor(typed: string): readonly ClassOption[] {
  const words = typed
    .trim()
    .split(/\s+/u)
    .map(foldText)
    .filter((word) => word !== '');
  if (words.length === 0) return CLASS_OPTIONS;
  return CLASS_OPTIONS.filter(({ text, category }) => {
    const told = foldText(`${text}${CATEGORY_LABELS[category]}`);
    return words.every((word) => (/^[\d.]+$/u.test(word) ? told.startsWith(word) : told.includes(word)));
  });
}

/** Reads what stands in the class field: a row of the list, a code, or the official wording; null when it names none. */
export function readClass(typed: string): Pick<ClassOption, 'category' | 'item'> | null {
  const chosen = CLASS_OPTIONS.find(({ text }) => text === typed.trim());
  if (chosen !== undefined) return { category: chosen.category, item: chosen.item };
  const item = readItem(typed);
  if (item !== null) return { category: item.category, item: item.code };
  const category = readCategory(typed);
  return category === null ? null : { category, item: null };
}

/** What the class field says of a class. */
export function classText(category: ProblemCategory, item: string | null): string {
  return CLASS_OPTIONS.find((option) => option.category === category && option.item === item)?.text ?? '';
}
