import type { RectificationType } from '../case/case-record.ts';
import type { CasePolicy, PolicyTerm } from '../case/case-state.ts';
import type { Term } from '../deadline/terms.ts';
import type { ProblemCategory, Severity } from '../finding/problem.ts';
import { readSource } from '../finding/vocabulary.ts';
import type { BookTerm, PolicyBook, PolicyCondition } from './policy-book.ts';

/** What the policy of a case depends on, at filing. */
export interface PolicyInput {
  /** 问题来源, official or the bureau's own word. */
  readonly source: string;
  readonly severity: Severity;
  readonly category: ProblemCategory;
  /** 整改类型; 限期整改 when not given. */
  readonly rectificationType?: RectificationType;
  /** 反弹: the limit is shortened (`domain.md` 3.7). */
  readonly rebound?: boolean;
  /** 紧急情形, for the sources that have a shorter limit (检察建议). */
  readonly urgent?: boolean;
  /** The limit written on the slip (工单、交办函); goes before every default. */
  readonly slipTerm?: Term;
}

/**
 * The rules a new case is opened under, made from the policy book; carried by the first event of the case, so that a
 * later change of the book leaves it alone. Terms and their bases: `domain.md` 3.2.
 */
export function defaultPolicy(book: PolicyBook, input: PolicyInput): CasePolicy {
  const source = readSource(input.source)?.source ?? input.source;
  const rectification = rectificationTerm(book, input);
  const { terms, extension } = book;
  return {
    version: book.version,
    noticeRequired: book.noticeRequired.some((condition) => holds(condition, source, input)),
    filingRequired: book.filingRequired.some((condition) => holds(condition, source, input)),
    extensionLevels: extension.levels[input.severity],
    maxExtensions: extension.maxExtensions,
    maxExtensionAmount: rectification.unit === 'hour' ? 0 : extension.maxExtensionAmount[rectification.unit],
    terms: {
      receipt: policyTerm(terms.receipt),
      rectification: policyTerm(rectification),
      review: policyTerm(terms.review),
      notice: policyTerm(terms.notice),
      external: externalTerm(book, source, input),
      referralDecision: policyTerm(terms.referralDecision),
      referralDelivery: policyTerm(terms.referralDelivery),
      referralReply: policyTerm(terms.referralReply),
    },
  };
}

function rectificationTerm(book: PolicyBook, input: PolicyInput): BookTerm {
  const { rectification } = book.terms;
  const type = input.rectificationType ?? 'timeLimited';
  if (type !== 'timeLimited') return rectification[type];
  return (input.rebound ? rectification.rebound : rectification.timeLimited)[input.severity];
}

function externalTerm(book: PolicyBook, source: string, input: PolicyInput): PolicyTerm | null {
  if (input.slipTerm) return { ...bare(input.slipTerm), basis: book.slipBasis };
  const own = book.external.filter((entry) => entry.sources.includes(source));
  const chosen = own.find((entry) => entry.urgent === (input.urgent ?? false)) ?? own.find((entry) => !entry.urgent);
  return chosen ? policyTerm(chosen.term) : null;
}

function holds(condition: PolicyCondition, source: string, input: PolicyInput): boolean {
  const { sources, severities, categories } = condition;
  return (
    (sources.length === 0 || sources.includes(source)) &&
    (severities.length === 0 || severities.includes(input.severity)) &&
    (categories.length === 0 || categories.includes(input.category))
  );
}

/** The note stays in the book: the log keeps what counts, not the explanation. */
function policyTerm(term: BookTerm): PolicyTerm {
  return { ...bare(term), basis: term.basis };
}

function bare({ amount, unit, start, endRoll }: Term): Term {
  return { amount, unit, start, endRoll };
}
