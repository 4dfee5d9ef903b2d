import { useState } from 'react';
import type { Saved } from '#core/contract/views.ts';
import type { RecordLink } from '#core/contract/views-finding.ts';
import { asError } from '../../../api/as-error.ts';
import { ask } from '../../../api/ask.ts';
import type { ProblemInput } from '../draft/read-draft.ts';
import { attachPhotos, type PendingPhoto } from './use-pending-photos.ts';
import { isComparable } from './use-register.ts';

/** What is registered at once: the problem, its photos, and what was decided about the records nearby. */
export interface Registration {
  readonly problem: ProblemInput;
  readonly photos: readonly PendingPhoto[];
  readonly distinct: readonly string[];
  readonly mergeInto: RecordLink | null;
}

/** A finding that was registered on this page. `troubles`: Chinese, what of it did not work. */
export interface Registered extends Saved {
  readonly mergedInto: RecordLink | null;
  readonly photos: number;
  readonly troubles: readonly string[];
}

/** Registers, adds the photos, merges; the number stands even where a photo could not be added. */
export async function register({ problem, photos, distinct, mergeInto }: Registration): Promise<Registered> {
  const saved = await ask('finding.register', { problem, distinctFrom: [...distinct] });
  const { rev, failed } = await attachPhotos(saved, photos);
  const troubles = failed.map((what) => `照片没有加上：${what}`);
  const result = { ...saved, rev, photos: photos.length - failed.length };
  if (mergeInto === null) return { ...result, mergedInto: null, troubles };
  try {
    const target = { kind: mergeInto.kind, id: mergeInto.id };
    const reason = `登记时比对，与 ${mergeInto.number} 为同一问题`;
    const merged = await ask('finding.act', { id: saved.id, rev, act: { type: 'finding.merged', target, reason } });
    return { ...result, ...merged, mergedInto: mergeInto, troubles };
  } catch (fault) {
    const why = asError(fault).message;
    return { ...result, mergedInto: null, troubles: [...troubles, `没有合并：${why}`] };
  }
}

/** Keys of the records nearby that nobody has judged yet, by a fresh look; a rebound is judged when the case is filed. */
export async function undecided({ problem, distinct, mergeInto }: Registration): Promise<readonly string[]> {
  if (mergeInto !== null || !isComparable(problem)) return [];
  const near = await ask('finding.duplicates', { problem });
  return near
    .filter(({ record, reboundOf }) => reboundOf === null && !distinct.includes(record.id))
    .map(({ record }) => record.id);
}

/** Saving as the page goes through it. */
export interface Saving {
  readonly busy: boolean;
  readonly error: Error | null;
  /** Records that were undecided when saving was tried; a second try registers all the same. */
  readonly warnedOf: readonly string[];
  /** Registers, or stops at records nearby that were not judged; null when it stopped. */
  save(registration: Registration): Promise<Registered | null>;
  reset(): void;
}

/** Saves a registration. */
export function useSaving(): Saving {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const [warnedOf, setWarnedOf] = useState<readonly string[]>([]);

  async function save(registration: Registration): Promise<Registered | null> {
    if (busy) return null;
    setBusy(true);
    setError(null);
    try {
      const open = await undecided(registration);
      if (open.some((id) => !warnedOf.includes(id))) {
        setWarnedOf(open);
        return null;
      }
      const registered = await register(registration);
      setWarnedOf([]);
      return registered;
    } catch (fault) {
      setError(asError(fault));
      return null;
    } finally {
      setBusy(false);
    }
  }

  return {
    busy,
    error,
    warnedOf,
    save,
    reset() {
      setError(null);
      setWarnedOf([]);
    },
  };
}
