const DIGITS = '零一二三四五六七八九';
const PLACES: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

/** What is counted in Chinese digits; 一些, 一片, 一堆 are no counts. */
const COUNTED =
  /^[余多来]?万?[余多]?(亩|分|方|立方|平|吨|米|公里|公顷|里|华里|千米|公斤|斤|处|个|车|棵|株|袋|台|辆|艘|条|座|间|根|户|头|只|口|栋|幢|排)/u;

/**
 * Writes a leading amount in Chinese digits as figures: 三百二十立方米 → 320立方米, 两处 → 2处, 十余方 → 10余方, 半亩 → 0.5亩.
 * 万 stays, so that 三万方 is read like 3万方. Other texts stay as they are.
 */
export function arabicAmount(text: string): string {
  if (text.startsWith('半') && COUNTED.test(text.slice(1))) return `0.5${text.slice(1)}`;
  const run = /^[零〇一二两三四五六七八九十百千]+/u.exec(text)?.[0];
  if (run === undefined || !COUNTED.test(text.slice(run.length))) return text;
  const value = figureOf(run.replace(/〇/gu, '零').replace(/两/gu, '二'));
  return value === null ? text : `${value}${text.slice(run.length)}`;
}

function figureOf(run: string): number | null {
  let total = 0;
  let digit: number | null = null;
  for (const char of run) {
    const place = PLACES[char];
    if (place === undefined) {
      if (digit !== null && digit !== 0) return null;
      digit = DIGITS.indexOf(char);
    } else {
      // 十二 is 12: a place without a digit counts once.
      total += (digit ?? 1) * place;
      digit = null;
    }
  }
  return total + (digit ?? 0);
}
