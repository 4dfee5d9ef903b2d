/** A ticked case: what a command needs of it. */
export interface PickedCase {
  readonly id: string;
  readonly number: string;
  readonly rev: number;
}

/** Most cases of one bulk action, see `case.actMany`. */
export const MOST_PICKED = 500;

/** The ticks of the grid, beyond what is in view; for `useSyncExternalStore`. */
export interface PickStore {
  has(id: string): boolean;
  /** In the order of ticking; the same list until something changes. */
  all(): readonly PickedCase[];
  /** Ticks cases; false when there would be too many, and then none is. */
  add(cases: readonly PickedCase[]): boolean;
  remove(id: string): void;
  clear(): void;
  subscribe(listener: () => void): () => void;
}

/** Makes an empty store of ticks. */
export function createPickStore(): PickStore {
  let picked = new Map<string, PickedCase>();
  let list: readonly PickedCase[] = [];
  const listeners = new Set<() => void>();

  function set(next: Map<string, PickedCase>): void {
    picked = next;
    list = [...next.values()];
    for (const listener of listeners) listener();
  }

  return {
    has: (id) => picked.has(id),
    all: () => list,
    add(cases) {
      const next = new Map([...picked, ...cases.map((one) => [one.id, one] as const)]);
      if (next.size > MOST_PICKED) return false;
      set(next);
      return true;
    },
    remove(id) {
      const next = new Map(picked);
      if (next.delete(id)) set(next);
    },
    clear() {
      if (picked.size > 0) set(new Map());
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
