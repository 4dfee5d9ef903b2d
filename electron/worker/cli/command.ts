import type { Arguments } from './arguments.ts';
import type { Session } from './session.ts';

/** What may follow the name of a command, as the help shows it and the command line is checked by it. */
export interface Usage {
  /** Words in order, Chinese; a `?` at the end marks one that may be left out. */
  readonly words: readonly string[];
  /** `--name 内容`, in brackets when it may be left out. */
  readonly options: readonly string[];
}

/** A command that works on the data folder while no database is open. */
export interface OfflineCommand extends Usage {
  readonly name: string;
  readonly about: string;
  run(data: string, args: Arguments): Promise<void>;
}

/** One command: its words, what it does, and whether it may make the data folder. */
export interface Command extends Usage {
  readonly name: string;
  readonly about: string;
  readonly create?: boolean;
  run(session: Session, args: Arguments): Promise<void>;
}
