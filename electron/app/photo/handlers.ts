import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { checkRole } from '#core/domain/account/permissions.ts';
import type { EventBase, PhotoRole } from '#core/domain/case/case-events.ts';
import { inReadTx } from '#db/access.ts';
import { insertPhoto } from '#db/repositories/photos.ts';
import { appendCaseEvent } from '../case/append-case.ts';
import { caseAt } from '../case/read-case.ts';
import { by, businessDate, type Environment } from '../environment.ts';
import { appendFindingEvent } from '../finding/append-finding.ts';
import { findingAt } from '../finding/read-finding.ts';
import type { HandlersOf } from '../handlers.ts';
import { inLoggedTx, type LoggedTx } from '../log/log-writer.ts';
import { deny, need } from '../ports.ts';
import { photosFor } from './photos-for.ts';

/** Largest photo, bytes. */
const MAX_BYTES = 50 << 20;

/** Use cases of photos (照片): the original is kept byte for byte under its SHA-256. */
export function photoHandlers(env: Environment): HandlersOf<'photo'> {
  const { connection, ports } = env;
  return {
    'photo.add': async ({ owner, rev, role, on, file }, { actor }) => {
      need(checkRole(actor.role, `${owner.kind}.photoAttached`, '上传照片'));
      const base = by(actor, businessDate(ports, on));
      const path = ports.files.resolve(file);
      if (path === null) deny('FILE_TOKEN_UNKNOWN', '没有找到所选的照片文件；请重新选择。');
      const { content, ...kept } = keepOriginal(path, ports.folders.photos);
      const facts = await ports.photoFacts(content);
      const id = ports.newId();
      const ownerRev = inLoggedTx(connection, ports, (log) => {
        const row = {
          id,
          ownerKind: owner.kind,
          ownerId: owner.id,
          role,
          fileName: basename(path),
          sha256: kept.sha256,
          size: kept.bytes,
        };
        insertPhoto(log.tx, { ...row, ...facts, addedAt: log.at });
        return attach(env, log, { owner, rev, photoId: id, role, base });
      });
      return { id, ...kept, ownerRev };
    },
    'photo.list': ({ owner }) => inReadTx(connection, (reader) => photosFor(reader, owner)),
  };
}

interface Attachment {
  readonly owner: { readonly kind: 'finding' | 'case'; readonly id: string };
  readonly rev: number;
  readonly photoId: string;
  readonly role: PhotoRole;
  readonly base: EventBase;
}

function attach(env: Environment, log: LoggedTx, { owner, rev, photoId, role, base }: Attachment): number {
  if (owner.kind === 'finding') {
    const record = findingAt(log.tx, owner.id, rev);
    return appendFindingEvent(log, owner.id, record, { ...base, type: 'finding.photoAttached', photoId, role }).rev;
  }
  const record = caseAt(log.tx, owner.id, rev);
  return appendCaseEvent(log, env.calendar.get(), owner.id, record, {
    ...base,
    type: 'case.photoAttached',
    photoId,
    role,
  }).rev;
}

interface KeptOriginal {
  readonly sha256: string;
  readonly bytes: number;
  readonly content: Buffer;
}

/** Copies the file under its hash before the transaction: a photo without a row is harmless, a row without a photo is not. */
function keepOriginal(path: string, folder: string): KeptOriginal {
  const size = sizeOf(path);
  if (size > MAX_BYTES)
    deny('PHOTO_TOO_LARGE', `照片有 ${Math.ceil(size / (1 << 20))} MB，最大 50 MB；请压缩后再上传。`);
  const content = readFileSync(path);
  if (!isPicture(content)) deny('PHOTO_NOT_PICTURE', `「${basename(path)}」不是 JPEG 或 PNG 照片；请选择照片文件。`);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const target = join(folder, sha256);
  if (!existsSync(target)) {
    mkdirSync(folder, { recursive: true });
    copyFileSync(path, `${target}.partial`);
    renameSync(`${target}.partial`, target);
  }
  return { sha256, bytes: content.length, content };
}

/** Between choosing and saving a card may be pulled out or a folder renamed. */
function sizeOf(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat?.isFile() === true) return stat.size;
  return deny('FILE_MISSING', `找不到照片「${basename(path)}」；请确认文件没有被移走或改名，再选一次。`);
}

/** By the first bytes, never by the name. */
function isPicture(content: Buffer): boolean {
  const start = content.subarray(0, 4).toString('hex');
  return start.startsWith('ffd8ff') || start === '89504e47';
}
