import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { z } from 'zod';
import { ROW_DECISIONS, type RowDecision } from '#core/contract/views-import.ts';

/** A record that a decision speaks of. */
export interface RecordRef {
  readonly kind: 'finding' | 'case';
  readonly id: string;
}

/** What a person decided about a row. */
export interface Decided {
  readonly decision: RowDecision;
  /** Null: what the row meets by itself. */
  readonly existing: RecordRef | null;
}

/** What a person did with a staged sheet before writing it; kept beside the staging file, so that a restart loses nothing. */
export interface ImportWork {
  readonly fileName: string;
  readonly sheet: string;
  /** Instant, ms UTC. */
  readonly startedAt: number;
  /** Key of the account that began it. */
  readonly account: string;
  /** Texts put into cells, by row, then by column from 0. */
  readonly edits: Map<number, Map<number, string>>;
  readonly decisions: Map<number, Decided>;
  readonly unticked: Set<number>;
}

const RefSchema = z.strictObject({ kind: z.enum(['finding', 'case']), id: z.string() });
const WorkSchema = z.strictObject({
  version: z.literal(1),
  fileName: z.string(),
  sheet: z.string(),
  startedAt: z.int(),
  account: z.string(),
  edits: z.array(z.tuple([z.int(), z.array(z.tuple([z.int(), z.string()]))])),
  decisions: z.array(
    z.tuple([z.int(), z.strictObject({ decision: z.enum(ROW_DECISIONS), existing: RefSchema.nullable() })]),
  ),
  unticked: z.array(z.int()),
});

/** Where the work on a staging file is kept. */
export function workPath(stagingPath: string): string {
  return `${stagingPath}.work.json`;
}

/** Where the copy of the file that was read is kept, so that it can be read again in another way. */
export function sourcePath(stagingPath: string): string {
  return `${stagingPath}.source`;
}

/** Work that nobody has begun. */
export function freshWork(fileName: string, startedAt: number, account: string): ImportWork {
  return { fileName, sheet: '', startedAt, account, edits: new Map(), decisions: new Map(), unticked: new Set() };
}

/** Reads the work on a staging file; null when there is none, or when it can't be understood. */
export function readWork(stagingPath: string): ImportWork | null {
  const path = workPath(stagingPath);
  if (!existsSync(path)) return null;
  try {
    const {
      edits,
      decisions,
      unticked,
      version: _version,
      ...rest
    } = WorkSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    return {
      ...rest,
      edits: new Map(edits.map(([row, cells]) => [row, new Map(cells)])),
      decisions: new Map(decisions),
      unticked: new Set(unticked),
    };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}

/** Writes the work, whole or not at all. Throws on I/O. */
export function writeWork(stagingPath: string, work: ImportWork): void {
  const path = workPath(stagingPath);
  const part = `${path}.part`;
  const file = openSync(part, 'w', 0o600);
  try {
    const { edits, decisions, unticked, ...rest } = work;
    const cells = [...edits].map(([row, columns]) => [row, [...columns]]);
    writeSync(
      file,
      JSON.stringify({ version: 1, ...rest, edits: cells, decisions: [...decisions], unticked: [...unticked] }),
    );
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(part, path);
}

/** Removes the work alone: the staging is not gone on with any more. */
export function forgetWork(stagingPath: string): void {
  rmSync(workPath(stagingPath), { force: true });
}

/** Removes the work and the copy of the file; what is not there is no error. */
export function removeWork(stagingPath: string): void {
  rmSync(workPath(stagingPath), { force: true });
  rmSync(sourcePath(stagingPath), { force: true });
}
