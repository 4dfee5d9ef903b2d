import { pinyin } from 'pinyin-pro';
import { foldText } from '#core/domain/spreadsheet/cell-text.ts';

/** Names whose initials are kept; a bureau's rivers, reaches, towns and places in use are fewer. */
const MOST_KEPT = 5000;
const initialsKept = new Map<string, string>();

/** Pinyin initials of a text (白河桥 → bhq); letters and digits stay. */
export function initialsOf(text: string): string {
  const kept = initialsKept.get(text);
  if (kept !== undefined) return kept;
  const initials = pinyin(text, { pattern: 'first', toneType: 'none', type: 'array' }).join('').toLowerCase();
  if (initialsKept.size >= MOST_KEPT) initialsKept.clear();
  initialsKept.set(text, initials);
  return initials;
}

/**
 * How well a name fits what was typed, 0 = not at all: the name itself, its beginning, a part of it, its pinyin
 * initials from the start or inside; or the name stands in the text (白河 in 白河桥下游).
 */
export function fitOf(typed: string, name: string): number {
  const text = foldText(typed);
  const folded = foldText(name);
  if (text === '' || folded === '') return 0;
  if (text === folded) return 6;
  if (folded.startsWith(text)) return 5;
  if (folded.includes(text)) return 4;
  if (/^[a-z0-9]+$/u.test(text) && text.length > 1) {
    const initials = initialsOf(folded);
    if (initials.startsWith(text)) return 3;
    if (initials.includes(text)) return 2;
  }
  return folded.length > 1 && text.includes(folded) ? 1 : 0;
}
