/** Numbers that look random and are the same in every run. */
export interface Random {
  /** 0 <= x < 1. */
  next(): number;
  /** Integer, 0 <= x < below. */
  below(below: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  /** One of a list, all alike. */
  pick<T>(list: readonly T[]): T;
  /** One of a list, the first far more often than the last: towns, rivers and words are spread like that. */
  pickSkewed<T>(list: readonly T[]): T;
}

/** Makes a generator (mulberry32) from a seed. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }
  function at<T>(list: readonly T[], index: number): T {
    const item = list[index];
    if (item === undefined) throw new Error('picked from an empty list');
    return item;
  }
  return {
    next,
    below: (below) => Math.floor(next() * below),
    chance: (probability) => next() < probability,
    pick: (list) => at(list, Math.floor(next() * list.length)),
    pickSkewed: (list) => at(list, Math.floor(next() * next() * list.length)),
  };
}
