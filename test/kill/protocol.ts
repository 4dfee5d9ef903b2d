import { z } from 'zod';

/** A named step at which the child kills itself: the nth reading of the clock, or the nth report of a phase of long work. */
export type Step =
  | { readonly kind: 'clock'; readonly nth: number }
  | { readonly kind: 'progress'; readonly phase: string; readonly nth: number };

/** What a child is to do, in one line of JSON on its standard input. */
export interface Order {
  readonly task: 'init' | 'open' | 'import' | 'stage' | 'commands' | 'backup';
  /** Data folder. */
  readonly data: string;
  /** Start of the child's clock, ms UTC; each reading is a millisecond later. */
  readonly clock: number;
  /** Migrations that this version of the program knows; its own unless given. */
  readonly migrations?: string;
  /** Workbook (`stage`) or staged file (`import`). */
  readonly file?: string;
  /** Photo that `commands` uploads. */
  readonly photo?: string;
  /** Rounds of `commands` and `backup`. */
  readonly rounds?: number;
  /** Where to die by its own hand; else somebody else kills. */
  readonly dieAt?: Step;
}

const Line = z.discriminatedUnion('say', [
  z.object({ say: z.literal('ready') }),
  /** From here on the child may be killed. */
  z.object({ say: z.literal('begin') }),
  /** A command is sent; `events` is how many it writes, all or none. */
  z.object({ say: z.literal('try'), what: z.string(), id: z.string().nullable(), events: z.int() }),
  /** The last `try` was answered with ok. */
  z.object({
    say: z.literal('ack'),
    what: z.string(),
    kind: z.enum(['finding', 'case', 'account', 'photo', 'backup', 'import', 'database']),
    id: z.string(),
    rev: z.int(),
    number: z.string(),
    /** Head of the log after it. */
    seq: z.int(),
  }),
  /** Everything was done before anyone killed it; it now waits to be killed with the database open. */
  z.object({ say: z.literal('done') }),
]);

/** What a child says, a line of JSON each on its standard output. */
export type Said = z.infer<typeof Line>;

/** An answered command. */
export type Ack = Extract<Said, { say: 'ack' }>;

/** Reads a whole line. Throws when the child said something else. */
export function readLine(text: string): Said {
  return Line.parse(JSON.parse(text));
}
