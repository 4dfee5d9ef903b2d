import { createDuplicateIndex } from '#core/domain/finding/duplicate-index.ts';
import { DUPLICATE_DEFAULTS, holdsBack, REBOUND_DEFAULTS } from '#core/domain/finding/duplicates.ts';
import type { Problem } from '#core/domain/finding/problem.ts';
import type { Reader } from '#db/access.ts';
import { getFinding } from '#db/repositories/findings.ts';
import { iterateCompared } from '#db/repositories/compared.ts';
import { recordCandidates } from '../finding/duplicates.ts';
import type { SuspectRef } from './staging.ts';

/** Finds what a row may be the same as; see `SuspectRef`. */
export type SuspectFinder = (problem: Problem, row: number) => readonly SuspectRef[];

/** Up to so many rows each is looked up by itself; more, and everything kept is read once into an index. */
const FEW_ROWS = 300;
/** Most suspects kept of one row; the side-by-side view looks them up anew. */
const MOST = 5;
/** Rows of one sheet lie close to each other by nature: only those that are worded alike, too, are held back. */
const ALIKE_IN_SHEET = { located: 0.85, byWords: 0.68 } as const;

/** Suspects that still stand: a finding that was withdrawn with its batch holds nothing back. */
export function standing(reader: Reader, suspects: readonly SuspectRef[]): readonly SuspectRef[] {
  if (suspects.length === 0) return suspects;
  return suspects.filter(({ kind, id }) => kind !== 'finding' || getFinding(reader, id)?.state !== 'withdrawn');
}

/** Suspects among the kept records for one row. */
export function keptSuspects(reader: Reader, problem: Problem): readonly SuspectRef[] {
  return recordCandidates(reader, problem)
    .filter(holdsBack)
    .slice(0, MOST)
    .map(({ kind, id, score, reasons }) => ({ kind, id, score, reason: reasons[0] ?? '' }));
}

/** A finder for the rows of a sheet in their order: kept records and earlier rows. `dataRows`: how many rows will ask. */
export function sheetSuspects(reader: Reader, dataRows: number): SuspectFinder {
  const kept = dataRows <= FEW_ROWS ? (problem: Problem) => keptSuspects(reader, problem) : indexedSuspects(reader);
  const rows = createDuplicateIndex();
  return (problem, row) => {
    const twins = rows
      .candidates(problem)
      .filter(({ score, distance }) => score >= ALIKE_IN_SHEET[distance === null ? 'byWords' : 'located'])
      .map(({ id, score, reasons }) => ({
        kind: 'row' as const,
        id,
        score,
        reason: `与本表第 ${id} 行：${reasons[0]}`,
      }));
    rows.add({ id: String(row), number: '', problem });
    return [...kept(problem), ...twins].toSorted((a, b) => b.score - a.score).slice(0, MOST);
  };
}

function indexedSuspects(reader: Reader): (problem: Problem) => readonly SuspectRef[] {
  const open = createDuplicateIndex(DUPLICATE_DEFAULTS);
  const closed = createDuplicateIndex(REBOUND_DEFAULTS);
  const kinds = new Map<string, 'finding' | 'case'>();
  for (const { kind, closed: isClosed, ...entry } of iterateCompared(reader)) {
    kinds.set(entry.id, kind);
    (isClosed ? closed : open).add(entry);
  }
  return (problem) =>
    [...open.candidates(problem), ...closed.candidates(problem)]
      .filter(holdsBack)
      .map(({ id, score, reasons }) => ({ kind: kinds.get(id) ?? 'finding', id, score, reason: reasons[0] ?? '' }));
}
