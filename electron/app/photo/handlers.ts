import { basename } from 'node:path';
import { checkRole } from '#core/domain/account/permissions.ts';
import { inReadTx } from '#db/access.ts';
import { insertPhoto } from '#db/repositories/photos.ts';
import { by, businessDate, type Environment } from '../environment.ts';
import type { HandlersOf } from '../handlers.ts';
import { inLoggedTx } from '../log/log-writer.ts';
import { deny, need } from '../ports.ts';
import { attachPhoto } from './attach-photo.ts';
import { keepOriginal } from './keep-original.ts';
import { looksOf } from './looks.ts';
import { matchHandlers } from './match-handlers.ts';
import { photosFor } from './photos-for.ts';

/** Use cases of photos (照片): the original is kept byte for byte under its SHA-256. */
export function photoHandlers(env: Environment): HandlersOf<'photo'> {
  const { connection, ports } = env;
  return {
    'photo.add': async ({ owner, rev, role, on, file }, { actor }) => {
      need(checkRole(actor.role, `${owner.kind}.photoAttached`, '上传照片'));
      const base = by(actor, businessDate(ports, on));
      const path = ports.files.resolve(file);
      if (path === null) deny('FILE_TOKEN_UNKNOWN', '没有找到所选的照片文件；请重新选择。');
      const { content, fresh: _fresh, ...kept } = need(keepOriginal(path, ports.folders.photos));
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
        return attachPhoto(env, log, { owner, rev, photoId: id, role, base });
      });
      // So that the next picture like it is known.
      looksOf(ports).of(kept.sha256);
      return { id, ...kept, ownerRev };
    },
    ...matchHandlers(env),
    'photo.list': ({ owner }) => inReadTx(connection, (reader) => photosFor(reader, owner, looksOf(ports))),
  };
}
