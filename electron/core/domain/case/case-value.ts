import type { StateValue } from 'xstate';
import { type CaseRegion, STATE_LABELS } from './case-labels.ts';
import type { CaseState, HandlingState } from './case-state.ts';

/** Where every case begins: 待交办, nothing else going on. */
export const INITIAL_CASE_STATE: CaseState = {
  handling: 'pendingAssignment',
  clock: 'running',
  extension: 'none',
  supervision: 'none',
  referral: 'none',
};

/**
 * The compact state as the machine's state value.
 * The machine groups all handling states short of 已销号 and 已撤案 under `open`; that grouping is not stored.
 */
export function toMachineValue(state: CaseState): StateValue {
  const { handling, clock, extension, supervision, referral } = state;
  return { handling: handlingValue(handling), clock, extension, supervision, referral };
}

/** The machine's state value in compact form. Throws on a value that is not one of the case machine. */
export function toCaseState(value: StateValue): CaseState {
  if (typeof value === 'string') throw new Error(`not a state value of the case machine: ${value}`);
  return {
    handling: known('handling', leafPath(value['handling']).replace(/^open\./, '')),
    clock: known('clock', leafPath(value['clock'])),
    extension: known('extension', leafPath(value['extension'])),
    supervision: known('supervision', leafPath(value['supervision'])),
    referral: known('referral', leafPath(value['referral'])),
  };
}

/** All states of a region, in the order of their labels. */
export function statesOf<R extends CaseRegion>(region: R): readonly CaseState[R][] {
  return Object.keys(STATE_LABELS[region]).filter((name) => isState(region, name));
}

function handlingValue(handling: HandlingState): StateValue {
  if (handling === 'closed' || handling === 'withdrawn') return handling;
  if (handling === 'rectifying.active') return { open: { rectifying: 'active' } };
  if (handling === 'rectifying.staged') return { open: { rectifying: 'staged' } };
  return { open: handling };
}

function leafPath(value: StateValue | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return value;
  return Object.entries(value)
    .map(([name, inner]) => `${name}.${leafPath(inner)}`)
    .join('+');
}

function isState<R extends CaseRegion>(region: R, name: string): name is CaseState[R] {
  return Object.hasOwn(STATE_LABELS[region], name);
}

function known<R extends CaseRegion>(region: R, name: string): CaseState[R] {
  if (!isState(region, name)) throw new Error(`unknown state of region ${region}: ${name}`);
  return name;
}

type Index = Readonly<Record<string, number>>;

const HANDLING = indexOf('handling');
const CLOCK = indexOf('clock');
const EXTENSION = indexOf('extension');
const SUPERVISION = indexOf('supervision');
const REFERRAL = indexOf('referral');

function indexOf(region: CaseRegion): Index {
  return Object.fromEntries(statesOf(region).map((name, index) => [name, index]));
}

/** Number of a state, 0 to 1,979, unique over all combinations. Throws on a state the machine does not know. */
export function stateIndex(state: CaseState): number {
  const handling = HANDLING[state.handling] ?? Number.NaN;
  const clock = CLOCK[state.clock] ?? Number.NaN;
  const extension = EXTENSION[state.extension] ?? Number.NaN;
  const supervision = SUPERVISION[state.supervision] ?? Number.NaN;
  const referral = REFERRAL[state.referral] ?? Number.NaN;
  const index = (((handling * 2 + clock) * 3 + extension) * 5 + supervision) * 6 + referral;
  if (Number.isNaN(index)) throw new Error(`unknown case state: ${JSON.stringify(state)}`);
  return index;
}
