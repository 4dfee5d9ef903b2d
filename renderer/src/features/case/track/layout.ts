import type { CaseTrack } from '#core/contract/views-case.ts';
import type { StateVisit } from '#core/domain/case/case-visits.ts';
import { CASE_EVENT_LABELS, type CaseRegion, REGION_LABELS } from '#core/domain/case/case-labels.ts';
import type { CaseState } from '#core/domain/case/case-state.ts';
import type { CivilDate } from '#core/domain/deadline/terms.ts';
import { mainLine, type Place, places } from './main-line.ts';

/** How a place stands to the case: it was there, it is there, it may come there, this case never does. */
export type Standing = 'been' | 'here' | 'ahead' | 'never';

/** A place as drawn; pixels of the drawing. */
export interface TrackNode {
  readonly key: string;
  readonly label: string;
  readonly standing: Standing;
  /** Day it was entered last, null when never. */
  readonly since: CivilDate | null;
  /** How often it was entered. */
  readonly times: number;
  /** A sub-state where the case stands (阶段性办结), null otherwise. */
  readonly within: string | null;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** An arrow as drawn: all events that lead from one place to another. */
export interface TrackEdge {
  readonly key: string;
  /** `next` to the place after it, `skip` over some, `back` to an earlier one, `side` to or from a place beside the line. */
  readonly kind: 'next' | 'skip' | 'back' | 'side';
  readonly path: string;
  /** Chinese: the events, from where to where, how often taken. */
  readonly title: string;
  readonly taken: number;
  readonly possible: boolean;
  /** Where a count is written. */
  readonly at: { readonly x: number; readonly y: number };
}

/** A parallel region (计时, 延期, 督办, 移送) as a thin lane. */
export interface Lane {
  readonly region: CaseRegion;
  readonly label: string;
  readonly stations: readonly {
    readonly name: string;
    readonly label: string;
    readonly standing: Standing;
    readonly since: CivilDate | null;
  }[];
  /** Chinese: every arrow of the region, for those who want the whole chart. */
  readonly title: string;
}

/** The whole drawing. */
export interface TrackDrawing {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly TrackNode[];
  readonly edges: readonly TrackEdge[];
  readonly lanes: readonly Lane[];
  /** Chinese: where it stands and how it came there, one line a stay. */
  readonly told: readonly string[];
}

const WIDTH = 960;
const NODE = { width: 92, height: 44 };
const LINE_Y = 66;
const SIDE_Y = 148;
const LANES: readonly CaseRegion[] = ['clock', 'extension', 'supervision', 'referral'];

/** Lays the statechart of a case out: the main line from left to right, branches under it, lanes for the rest. Pure. */
export function drawTrack(track: CaseTrack, state: CaseState): TrackDrawing {
  const line = mainLine(track);
  const visits = track.visits.filter(({ region }) => region === 'handling');
  const nodes = nodesOf(track, line, visits, state);
  return {
    width: WIDTH,
    height: SIDE_Y + NODE.height + 8,
    nodes,
    edges: edgesOf(track, line, nodes, visits),
    lanes: LANES.map((region) => laneOf(track, region, state)),
    told: visits.map((visit) => toldOf(track, visit)),
  };
}

function nodesOf(
  track: CaseTrack,
  line: readonly Place[],
  visits: readonly StateVisit[],
  state: CaseState,
): readonly TrackNode[] {
  const step = (WIDTH - NODE.width - 4) / Math.max(line.length - 1, 1);
  const beside = places(track).filter(({ key }) => !line.some((place) => place.key === key));
  const xOfLine = (index: number) => 2 + index * step;
  const place = (one: Place, x: number, y: number) => nodeOf(track, one, visits, state, x, y);
  return [
    ...line.map((one, index) => place(one, xOfLine(index), LINE_Y)),
    // Under the place that it comes from; where it comes from everywhere, at the end.
    ...beside.map((one) => {
      const from = sourcesOf(track, one, line);
      const index =
        from.length > 2
          ? line.length - 1
          : Math.max(
              line.findIndex(({ key }) => key === from[0]?.key),
              0,
            );
      return place(one, xOfLine(index), SIDE_Y);
    }),
  ];
}

function sourcesOf(track: CaseTrack, place: Place, line: readonly Place[]): readonly Place[] {
  return line.filter(({ names }) =>
    track.arrows.some(
      ({ region, from, to }) => region === 'handling' && names.includes(from) && place.names.includes(to),
    ),
  );
}

function nodeOf(
  track: CaseTrack,
  { key, label, names }: Place,
  visits: readonly StateVisit[],
  state: CaseState,
  x: number,
  y: number,
): TrackNode {
  const own = visits.filter((visit) => names.includes(visit.state));
  const entered = own.filter((visit) => !comesFromWithin(visits, visit, names));
  const here = names.includes(state.handling);
  const reachable = track.arrows.some(
    ({ region, to, from, possible }) =>
      region === 'handling' && possible && names.includes(to) && !names.includes(from),
  );
  const initial = track.states.some(
    ({ region, name, initial: first }) => region === 'handling' && first && names.includes(name),
  );
  const within =
    here && state.handling !== names[0]
      ? (track.states.find(({ name }) => name === state.handling)?.label ?? null)
      : null;
  return {
    key,
    label,
    standing: here ? 'here' : entered.length > 0 ? 'been' : reachable || initial ? 'ahead' : 'never',
    since: entered.at(-1)?.enteredOn ?? null,
    times: entered.length,
    within,
    x,
    y,
    ...NODE,
  };
}

/** A step between the sub-states of one place is no new stay there. */
function comesFromWithin(visits: readonly StateVisit[], visit: StateVisit, names: readonly string[]): boolean {
  const before = visits[visits.indexOf(visit) - 1];
  return before !== undefined && names.includes(before.state);
}

function edgesOf(
  track: CaseTrack,
  line: readonly Place[],
  nodes: readonly TrackNode[],
  visits: readonly StateVisit[],
): readonly TrackEdge[] {
  const all = places(track);
  const placeOf = (name: string) => all.find(({ names }) => names.includes(name));
  const found = new Map<string, { from: Place; to: Place; events: Set<string>; possible: boolean }>();
  for (const { region, from, to, event, possible } of track.arrows) {
    const [source, target] = [placeOf(from), placeOf(to)];
    if (region !== 'handling' || source === undefined || target === undefined || source === target) continue;
    const key = `${source.key} ${target.key}`;
    const edge = found.get(key) ?? { from: source, to: target, events: new Set<string>(), possible: false };
    edge.events.add(CASE_EVENT_LABELS[event]);
    found.set(key, { ...edge, possible: edge.possible || possible });
  }
  return [...found].flatMap(([key, { from, to, events, possible }]) => {
    const [source, target] = [nodes.find((node) => node.key === from.key), nodes.find((node) => node.key === to.key)];
    if (source === undefined || target === undefined) return [];
    const taken = timesTaken(visits, from.names, to.names);
    const words = `${from.label} → ${to.label}：${[...events].join('、')}`;
    const title = `${words}${taken > 0 ? `（${taken} 次）` : possible ? '' : '（本案不经）'}`;
    return { key, title, taken, possible, ...pathOf(source, target, line) };
  });
}

function timesTaken(visits: readonly StateVisit[], from: readonly string[], to: readonly string[]): number {
  return visits.filter((visit, index) => to.includes(visit.state) && from.includes(visits[index - 1]?.state ?? ''))
    .length;
}

type Shape = Pick<TrackEdge, 'kind' | 'path' | 'at'>;

function pathOf(from: TrackNode, to: TrackNode, line: readonly Place[]): Shape {
  const [a, b] = [from, to].map(({ key }) => line.findIndex((place) => place.key === key)) as [number, number];
  if (a === -1 || b === -1) return sidePath(from, to);
  if (b === a + 1) return nextPath(from, to);
  return b > a ? skipPath(from, to, b - a) : backPath(from, to, a - b);
}

function nextPath(from: TrackNode, to: TrackNode): Shape {
  const y = middle(from).y;
  const [start, end] = [from.x + from.width, to.x];
  return { kind: 'next', path: `M ${start} ${y} H ${end}`, at: { x: (start + end) / 2, y: y - 4 } };
}

/** Loops back run above the line, the longer the higher. */
function backPath(from: TrackNode, to: TrackNode, span: number): Shape {
  const top = LINE_Y - 12 - span * 9;
  const [x1, x2] = [middle(from).x - 8, middle(to).x + 8];
  return {
    kind: 'back',
    path: `M ${x1} ${LINE_Y} C ${x1} ${top} ${x1} ${top} ${x1 - 16} ${top} H ${x2 + 16} C ${x2} ${top} ${x2} ${top} ${x2} ${LINE_Y}`,
    at: { x: (x1 + x2) / 2, y: top - 3 },
  };
}

/** Ways past a place run under the line. */
function skipPath(from: TrackNode, to: TrackNode, span: number): Shape {
  const under = LINE_Y + NODE.height;
  const low = under + 6 + span * 5;
  const [x1, x2] = [middle(from).x + 10, middle(to).x - 10];
  return {
    kind: 'skip',
    path: `M ${x1} ${under} C ${x1} ${low} ${x1} ${low} ${x1 + 12} ${low} H ${x2 - 12} C ${x2} ${low} ${x2} ${low} ${x2} ${under}`,
    at: { x: (x1 + x2) / 2, y: low + 11 },
  };
}

/** To a place beside the line and back: straight down, or along a common rail when it lies elsewhere. */
function sidePath(from: TrackNode, to: TrackNode): Shape {
  const down = from.y < to.y;
  if (from.y === to.y) {
    const y = middle(from).y;
    return {
      kind: 'side',
      path: `M ${from.x + from.width} ${y} H ${to.x}`,
      at: { x: from.x + from.width + 30, y: y - 4 },
    };
  }
  const [upper, lower] = down ? [from, to] : [to, from];
  const shift = down ? -10 : 10;
  const x = middle(upper).x + shift;
  const [y1, y2] = [upper.y + upper.height, lower.y];
  if (Math.abs(middle(upper).x - middle(lower).x) < 1) {
    const path = down ? `M ${x} ${y1} V ${y2}` : `M ${x} ${y2} V ${y1}`;
    return { kind: 'side', path, at: { x: x + (down ? -14 : 14), y: (y1 + y2) / 2 + 4 } };
  }
  const rail = SIDE_Y - 10;
  const end = middle(lower).x;
  return { kind: 'side', path: `M ${x} ${y1} V ${rail} H ${end} V ${y2}`, at: { x: end - 14, y: y2 - 3 } };
}

function middle({ x, y, width, height }: TrackNode): { readonly x: number; readonly y: number } {
  return { x: x + width / 2, y: y + height / 2 };
}

function laneOf(track: CaseTrack, region: CaseRegion, state: CaseState): Lane {
  const own = track.states.filter((one) => one.region === region);
  const visits = track.visits.filter((visit) => visit.region === region);
  const labels = new Map(own.map(({ name, label }) => [name, label]));
  const arrows = track.arrows.filter((arrow) => arrow.region === region);
  return {
    region,
    label: REGION_LABELS[region],
    stations: own.map(({ name, label }) => {
      const last = visits.findLast((visit) => visit.state === name);
      return {
        name,
        label,
        standing: state[region] === name ? 'here' : last === undefined ? 'ahead' : 'been',
        since: last?.enteredOn ?? null,
      };
    }),
    title: arrows
      .map(({ from, to, event }) => `${labels.get(from)} → ${labels.get(to)}：${CASE_EVENT_LABELS[event]}`)
      .join('\n'),
  };
}

function toldOf(track: CaseTrack, { state, enteredOn, leftOn, by, round }: StateVisit): string {
  const label = track.states.find(({ region, name }) => region === 'handling' && name === state)?.label ?? state;
  const until = leftOn === null ? '至今' : `至 ${leftOn}`;
  return `${label}：${enteredOn} ${until}，由「${CASE_EVENT_LABELS[by]}」进入，第 ${round} 轮`;
}
