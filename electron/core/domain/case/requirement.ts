import type { CivilDate } from '../deadline/terms.ts';

/** Who acts, and the business date the act counts from: all that is known of an act before its form is filled in. */
export interface Act {
  readonly actor: string;
  readonly on: CivilDate;
}

/**
 * A requirement known before the form is filled in.
 * `state`: where the case must stand (refused as `TRANSITION_NOT_ALLOWED`); `fact`: what must have happened.
 */
export interface StandingRequirement<Facts, State> {
  /** Unique within its event. */
  readonly name: string;
  readonly kind: 'state' | 'fact';
  holds(facts: Facts, state: State, act: Act): boolean;
  /** Chinese: what is missing. Asked for only when it does not hold. */
  reason(facts: Facts, state: State, act: Act): string;
}

/** A requirement on what the user fills in. */
export interface InputRequirement<Facts, State, Event> {
  readonly name: string;
  readonly kind: 'input';
  holds(facts: Facts, state: State, event: Event): boolean;
  reason(facts: Facts, state: State, event: Event): string;
}

/** One named predicate of a guard together with the Chinese text of its refusal. */
export type Requirement<Facts, State, Event> =
  | StandingRequirement<Facts, State>
  | InputRequirement<Facts, State, Event>;

/** All guards of a machine, by event: the machine asks `holds`, the explanation asks `reason` of the same entry. */
export type RequirementTable<Facts, State, Event extends { readonly type: string }> = {
  readonly [T in Event['type']]: readonly Requirement<Facts, State, Extract<Event, { readonly type: T }>>[];
};

/** Requires a text that says something; outer blanks do not count. `what`: its Chinese name. */
export function requireText<K extends string>(
  field: K,
  what: string,
): InputRequirement<unknown, unknown, { readonly [P in K]: string }> {
  return {
    name: `text:${field}`,
    kind: 'input',
    holds: (_facts, _state, event) => event[field].trim() !== '',
    reason: () => `还缺${what}`,
  };
}

/** Whether every requirement of the list holds. */
export function allHold<Facts, State, Event extends Act>(
  list: readonly Requirement<Facts, State, Event>[],
  facts: Facts,
  state: State,
  event: Event,
): boolean {
  for (const requirement of list) if (!requirement.holds(facts, state, event)) return false;
  return true;
}

/** Bit set of the requirements that fail, bit i for entry i; 0 when all hold. */
export function failingBits<Facts, State, Event extends Act>(
  list: readonly Requirement<Facts, State, Event>[],
  facts: Facts,
  state: State,
  event: Event,
): number {
  let bits = 0;
  for (let i = 0; i < list.length; i++) if (list[i]?.holds(facts, state, event) === false) bits |= 1 << i;
  return bits;
}
