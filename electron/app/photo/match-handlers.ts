import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { MatchedPhoto, PhotoAttachView, PhotoPlanView } from '#core/contract/views-photo.ts';
import { checkRole } from '#core/domain/account/permissions.ts';
import type { EventBase } from '#core/domain/case/case-events.ts';
import { insertPhoto, photosBySha256, photosOf } from '#db/repositories/photos.ts';
import { by, businessDate, type Environment } from '../environment.ts';
import { findingAt } from '../finding/read-finding.ts';
import type { HandlersOf } from '../handlers.ts';
import { inLoggedTx, type LoggedTx } from '../log/log-writer.ts';
import { deny, need, type PhotoFacts, Refused } from '../ports.ts';
import { attachPhoto } from './attach-photo.ts';
import { gatherPhotos, type GatheredPhoto } from './gather-photos.ts';
import { keepOriginal, removeOriginal } from './keep-original.ts';
import { looksOf } from './looks.ts';
import { planPhotos } from './plan-photos.ts';

interface Plan {
  readonly folder: string;
  /** Import batch whose rows they were matched to; null: any finding. */
  readonly batchId: string | null;
  readonly photos: ReadonlyMap<string, GatheredPhoto>;
}

type MatchRoute = 'photo.match' | 'photo.attachMatched';

/** Use cases of photos that are matched to findings (照片归位): a plan to look at, then what was confirmed of it. */
export function matchHandlers(env: Environment): Pick<HandlersOf<'photo'>, MatchRoute> {
  const { connection, ports } = env;
  const plans = new Map<string, Plan>();
  return {
    'photo.match': async ({ batchId, files }, { actor, context }): Promise<PhotoPlanView> => {
      need(checkRole(actor.role, 'finding.photoAttached', '上传照片'));
      const plan = ports.newId();
      const folder = join(ports.folders.staging, `photos-${plan}`);
      mkdirSync(folder, { recursive: true });
      try {
        const control = { onProgress: context.onProgress ?? ignore, signal: context.signal };
        const gathered = await gatherPhotos(env, files, folder, control);
        const matched = planPhotos(env, batchId, gathered.photos);
        plans.set(plan, { folder, batchId, photos: new Map(gathered.photos.map((photo) => [photo.key, photo])) });
        return { plan, photos: matched, counts: countsOf(matched), others: gathered.others };
      } catch (error) {
        rmSync(folder, { recursive: true, force: true });
        throw error;
      }
    },
    'photo.attachMatched': ({ plan: id, photos, on }, { actor }): PhotoAttachView => {
      need(checkRole(actor.role, 'finding.photoAttached', '上传照片'));
      const base = by(actor, businessDate(ports, on));
      const plan = plans.get(id);
      if (plan === undefined) deny('PHOTO_PLAN_UNKNOWN', '照片归位的核对结果已用过或已失效；请重新选择照片。');
      const counts = { attached: 0, known: 0 };
      const left: { path: string; reason: string }[] = [];
      const wanted = photos.flatMap(({ photo: key, findingId, role }) => {
        const photo = plan.photos.get(key);
        return photo === undefined ? [] : [{ findingId, role, photo }];
      });
      for (const { photo, findingId, role } of wanted) {
        const kept = keepOriginal(photo.file, ports.folders.photos, photo.path);
        if (!kept.ok) {
          left.push({ path: photo.path, reason: kept.error.message });
          continue;
        }
        try {
          const { sha256, bytes } = kept.value;
          const row = { role, fileName: photo.fileName, sha256, size: bytes, ...photo.facts };
          const done = inLoggedTx(connection, ports, (log) =>
            attachOne(env, log, findingId, row, { ...base, batchId: plan.batchId }),
          );
          counts[done] += 1;
          looksOf(ports).of(sha256);
        } catch (error) {
          if (kept.value.fresh && photosBySha256(connection.reader, kept.value.sha256).length === 0)
            removeOriginal(ports.folders.photos, kept.value.sha256);
          if (!(error instanceof Refused)) throw error;
          left.push({ path: photo.path, reason: error.message });
        }
      }
      plans.delete(id);
      rmSync(plan.folder, { recursive: true, force: true });
      return { ...counts, left };
    },
  };
}

interface PhotoRow extends PhotoFacts {
  readonly role: MatchedPhoto['role'];
  readonly fileName: string;
  readonly sha256: string;
  readonly size: number;
}

/** One photo, one transaction: the next one finds its finding as this one left it. A filed finding's photos go to its case. */
function attachOne(
  env: Environment,
  log: LoggedTx,
  findingId: string,
  row: PhotoRow,
  { batchId, ...base }: EventBase & { readonly batchId: string | null },
): 'attached' | 'known' {
  const { caseId } = findingAt(log.tx, findingId);
  const owner = caseId === null ? { kind: 'finding' as const, id: findingId } : { kind: 'case' as const, id: caseId };
  const hung = [
    ...photosOf(log.tx, 'finding', findingId),
    ...(caseId === null ? [] : photosOf(log.tx, 'case', caseId)),
  ];
  if (hung.some(({ sha256 }) => sha256 === row.sha256)) return 'known';
  const id = env.ports.newId();
  insertPhoto(log.tx, { id, ownerKind: owner.kind, ownerId: owner.id, ...row, addedAt: log.at });
  attachPhoto(env, log, { owner, photoId: id, role: row.role, base, batchId });
  return 'attached';
}

function countsOf(photos: readonly MatchedPhoto[]): PhotoPlanView['counts'] {
  const matched = photos.filter(({ target }) => target !== null).length;
  const ambiguous = photos.filter(({ target, candidates }) => target === null && candidates.length > 0).length;
  return { found: photos.length, matched, ambiguous, unplaced: photos.length - matched - ambiguous };
}

function ignore(): void {}
