import type { CaseTrack } from '#core/contract/views-case.ts';
import type { HandlingState } from '#core/domain/case/case-state.ts';

/** A place on the line: a state, or a group of states (整改中 and its 阶段性办结). */
export interface Place {
  readonly key: string;
  readonly label: string;
  /** States as `CaseState` has them. */
  readonly names: readonly string[];
}

const END = 'closed' satisfies HandlingState;

/** Every place of the region 办理, in the order of a case's life. */
export function places({ states }: Pick<CaseTrack, 'states'>): readonly Place[] {
  const found = new Map<string, Place>();
  for (const { region, name, group, label } of states) {
    if (region !== 'handling') continue;
    const key = group ?? name;
    const known = found.get(key);
    found.set(key, { key, label: known?.label ?? label, names: [...(known?.names ?? []), name] });
  }
  return [...found.values()];
}

/**
 * The places on the way from the first state to 已销号: those that arrows lead through in the order of a case's life.
 * What only comes back (挂账) or ends otherwise (撤案) is beside it.
 */
export function mainLine(track: Pick<CaseTrack, 'states' | 'arrows'>): readonly Place[] {
  const all = places(track);
  const indexOf = (name: string) => all.findIndex(({ names }) => names.includes(name));
  const forward = track.arrows
    .filter(({ region }) => region === 'handling')
    .map(({ from, to }) => [indexOf(from), indexOf(to)] as const)
    .filter(([from, to]) => from < to);
  const first = indexOf(track.states.find(({ region, initial }) => region === 'handling' && initial)?.name ?? '');
  const ahead = reach(first, forward);
  const behind = reach(
    indexOf(END),
    forward.map(([from, to]) => [to, from] as const),
  );
  return all.filter((_, index) => ahead.has(index) && behind.has(index));
}

function reach(start: number, arrows: readonly (readonly [number, number])[]): ReadonlySet<number> {
  const found = new Set([start]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const [from, to] of arrows) {
      if (!found.has(from) || found.has(to)) continue;
      found.add(to);
      grown = true;
    }
  }
  return found;
}
