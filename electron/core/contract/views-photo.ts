import type { PhotoRole } from '../domain/case/case-events.ts';
import type { PhotoDoubt } from '../domain/photo/truth-checks.ts';

/** A finding that a photo may go to. */
export interface PhotoTargetView {
  readonly id: string;
  /** 线索编号 */
  readonly number: string;
  /** Chinese: day, place and what it is, to tell it by. */
  readonly about: string;
  /** Excel row that it came from, in the batch asked about. */
  readonly row: number | null;
}

/** One photo of a folder or zip and where it would go. */
export interface MatchedPhoto {
  readonly key: string;
  /** File name, with its folders. */
  readonly path: string;
  readonly bytes: number;
  readonly takenAt: string | null;
  /** WGS84. */
  readonly lon: number | null;
  readonly lat: number | null;
  readonly role: PhotoRole;
  readonly target: PhotoTargetView | null;
  /** Equally good ones, for a person to choose from. */
  readonly candidates: readonly PhotoTargetView[];
  /** Chinese: why there, or why nowhere. */
  readonly reason: string;
  /** Hangs there already: nothing is to be done. */
  readonly known: boolean;
  readonly doubts: readonly PhotoDoubt[];
}

/** Where the photos of a folder or zip would go; nothing is attached yet. */
export interface PhotoPlanView {
  /** Names the plan when it is carried out; kept until the program ends. */
  readonly plan: string;
  readonly photos: readonly MatchedPhoto[];
  readonly counts: {
    readonly found: number;
    readonly matched: number;
    readonly ambiguous: number;
    readonly unplaced: number;
  };
  /** Files that are no photos, left out. */
  readonly others: readonly string[];
}

/** What became of the photos of a plan. */
export interface PhotoAttachView {
  readonly attached: number;
  readonly known: number;
  /** Those that could not be attached, each with its reason. */
  readonly left: readonly { readonly path: string; readonly reason: string }[];
}
