import type { PhotoDoubt } from '../domain/photo/truth-checks.ts';
import type { ChartArrow, ChartState } from '../domain/case/case-chart.ts';
import type { PhotoRole } from '../domain/case/case-events.ts';
import type { StateVisit } from '../domain/case/case-visits.ts';
import type { CivilDate } from '../domain/deadline/terms.ts';
import type { RecordLink } from './views-finding.ts';

/** The statechart of a case and its way through it. */
export interface CaseTrack {
  readonly states: readonly ChartState[];
  /** `possible` false: this case never takes it, because its policy needs no 公示 or 备案. */
  readonly arrows: readonly (ChartArrow & { readonly possible: boolean })[];
  readonly visits: readonly StateVisit[];
}

/** A linked finding with what tells it apart. */
export type LinkedFinding = Extract<RecordLink, { kind: 'finding' }> & {
  readonly description: string;
  readonly source: string;
  readonly foundOn: CivilDate;
};

/** The records that hang together with a case. */
export interface CaseLinks {
  /** Findings it was filed from (来源线索). */
  readonly findings: readonly LinkedFinding[];
  /** Findings merged into it, or into one of its findings (重复). */
  readonly merged: readonly LinkedFinding[];
  /** 原案, when it is a rebound (反弹). */
  readonly reboundOf: RecordLink | null;
  /** 反弹新案 */
  readonly rebounds: readonly RecordLink[];
}

/** One photo with what is known of it. */
export interface PhotoDetails {
  readonly id: string;
  readonly role: PhotoRole;
  readonly fileName: string;
  /** Its address is `/photo/<sha256>`. */
  readonly sha256: string;
  readonly bytes: number;
  /** `YYYY-MM-DDTHH:mm:ss` as the camera wrote it, null when it wrote nothing. */
  readonly takenAt: string | null;
  /** WGS84 as the camera wrote it. */
  readonly lon: number | null;
  readonly lat: number | null;
  /** Metres from the place of the record; null when one of the two is not known. */
  readonly distanceMetres: number | null;
  /** What is odd about it (照片真实性提示); warnings only. */
  readonly doubts: readonly PhotoDoubt[];
  /** Instant of entry, ms UTC. */
  readonly addedAt: number;
  /** Where it hangs: the record itself or, for a case, one of its findings. */
  readonly owner: { readonly kind: 'finding' | 'case'; readonly id: string; readonly number: string };
}
