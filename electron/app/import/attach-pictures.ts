import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportPhotos } from '#core/contract/views-import.ts';
import type { EventBase, PhotoRole } from '#core/domain/case/case-events.ts';
import { cellAddress } from '#core/domain/spreadsheet/grid.ts';
import type { ColumnMapping } from '#core/domain/spreadsheet/mapping.ts';
import { insertPhoto, photosBySha256, photosOf } from '#db/repositories/photos.ts';
import type { Environment } from '../environment.ts';
import { appendFindingEvent } from '../finding/append-finding.ts';
import { findingAt } from '../finding/read-finding.ts';
import type { WorkbookPicture } from '../jobs.ts';
import type { LoggedTx } from '../log/log-writer.ts';
import { type JobControl, need, type PhotoFacts, Refused } from '../ports.ts';
import { keepOriginal, removeOriginal } from '../photo/keep-original.ts';
import type { ImportSession } from './session.ts';
import { sourcePath } from './work-file.ts';

/** A picture of the sheet whose bytes are kept; `refused` says why they are not. */
interface KeptPicture extends WorkbookPicture {
  readonly role: PhotoRole;
  readonly facts: PhotoFacts | null;
  readonly refused: string | null;
}

/** Pictures of a sheet, kept before the transaction in which they are attached. */
export interface KeptPictures {
  readonly pictures: readonly KeptPicture[];
  /** Removes the folder of the job, and the originals to which no row came. */
  release(): void;
}

/** Most pictures named one by one. */
const MOST_LEFT = 200;

/**
 * Takes the pictures of the staged sheet out of its file and keeps their originals, byte for byte under their SHA-256. To be
 * called before the transaction and ended by `release`. Refuses what the job refuses. Throws on I/O.
 */
export async function keepPictures(
  env: Environment,
  session: ImportSession,
  control: JobControl,
): Promise<KeptPictures> {
  const { ports } = env;
  const path = sourcePath(session.path);
  const folder = `${session.path}.photos`;
  const fresh: string[] = [];
  const release = () => {
    rmSync(folder, { recursive: true, force: true });
    for (const sha256 of fresh)
      if (photosBySha256(env.connection.reader, sha256).length === 0) removeOriginal(ports.folders.photos, sha256);
  };
  if (!existsSync(path) || session.rows.every(({ pictures }) => pictures === 0)) return { pictures: [], release };
  try {
    const { sheet } = session.staging.header;
    const job = { path, fileName: session.work.fileName, folder };
    const found = need(await ports.jobs.extractPictures(job, control)).filter((picture) => picture.sheet === sheet);
    const pictures: KeptPicture[] = [];
    for (const picture of found) {
      const role = roleOf(session.mapping, picture.column);
      const kept = keepOriginal(join(folder, picture.sha256), ports.folders.photos, nameOf(picture));
      if (kept.ok && kept.value.fresh) fresh.push(kept.value.sha256);
      const facts = kept.ok ? await ports.photoFacts(kept.value.content) : null;
      pictures.push({ ...picture, role, facts, refused: kept.ok ? null : kept.error.message });
    }
    return { pictures, release };
  } catch (error) {
    release();
    throw error;
  }
}

/** What `attachPictures` needs to know of the import. */
export interface PicturePlaces {
  readonly base: EventBase;
  readonly batchId: string;
  /** Findings that the rows became or met, by Excel's row number; rows that were left out are not in it. */
  readonly findingIdByRow: ReadonlyMap<number, string>;
  readonly pictures: KeptPictures['pictures'];
  readonly control: JobControl;
}

/** Pictures between two pauses. */
const SLICE = 50;

/**
 * Hangs the pictures at the findings of their rows, inside the transaction of the import. A picture that its finding has
 * already is not added again; one of no data row, or of a row that was not written, is counted and named.
 */
export async function attachPictures(
  env: Environment,
  log: LoggedTx,
  { base, batchId, findingIdByRow, pictures, control }: PicturePlaces,
): Promise<ImportPhotos> {
  const counts = { found: pictures.length, attached: 0, known: 0, unplaced: 0 };
  const left: { place: string; reason: string }[] = [];
  const leave = (picture: KeptPicture, reason: string) => {
    counts.unplaced += 1;
    if (left.length < MOST_LEFT) left.push({ place: cellAddress(picture.row, picture.column), reason });
  };
  for (const [at, picture] of pictures.entries()) {
    if (at % SLICE === SLICE - 1) await env.writes.pause(control.signal);
    const findingId = findingIdByRow.get(picture.row);
    if (picture.facts === null) leave(picture, picture.refused ?? '不是照片');
    else if (findingId === undefined) leave(picture, '所在的行不是数据行，或没有写入');
    else if (photosOf(log.tx, 'finding', findingId).some(({ sha256 }) => sha256 === picture.sha256)) counts.known += 1;
    else {
      const refusal = attach(env, log, findingId, picture, picture.facts, { ...base, batchId });
      if (refusal === null) counts.attached += 1;
      else leave(picture, refusal);
    }
  }
  return { ...counts, left };
}

/** Null, or why the finding takes no photo any more. */
function attach(
  env: Environment,
  log: LoggedTx,
  findingId: string,
  picture: KeptPicture,
  facts: PhotoFacts,
  base: EventBase & { readonly batchId: string },
): string | null {
  const id = env.ports.newId();
  const { role, sha256 } = picture;
  try {
    const event = { ...base, type: 'finding.photoAttached' as const, photoId: id, role };
    // A refusal comes before anything of it is written.
    appendFindingEvent(log, findingId, findingAt(log.tx, findingId), event);
  } catch (error) {
    if (error instanceof Refused) return error.message;
    throw error;
  }
  const row = { id, ownerKind: 'finding' as const, ownerId: findingId, role, sha256, size: picture.bytes };
  insertPhoto(log.tx, { ...row, fileName: nameOf(picture), ...facts, addedAt: log.at });
  return null;
}

/** 整改前 or 整改后 by the name of the column; a photo under any other name shows the problem as it was found. */
function roleOf(mapping: ColumnMapping, column: number): PhotoRole {
  const label = mapping.columns.find((one) => one.column === column)?.label ?? '';
  if (/(?:整改|治理|清理|完成|销号)[^前中]*后|后照片|后图片/u.test(label)) return 'after';
  if (/(?:整改|治理|清理)[^前后]*中/u.test(label)) return 'during';
  return /复核|验收/u.test(label) ? 'review' : 'before';
}

/** Pictures of a workbook have no file name of their own: the cell tells them apart. */
function nameOf({ row, column, name }: WorkbookPicture): string {
  const own = name.trim().slice(0, 80);
  return `表中图片-${cellAddress(row, column)}${own === '' || own.startsWith('ID_') ? '' : `-${own}`}`;
}
