import type { JobProgress } from '#app/ports.ts';
import type { LostHead, RestorationView } from '#core/contract/views.ts';
import { beijingTime } from '#db/files.ts';

/** Writes a line to standard output. */
export function say(text = ''): void {
  process.stdout.write(`${text}\n`);
}

/** A progress printer on standard error: one line that renews itself on a terminal, a line a step elsewhere. */
export function progressPrinter(): { readonly show: (progress: JobProgress) => void; readonly end: () => void } {
  const terminal = process.stderr.isTTY === true;
  let open = false;
  let lastPhase = '';
  return {
    show({ phase, done, total }) {
      const amount = total === null ? String(done) : `${done}/${total}`;
      if (terminal) {
        process.stderr.write(`\r\u001b[K${phase}：${amount}`);
        open = true;
      } else if (phase !== lastPhase) process.stderr.write(`${phase}…\n`);
      lastPhase = phase;
    },
    end() {
      if (open) process.stderr.write('\n');
      open = false;
    },
  };
}

/** A table of text, columns aligned by display width (a Chinese character is two wide). */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, index) =>
    Math.max(...[title, ...rows.map((row) => row[index] ?? '')].map(displayWidth)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => pad(cell, widths[index] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/** Columns a text takes on a terminal. */
function displayWidth(text: string): number {
  let width = 0;
  for (const character of text)
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u.test(
      character,
    )
      ? 2
      : 1;
  return width;
}

const COUNT_LABELS = {
  new: '新增',
  update: '更新',
  unchanged: '无变化',
  suspect: '疑似重复',
  error: '错误',
  skipped: '非数据行',
} as const;

/** Counts of a staged import in words. */
export function countsText(counts: Readonly<Record<keyof typeof COUNT_LABELS, number>>): string {
  return Object.entries(COUNT_LABELS)
    .map(([name, label]) => `${label} ${counts[name as keyof typeof COUNT_LABELS]}`)
    .join('，');
}

/** A restore as `verify` tells of it. */
export function restorationText({ at, actorName, backup, backupAt, from, device, lost }: RestorationView): string {
  const what = `恢复过：${beijingTime(at)} 用备份「${backup}」（${beijingTime(backupAt)}）恢复，由${actorName}办理；本机在日志中由「${from}」改称「${device}」`;
  return [what, ...lostText(lost)].join('\n');
}

/** The printed heads that nothing can be held against any more; no lines when there are none. */
export function lostText(lost: readonly LostHead[]): readonly string[] {
  if (lost.length === 0) return [];
  const lines = lost.map(({ device, seq, hash, printedOn }) => {
    const where = printedOn.length === 0 ? '印在何处已不可知' : `印在「${printedOn.join('」「')}」`;
    return `  链头 ${device} 第 ${seq} 条 ${hash}（${where}）`;
  });
  return ['以下链头在那份备份之后印出，恢复后不再有日志可以与之核对：', ...lines];
}
