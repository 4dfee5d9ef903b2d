import type { CivilDate } from '../deadline/terms.ts';

/**
 * Kinds of thing that have a log of their own; `report`: a snapshot of figures; `log`: the log itself (its
 * restorations); `document`: a document that was made
 * (文书), `documentTemplate`: the bureau's own form of one (文书模板); `severityRules`: its own versions of the severity rules
 * (严重程度规则).
 */
export type AggregateKind =
  | 'finding'
  | 'case'
  | 'calendar'
  | 'importBatch'
  | 'export'
  | 'report'
  | 'log'
  | 'document'
  | 'documentTemplate'
  | 'severityRules';

/** One row of `event_log` before it is chained. */
export interface NewEvent {
  /** UUIDv7 */
  readonly id: string;
  readonly aggregate: AggregateKind;
  readonly aggregateId: string;
  /** `rev` of the aggregate after this event, from 1. */
  readonly rev: number;
  /** Past tense, dotted: `case.assigned`. */
  readonly type: string;
  /** The whole event as JSON text, `type`, `actor`, `actorName` and `on` left out (they have columns). */
  readonly payload: string;
  readonly actor: string;
  readonly actorName: string;
  /** Instant of entry, integer ms UTC. */
  readonly at: number;
  readonly businessDate: CivilDate;
  readonly machineVersion: number;
}

/** One row of `event_log`. Order on one device: `deviceSeq`, from 1, no gaps. */
export interface StoredEvent extends NewEvent {
  readonly device: string;
  readonly deviceSeq: number;
  /** Hex; 64 zeros for the first event of a device. */
  readonly prevHash: string;
  readonly hash: string;
}
