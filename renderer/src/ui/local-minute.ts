/** An instant (ms UTC) as local civil time: `2026-11-02 09:30`. */
export function localMinute(at: number): string {
  return new Date(at).toLocaleString('sv-SE').slice(0, 16);
}
