/** How a bench is run. */
export interface BenchOptions {
  /** Share of the full sizes, 1 = full. */
  readonly quick: boolean;
}

/** A bench by its name on the command line. */
export interface Bench {
  readonly name: string;
  readonly title: string;
  run(options: BenchOptions): Promise<void>;
}

/** The sizes to measure: `HEQING_BENCH_MOST=185000` leaves larger ones out, a million records take minutes to make. */
export function sizes(quick: boolean, quickSizes: readonly number[], full: readonly number[]): readonly number[] {
  const most = Number(process.env['HEQING_BENCH_MOST'] ?? Number.POSITIVE_INFINITY);
  return (quick ? quickSizes : full).filter((size) => size <= most);
}

/** Rounds after the warm-up of which the median counts. */
const ROUNDS = 3;

/** Milliseconds of one call. */
export function timed(work: () => void): number {
  const from = performance.now();
  work();
  return performance.now() - from;
}

/** Median milliseconds of several things, one round of each after another, so that a busy moment hits all alike. */
export async function medians<Name extends string>(
  work: Readonly<Record<Name, () => number | Promise<number>>>,
  rounds = ROUNDS,
): Promise<Record<Name, number>> {
  const names = Object.keys(work) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of names) {
      const time = await work[name]();
      // The first round warms up: compiler, page cache, kept statements.
      if (round > 0) times.get(name)?.push(time);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<Name, number>;
}

/** Middle value. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Value below which this share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** One line of the result table. */
export interface Line {
  readonly what: string;
  readonly ours: string;
  readonly yardstick: string;
  readonly ratio: string;
  readonly reach: string;
}

/** Prints lines side by side. */
export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  print(line(head));
  print(widths.map((width) => '-'.repeat(width)).join('  '));
  for (const row of rows) print(line(row));
}

/** Prints results: what, ours, yardstick, ratio, what is to be reached and whether it is. */
export function printLines(lines: readonly Line[]): void {
  printTable(
    ['what', 'ours', 'yardstick', 'ratio', 'reach'],
    lines.map(({ what, ours, yardstick, ratio, reach }) => [what, ours, yardstick, ratio, reach]),
  );
}

/** `1.23 ms` or `4.56 s`. */
export function duration(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(2)} s`;
  return ms >= 1 ? `${ms.toFixed(2)} ms` : `${ms.toFixed(3)} ms`;
}

/** `3.21x`. */
export function times(ratio: number): string {
  return `${ratio.toFixed(2)}x`;
}

/** `<= 4x ok` or `<= 4x MISSED`. */
export function reach(ratio: number, most: number): string {
  return `<= ${most}x ${ratio <= most ? 'ok' : 'MISSED'}`;
}

/** Highest memory of this process so far, MB. */
export function peakMemory(): string {
  return `peak RSS ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`;
}

/** Prints a result line. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Says what goes on, beside the results. */
export function note(text: string): void {
  process.stderr.write(`  ${text}\n`);
}
