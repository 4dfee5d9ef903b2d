import { existsSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { createHash } from 'node:crypto';
import type { Problem } from '#core/domain/finding/problem.ts';
import { cellsPrint } from '#core/domain/spreadsheet/fingerprint.ts';
import type { MappedRow } from '#core/domain/spreadsheet/map-row.ts';
import type { ColumnMapping } from '#core/domain/spreadsheet/mapping.ts';
import type { PlanKeys, RowPlan } from '#core/domain/spreadsheet/plan.ts';
import type { RowMessage } from '#core/domain/spreadsheet/row-reader.ts';
import { rowContext } from '#core/domain/spreadsheet/row-rules.ts';
import { mapPackedRow, type PackedCell, withEdits } from '#core/domain/spreadsheet/staged-cells.ts';
import type { Reader } from '#db/access.ts';
import { type Environment, today } from '../environment.ts';
import { deny, need } from '../ports.ts';
import { checkedRow } from './checked-row.ts';
import { type RecordPlace, readStaging, type Staging, type StagedRecord, type SuspectRef } from './staging.ts';
import { keptSuspects } from './suspects.ts';
import { freshWork, type ImportWork, readWork, type RecordRef } from './work-file.ts';

/** What would happen to a row, with the record it meets. */
export type SessionPlan = RowPlan & { readonly existing: RecordRef | null };

/** A kind of remark on a row. */
export type RowIssue = Pick<RowMessage, 'code' | 'level' | 'field'> & { readonly suggested: boolean };

/** One row of a session: little enough to be kept for every row of a large sheet; its cells stay in the staging file. */
export interface SessionRow {
  readonly row: number;
  readonly place: RecordPlace;
  readonly pictures: number;
  keys: PlanKeys;
  suspects: readonly SuspectRef[];
  issues: readonly RowIssue[];
  plan: SessionPlan;
}

/** A staged sheet that somebody is looking at. `version` rises with every change. */
export interface ImportSession {
  readonly path: string;
  readonly staging: Staging;
  readonly mapping: ColumnMapping;
  readonly work: ImportWork;
  readonly rows: readonly SessionRow[];
  readonly byRow: ReadonlyMap<number, SessionRow>;
  version: number;
}

/** A staged row as it stands: with the texts that were put in. */
export interface CurrentRow {
  readonly mapped: MappedRow;
  readonly cells: readonly PackedCell[];
  /** Cells as the file has them. */
  readonly original: readonly PackedCell[];
}

/** Rows between two pauses in which the program may answer others. */
export const SLICE = 500;

const UNPLANNED: SessionPlan = { kind: 'error', existingId: null, twinRow: null, why: null, existing: null };

/** Opens a staging file for looking at; nothing is planned yet. Refuses what `readStaging` refuses. Throws on I/O. */
export async function openSession(env: Environment, path: string): Promise<ImportSession> {
  if (!existsSync(path)) deny('IMPORT_NOT_STAGED', '这次导入的暂存内容已经写入或已放弃；请重新选择文件。');
  const staging = need(readStaging(path));
  const { mapping } = staging.header.report;
  if (mapping === null) throw new Error('a staged sheet has a mapping');
  const work = readWork(path) ?? freshWork(staging.header.fileName, env.ports.clock.now(), '');
  const rows: SessionRow[] = [];
  for (const record of staging.records()) {
    rows.push(sessionRow(record, record.place, record.suspects, mapping));
    if (rows.length % SLICE === 0) await setImmediate();
  }
  const session = { path, staging, mapping, work, rows, byRow: new Map(rows.map((row) => [row.row, row])), version: 0 };
  for (const row of work.edits.keys()) refreshRow(env, session, row);
  return session;
}

/** Reads one row as it stands. */
export function currentRow(env: Environment, session: ImportSession, row: SessionRow): CurrentRow {
  return currentRecord(env, session, session.staging.recordAt(row.place));
}

/** A record of the staging file with the texts that were put in. */
export function currentRecord(env: Environment, session: ImportSession, record: StagedRecord): CurrentRow {
  const { row: mapped, cells } = record;
  const edits = session.work.edits.get(mapped.sourceRow);
  if (edits === undefined || edits.size === 0) return { mapped, cells, original: cells };
  const edited = withEdits(cells, edits);
  const packed = { row: mapped.sourceRow, cells: edited, pictures: mapped.pictures };
  return {
    mapped: checkedRow(mapPackedRow(packed, session.mapping, contextOf(env, session))),
    cells: edited,
    original: cells,
  };
}

/** Understands a row anew after its cells were changed, and looks again for what it may be the same as. */
export function refreshRow(env: Environment, session: ImportSession, rowNumber: number): void {
  const row = session.byRow.get(rowNumber);
  if (row === undefined) return;
  const record = session.staging.recordAt(row.place);
  const { mapped, cells } = currentRecord(env, session, record);
  const edited = session.work.edits.has(rowNumber);
  const suspects = edited ? suspectsOf(env.connection.reader, mapped.problem) : record.suspects;
  const { keys, issues } = sessionRow({ row: mapped, cells }, row.place, suspects, session.mapping);
  row.keys = keys;
  row.issues = issues;
  row.suspects = suspects;
}

function suspectsOf(reader: Reader, problem: Problem | null): readonly SuspectRef[] {
  return problem === null ? [] : keptSuspects(reader, problem);
}

function sessionRow(
  { row, cells }: Pick<StagedRecord, 'row' | 'cells'>,
  place: RecordPlace,
  suspects: readonly SuspectRef[],
  mapping: ColumnMapping,
): SessionRow {
  const { sourceRow, messages, pictures } = row;
  return {
    row: sourceRow,
    place,
    pictures,
    keys: planKeys(row, cells, mapping),
    suspects,
    issues: messages.map(({ code, level, field, suggestion }) => ({
      code,
      level,
      field,
      suggested: suggestion !== undefined,
    })),
    plan: UNPLANNED,
  };
}

/** What the plan of a row looks at; of a row with errors its mere cells. */
export function planKeys(row: MappedRow, cells: readonly PackedCell[], mapping: ColumnMapping): PlanKeys {
  const { sourceRow, fingerprint, identity, problem } = row;
  const print = fingerprint === null ? cellsPrint(cells, mapping, digest) : null;
  return { sourceRow, fingerprint, filePrint: print, identity, externalNumbers: problem?.externalNumbers ?? [] };
}

/** Fingerprint of a row as the file has it: of what it says, or, where it had errors, of its mere cells. */
export function filePrint({ row, cells }: StagedRecord, mapping: ColumnMapping): string {
  return row.fingerprint ?? cellsPrint(cells, mapping, digest);
}

function contextOf(env: Environment, session: ImportSession) {
  const { context, sheet } = session.staging.header;
  return {
    ...rowContext({ today: today(env.ports), digest, ...env.ports.reference, severityRules: env.severityRules.get() }),
    ...context,
    sheet,
  };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
