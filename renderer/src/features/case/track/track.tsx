import { useMemo } from 'react';
import type { CaseTrack } from '#core/contract/views-case.ts';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import { drawTrack, type Lane, type TrackEdge, type TrackNode } from './layout.ts';

interface TrackProps {
  readonly track: CaseTrack;
  readonly record: Pick<CaseRecord, 'state' | 'facts'>;
}

/** The statechart of the case, drawn from the machine: where it stands, where it was, where it may go. */
export function Track({ track, record }: TrackProps) {
  const drawing = useMemo(() => drawTrack(track, record.state), [track, record.state]);
  const { width, height, nodes, edges, lanes, told } = drawing;
  return (
    <figure className="case-track" aria-label="办理流程图">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={told.at(-1) ?? '尚无办理经过'}>
        <defs>
          {(['plain', 'taken'] as const).map((look) => (
            <marker
              key={look}
              id={`case-arrow-${look}`}
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerWidth="7"
              markerHeight="7"
              orient="auto"
            >
              <path d="M 0 1 L 7 4 L 0 7 z" className={`case-arrowhead-${look}`} />
            </marker>
          ))}
        </defs>
        {edges.map((edge) => (
          <Edge key={edge.key} edge={edge} />
        ))}
        {nodes.map((node) => (
          <Node key={node.key} node={node} round={record.facts.round} />
        ))}
      </svg>
      <div className="case-lanes">
        {lanes.map((lane) => (
          <LaneLine key={lane.region} lane={lane} />
        ))}
      </div>
      <ol className="visually-hidden" aria-label="办理经过的状态">
        {told.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ol>
    </figure>
  );
}

function Edge({ edge }: { readonly edge: TrackEdge }) {
  const { kind, path, title, taken, possible, at } = edge;
  const look = taken > 0 ? 'taken' : possible ? 'plain' : 'never';
  return (
    <g className={`case-edge case-edge-${look} case-edge-${kind}`}>
      <title>{title}</title>
      {/* A wider invisible line, so that the title is found by the mouse. */}
      <path d={path} className="case-edge-hit" />
      <path d={path} className="case-edge-line" markerEnd={`url(#case-arrow-${taken > 0 ? 'taken' : 'plain'})`} />
      {kind === 'back' && taken > 0 && (
        <text x={at.x} y={at.y} textAnchor="middle">
          退回 {taken} 次
        </text>
      )}
    </g>
  );
}

const WORDS = { been: '已经过', here: '现在这里', ahead: '尚未到', never: '本案不经' } as const;

function Node({ node, round }: { readonly node: TrackNode; readonly round: number }) {
  const { label, standing, since, times, within, x, y, width, height } = node;
  const second =
    standing === 'never'
      ? '本案不经'
      : standing === 'here' && round > 1
        ? `${since?.slice(5)} 第 ${round} 轮`
        : (since ?? '');
  return (
    <g className={`case-node case-node-${standing}`}>
      <title>{`${label}：${WORDS[standing]}${times > 1 ? `，进入 ${times} 次` : ''}`}</title>
      <rect x={x} y={y} width={width} height={height} rx={4} />
      <text
        x={x + width / 2}
        y={y + (second === '' && within === null ? 27 : 18)}
        textAnchor="middle"
        className="case-node-label"
      >
        {standing === 'here' ? `▸ ${label}` : label}
      </text>
      <text x={x + width / 2} y={y + 35} textAnchor="middle" className="case-node-date">
        {within === null ? second : '阶段性办结'}
      </text>
    </g>
  );
}

function LaneLine({ lane }: { readonly lane: Lane }) {
  return (
    <div className="case-lane" title={lane.title}>
      <span className="case-lane-label">{lane.label}</span>
      {lane.stations.map(({ name, label, standing, since }) => (
        <span
          key={name}
          className={`case-station case-station-${standing}`}
          {...(standing === 'here' ? { 'aria-current': 'step' as const } : {})}
        >
          {label}
          {standing === 'here' && since !== null && <small> {since}</small>}
        </span>
      ))}
    </div>
  );
}
