import type { DuplicateView, RecordLink } from '#core/contract/views-finding.ts';
import type { RowDecision, StagedRow } from '#core/contract/views-import.ts';

/** What a row may be the same as: a kept record, or another row of its sheet. */
export type Candidate =
  | { readonly kind: 'record'; readonly record: RecordLink; readonly view: DuplicateView | null }
  | { readonly kind: 'row'; readonly row: number };

/** What the row may be the same as, the one that was found first. */
export function candidatesOf(row: StagedRow, views: readonly DuplicateView[]): readonly Candidate[] {
  const records = views.map((view): Candidate => ({ kind: 'record', record: view.record, view }));
  const { existing, twinRow } = row;
  const isListed = existing === null || views.some(({ record }) => record.id === existing.id);
  const met: readonly Candidate[] = isListed ? [] : [{ kind: 'record', record: existing, view: null }];
  const twin: readonly Candidate[] = twinRow === null ? [] : [{ kind: 'row', row: twinRow }];
  return [...twin, ...met, ...records.toSorted((a, b) => Number(isMet(b, existing)) - Number(isMet(a, existing)))];
}

function isMet(candidate: Candidate, existing: RecordLink | null): boolean {
  return candidate.kind === 'record' && candidate.record.id === existing?.id;
}

/** A decision as a button: its words, what it does, and why it can't be taken of this candidate (null: it can). */
export interface DecisionChoice {
  readonly decision: RowDecision;
  readonly label: string;
  readonly effect: string;
  readonly refused: string | null;
}

/** The decisions in the order of their keys 1 to 4. */
export function choicesFor(candidate: Candidate | null): readonly DecisionChoice[] {
  const record = candidate?.kind === 'record' ? candidate.record : null;
  const reboundOf = candidate?.kind === 'record' ? (candidate.view?.reboundOf ?? null) : null;
  return [
    { decision: 'same', label: '同一问题，不写入', effect: '这一行不写入，以后不再问', refused: null },
    { decision: 'new', label: '不是重复，按新增', effect: '登记为新线索，两者记为不是重复', refused: null },
    {
      decision: 'update',
      label: '更新已登记的',
      effect: '用这一行的内容更新已登记的线索',
      refused: record?.kind === 'finding' ? null : '只有已登记的线索能按表更新',
    },
    {
      decision: 'rebound',
      label: '反弹，按新增',
      effect: '登记为新线索，注明是已销号案件的反弹',
      refused: reboundOf === null ? '只用于已销号的案件' : null,
    },
  ];
}

/** The record that a decision speaks of; undefined: none needed. */
export function recordFor(
  decision: RowDecision,
  candidate: Candidate | null,
): { readonly kind: 'finding' | 'case'; readonly id: string } | undefined {
  if (candidate?.kind !== 'record' || decision === 'new') return undefined;
  const { record, view } = candidate;
  if (decision === 'rebound' && view !== null && view.reboundOf !== null) return { kind: 'case', id: view.reboundOf };
  return { kind: record.kind, id: record.id };
}
