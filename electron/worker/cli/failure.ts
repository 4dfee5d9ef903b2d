import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { errorCode, mapStorageError } from '#db/refusals.ts';

/*
 * How a command ends otherwise than well. Apart from the session, so that what ends before anything is opened (the help,
 * a word too many) does not wait for the database to load.
 */

/** Ends a command with a message for people and an exit code. */
export class CommandFailed extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Exit codes; also in `--help`. */
export const EXIT = { done: 0, refused: 1, usage: 2, unsound: 3, internal: 70, cancelled: 130 } as const;

/** An unexpected error for the maintainer: the id that the person was told, and the stack. */
export function details(id: string, error: unknown): string {
  return `[${id}] ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`;
}

/** Makes the folder a file is to be written into. */
export function folderFor(path: string): void {
  makeFolder(dirname(resolve(path)));
}

/** Makes a folder; where that can't be, ends the command with exit code 1. */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    if (errorCode(error) === 'EEXIST') {
      throw new CommandFailed(`不能建立文件夹「${folder}」：已有同名的文件；请换一个路径。`, EXIT.refused);
    }
    const refusal = mapStorageError(error, folder);
    if (refusal === null) throw error;
    throw new CommandFailed(`${refusal.message}（${refusal.code}）`, EXIT.refused);
  }
}
