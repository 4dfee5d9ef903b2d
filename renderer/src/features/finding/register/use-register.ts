import { useMemo } from 'react';
import type { InputOf } from '#core/contract/routes.ts';
import type { District } from '#core/domain/place/towns.ts';
import type { Severity } from '#core/domain/finding/problem.ts';
import { checkSeverityChoice } from '#core/domain/finding/severity.ts';
import type { DuplicateView, SeverityProposalView } from '#core/contract/views-finding.ts';
import { useAsk } from '../../../api/ask.ts';
import { useDebounced } from '../../../ui/use-debounced.ts';
import type { DraftField, FindingDraft } from '../draft/finding-draft.ts';
import { type DraftReading, type ProblemInput, readDraft } from '../draft/read-draft.ts';

const MOMENT_MS = 250;
const NOBODY: readonly DuplicateView[] = [];
/** Asked while the class is not told; never sent. */
const NO_CLASS: InputOf<'finding.proposeSeverity'> = {
  category: 'other',
  item: null,
  quantity: null,
  zones: [],
  source: '',
  foundOn: '2000-01-01',
};

const NO_PROBLEM = {} as ProblemInput;

/** A draft as read, with what the rules propose and the whole problem to save. */
export interface GradedReading extends DraftReading {
  readonly proposal: SeverityProposalView | null;
  /** As chosen, else as proposed; null: nobody has told. */
  readonly severity: Severity | null;
}

/** Reads a draft and asks the rules for the severity that they propose. */
export function useGraded(draft: FindingDraft, district: District, today: string): GradedReading {
  const reading = useMemo(() => readDraft(draft, { district, today }), [draft, district, today]);
  const { problem } = reading;
  const facts = useDebounced(problem === null ? null : gradedFacts(problem), MOMENT_MS);
  const asked = useAsk('finding.proposeSeverity', facts ?? NO_CLASS, { enabled: facts !== null, keep: true });
  const proposal = problem === null ? null : (asked.data ?? null);
  const severity = draft.severity ?? proposal?.level ?? null;
  const faults: Partial<Record<DraftField, string>> = { ...reading.faults };
  if (problem !== null && severity === null) faults.severity = '规则没有建议，请选择严重程度';
  if (severity !== null) {
    const choice = checkSeverityChoice(proposal?.level ?? null, severity, draft.severityReason);
    if (!choice.ok) faults.severityReason = choice.error.message;
  }
  return {
    ...reading,
    faults,
    proposal,
    severity,
    problem: problem === null ? null : { ...problem, severity: severity ?? 'general' },
  };
}

/** Whether there is enough to compare: a point, a town or an external number. */
export function isComparable(problem: ProblemInput): boolean {
  return problem.lon !== null || problem.townCode !== null || problem.externalNumbers.length > 0;
}

/** Records near a problem, and why there are none where they could not be asked for. */
export interface Near {
  readonly near: readonly DuplicateView[];
  readonly error: Error | null;
}

/** Records near the problem that is being typed; none before there is a class and a place to compare. */
export function useNear(problem: ProblemInput | null): Near {
  const compared = useDebounced(problem !== null && isComparable(problem) ? problem : null, MOMENT_MS);
  const asked = useAsk(
    'finding.duplicates',
    { problem: compared ?? NO_PROBLEM },
    { enabled: compared !== null, keep: true },
  );
  return compared === null ? { near: NOBODY, error: null } : { near: asked.data ?? NOBODY, error: asked.error };
}

function gradedFacts({ category, item, quantity, zones, source, foundOn }: ProblemInput) {
  return { category, item, quantity, zones, source, foundOn };
}
