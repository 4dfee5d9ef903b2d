/** A clock that stands still until it is set: a demonstration runs through months in a second. China's civil time. */
export interface DemoClock {
  now(): number;
  /** Sets the clock to 09:00 of a day, never back. */
  setDay(date: string): void;
  today(): string;
}

const NINE = 'T09:00:00+08:00';

/** Starts the clock at 09:00 of a day. Each reading is a millisecond later than the one before. */
export function createDemoClock(day: string): DemoClock {
  let date = day;
  let at = Date.parse(`${day}${NINE}`);
  return {
    now() {
      at += 1;
      return at;
    },
    setDay(next) {
      if (next < date) throw new Error(`the demonstration's clock can't go back from ${date} to ${next}`);
      if (next === date) return;
      date = next;
      at = Date.parse(`${next}${NINE}`);
    },
    today: () => date,
  };
}
