import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Area, areas, type Attempt } from './areas.ts';
import { bundle } from './bundle.ts';
import { prepare } from './prepare.ts';
import { type Random, seeded } from './random.ts';
import { type Moment, startVictim, type Victim } from './victim.ts';

/** How often to kill, and on what. */
export interface KillOptions {
  /** Kills in all, spread evenly over the areas. */
  readonly times: number;
  readonly seed: number;
  /** Rows of the large import. */
  readonly rows: number;
  readonly tell: (line: string) => void;
}

/** What became of the work, counted by area. */
export interface KillReport {
  readonly kills: number;
  /** Further kills of a program that was just recovering. */
  readonly inRecovery: number;
  /** Commands that the killed programs had answered; every one of them was looked for. */
  readonly answered: number;
  /** Of each area, how often each outcome. */
  readonly outcomes: Readonly<Record<Area['name'], Readonly<Record<string, number>>>>;
}

/** Kills in recovery, one in so many. Like the next one no multiple of the number of areas, so that each has its share. */
const RECOVERY_EVERY = 9;
/** Kills at a named step, one in so many; the others at a random time. */
const STEP_EVERY = 3;

/**
 * Kills the program again and again and checks after each kill. Throws at the first thing that does not hold; its
 * message names the seed, the kill and the folder, which then stays.
 */
export async function runKills(options: KillOptions): Promise<KillReport> {
  const root = mkdtempSync(join(tmpdir(), 'heqing-kill-'));
  const random = seeded(options.seed);
  const outcomes: Record<string, Record<string, number>> = {};
  const watch = { took: new Map<string, number>(), inRecovery: 0, answered: 0 };
  const script = await bundle(join(import.meta.dirname, 'child.ts'), root);
  let next = startVictim(script);
  try {
    options.tell(`seed ${options.seed}, in ${root}`);
    const all = areas(root, await prepare(root, options.rows));
    for (let kill = 0; kill < options.times; kill += 1) {
      const area = all[kill % all.length];
      if (area === undefined) break;
      const nth = Math.floor(kill / all.length);
      const attempt = area.attempt(nth, random);
      const moment = momentOf(attempt, kill, random, watch.took);
      const label = `#${kill + 1} ${area.name} ${attempt.kind} ${describe(moment)}`;
      const victim = next;
      next = startVictim(script);
      const outcome = await oneKill(victim, attempt, moment, {
        script,
        label,
        watch,
        random,
        again: kill % RECOVERY_EVERY === RECOVERY_EVERY - 1,
      });
      options.tell(`${label} → ${outcome}`);
      const counted = outcomes[area.name] ?? {};
      outcomes[area.name] = counted;
      counted[outcome] = (counted[outcome] ?? 0) + 1;
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`seed ${options.seed}: ${reason}\nkept: ${root}`, { cause: error });
  } finally {
    next.dismiss();
  }
  rmSync(root, { recursive: true, force: true });
  const { inRecovery, answered } = watch;
  return { kills: options.times, inRecovery, answered, outcomes: outcomes as KillReport['outcomes'] };
}

interface Watch {
  /** Milliseconds that work of a kind takes when nobody kills it. */
  readonly took: Map<string, number>;
  inRecovery: number;
  answered: number;
}

interface Circumstances {
  readonly script: string;
  readonly label: string;
  readonly watch: Watch;
  readonly random: Random;
  /** Whether to kill the recovery too. */
  readonly again: boolean;
}

/** The first of each kind runs to its end, which tells how long it takes; then at a random time, or a named step. */
function momentOf(
  { kind, steps }: Attempt,
  kill: number,
  random: Random,
  took: ReadonlyMap<string, number>,
): PlannedMoment {
  const known = took.get(kind);
  if (known === undefined) return 'done';
  if (kill % STEP_EVERY === 0) return { step: steps(random) };
  return random.next() * 1.1 * known;
}

type PlannedMoment = number | 'done' | { readonly step: ReturnType<Attempt['steps']> };

async function oneKill(
  victim: Victim,
  attempt: Attempt,
  moment: PlannedMoment,
  { script, label, watch, random, again }: Circumstances,
): Promise<string> {
  try {
    const order = typeof moment === 'object' ? { ...attempt.order, dieAt: moment.step } : attempt.order;
    const when: Moment = typeof moment === 'object' ? 'step' : moment;
    const { said, took } = await victim.run(order, when);
    watch.answered += said.filter(({ say }) => say === 'ack').length;
    watch.took.set(attempt.kind, duration(took, watch.took.get(attempt.kind), moment));
    if (again) {
      const { data, clock, migrations } = attempt.order;
      const recovery = {
        task: 'open',
        data,
        clock: clock + 60_000,
        ...(migrations === undefined ? {} : { migrations }),
      } as const;
      if (attempt.order.task !== 'init') {
        await startVictim(script).run(recovery, random.next() * 150);
        watch.inRecovery += 1;
      }
    }
    return await attempt.check(said);
  } catch (error) {
    throw new Error(`${label}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** How long a kind takes, learnt as it goes: another program on the machine makes it longer for a while. */
function duration(took: number | null, known: number | undefined, moment: PlannedMoment): number {
  if (took !== null) return known === undefined ? took : (known + took) / 2;
  const before = known ?? 0;
  return typeof moment === 'number' && moment > 0.7 * before ? before * 1.15 : before;
}

function describe(moment: PlannedMoment): string {
  if (typeof moment === 'number') return `at ${moment.toFixed(1)} ms`;
  if (moment === 'done') return 'when done';
  const { step } = moment;
  return step.kind === 'clock' ? `at clock reading ${step.nth}` : `at report ${step.nth} of ${step.phase}`;
}
