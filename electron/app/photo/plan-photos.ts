import { readFileSync } from 'node:fs';
import type { MatchedPhoto, PhotoTargetView } from '#core/contract/views-photo.ts';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';
import { CATEGORY_LABELS } from '#core/domain/finding/taxonomy.ts';
import { boxAround } from '#core/domain/geo/distance.ts';
import { normaliseNumber, parseNumber } from '#core/domain/numbering/record-number.ts';
import { matchPhoto, type PhotoTarget, type PhotoTargets } from '#core/domain/photo/match-photos.ts';
import { inReadTx, type Reader } from '#db/access.ts';
import { getBatch, rowLinksOfBatch } from '#db/repositories/batches.ts';
import {
  findingsByExternalNumbers,
  findingsInBox,
  getFindingByNumber,
  getFindings,
} from '#db/repositories/findings.ts';
import { photosOf } from '#db/repositories/photos.ts';
import type { Environment } from '../environment.ts';
import { deny } from '../ports.ts';
import { doubtsAbout, type DoubtedPhoto } from './doubts.ts';
import type { GatheredPhoto } from './gather-photos.ts';
import { looksOf } from './looks.ts';

/** Findings of a batch in sheet order, by row. */
type BatchRows = ReadonlyMap<number, FindingRecord>;

/** Where each photo would go, with what is odd about it. `batchId` null: any finding. Refuses `NOT_FOUND`. */
export function planPhotos(
  env: Environment,
  batchId: string | null,
  photos: readonly GatheredPhoto[],
): readonly MatchedPhoto[] {
  return inReadTx(env.connection, (reader) => {
    const rows = batchId === null ? null : rowsOf(reader, batchId);
    const known = new Map<string, FindingRecord>();
    const targets = targetsOf(reader, rows, known);
    const rowById = new Map([...(rows ?? [])].map(([row, { id }]) => [id, row]));
    const view = (target: PhotoTarget): PhotoTargetView => viewOf(known, rowById, target);
    return photos.map((photo) => {
      const match = matchPhoto({ path: photo.path, ...photo.facts }, targets);
      const finding = match.target === null ? undefined : known.get(match.target.id);
      const hung = finding === undefined ? [] : hungAt(reader, finding);
      return {
        key: photo.key,
        path: photo.path,
        bytes: photo.bytes,
        ...photo.facts,
        role: match.role,
        target: match.target === null ? null : view(match.target),
        candidates: match.candidates.map(view),
        reason: match.reason,
        known: hung.some(({ sha256 }) => sha256 === photo.sha256),
        doubts: doubtsOf(env, reader, photo, match.role, finding, hung),
      };
    });
  });
}

function doubtsOf(
  env: Environment,
  reader: Reader,
  { sha256, facts, file }: GatheredPhoto,
  role: MatchedPhoto['role'],
  finding: FindingRecord | undefined,
  hung: readonly DoubtedPhoto[],
) {
  const own = new Set([finding?.id, finding?.caseId].filter((id) => typeof id === 'string'));
  const place = finding ?? { lon: null, lat: null, datum: 'unknown' as const };
  const beside = hung.filter((other) => other.sha256 !== sha256);
  const look = env.ports.photoLook(readFileSync(file));
  return doubtsAbout({ role, sha256, ...facts }, beside, place, { reader, looks: looksOf(env.ports), own }, look);
}

function hungAt(reader: Reader, { id, caseId }: FindingRecord) {
  return [...photosOf(reader, 'finding', id), ...(caseId === null ? [] : photosOf(reader, 'case', caseId))];
}

function rowsOf(reader: Reader, batchId: string): BatchRows {
  if (getBatch(reader, batchId) === null) deny('NOT_FOUND', '没有找到这个导入批次；可能已被删除，请刷新列表。');
  const links = rowLinksOfBatch(reader, batchId);
  const findings = new Map(
    getFindings(
      reader,
      links.map(({ findingId }) => findingId),
    ).map((one) => [one.id, one]),
  );
  return new Map(
    links.flatMap(({ sourceRow, findingId }) => {
      const finding = findings.get(findingId);
      return finding === undefined || finding.state === 'withdrawn' ? [] : [[sourceRow, finding] as const];
    }),
  );
}

/** Everything that is found is remembered in `known`, so that it can be shown. */
function targetsOf(reader: Reader, rows: BatchRows | null, known: Map<string, FindingRecord>): PhotoTargets {
  const keep = (findings: readonly FindingRecord[]) => {
    for (const finding of findings) known.set(finding.id, finding);
    return findings;
  };
  const inOrder = rows === null ? [] : [...rows.values()];
  const ids = new Set(inOrder.map(({ id }) => id));
  const byNumber = new Map<string, FindingRecord[]>();
  for (const finding of inOrder)
    for (const number of [finding.number, ...finding.externalNumbers].map(normaliseNumber))
      byNumber.set(number, [...(byNumber.get(number) ?? []), finding]);
  const one = (finding: FindingRecord | undefined) => (finding === undefined ? null : (keep([finding])[0] ?? null));
  return {
    byNumber: (number) => keep(rows === null ? numbered(reader, number) : (byNumber.get(number) ?? [])),
    byRow: rows === null ? null : (row) => one(rows.get(row)),
    bySequence: rows === null ? null : (sequence) => one(inOrder[sequence - 1]),
    near: (point, metres) => {
      const found = findingsInBox(reader, boxAround(point, metres));
      return keep(rows === null ? found.filter(isOpen) : found.filter(({ id }) => ids.has(id)));
    },
  };
}

function numbered(reader: Reader, number: string): readonly FindingRecord[] {
  if (parseNumber(number).ok) {
    const finding = getFindingByNumber(reader, number);
    if (finding !== null && finding.state !== 'withdrawn') return [finding];
  }
  return findingsByExternalNumbers(reader, [number]);
}

/** Nobody looks for photos of what is no problem, or of what another record speaks for. */
function isOpen({ state }: FindingRecord): boolean {
  return state !== 'unfounded' && state !== 'merged' && state !== 'transferred';
}

function viewOf(
  known: ReadonlyMap<string, FindingRecord>,
  rowById: ReadonlyMap<string, number>,
  { id, number }: PhotoTarget,
): PhotoTargetView {
  const finding = known.get(id);
  const words =
    finding === undefined
      ? []
      : [finding.foundOn, finding.town, finding.village, finding.place, CATEGORY_LABELS[finding.category]];
  return { id, number, about: words.filter((word) => word !== null).join(' '), row: rowById.get(id) ?? null };
}
