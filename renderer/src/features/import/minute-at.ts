/** An instant (ms UTC) as the civil minute of this machine: `2026-03-05 09:30`. */
export function minuteAt(instant: number): string {
  return new Date(instant).toLocaleString('sv-SE').slice(0, 16);
}
