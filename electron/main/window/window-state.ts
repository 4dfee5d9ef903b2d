import { readFileSync, writeFileSync } from 'node:fs';
import type { Rectangle } from 'electron';
import { z } from 'zod';
import { SMALLEST } from './window-options.ts';

const WindowStateSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
  maximized: z.boolean(),
});

/** Where a window was: its place when not maximized, in device-independent pixels. */
export type WindowState = z.infer<typeof WindowStateSchema>;

/** Made for 1366×768 at 125 %. */
const USUAL = { width: 1280, height: 800 } as const;
/** So much of a window must lie on a screen to be got hold of. */
const GRIP = 80;
/** A further window lies so far from the one before. */
const STEP = 28;

/** The state in a text; null when there is none that can be understood. */
export function parseWindowState(text: string): WindowState | null {
  try {
    return WindowStateSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/**
 * Where to open a window: where it was, if enough of that lies on a screen there is; else in the middle of the first
 * screen. `areas`: the usable parts of all screens, the first one first.
 */
export function placeWindow(state: WindowState | null, areas: readonly Rectangle[]): Partial<Rectangle> {
  const [first] = areas;
  if (state !== null && areas.some((area) => isWithinReach(state, area))) {
    const { x, y, width, height } = state;
    return { x, y, width: Math.max(width, SMALLEST.width), height: Math.max(height, SMALLEST.height) };
  }
  const room = first ?? { ...USUAL };
  return { width: Math.min(USUAL.width, room.width), height: Math.min(USUAL.height, room.height) };
}

function isWithinReach(state: Rectangle, area: Rectangle): boolean {
  const across = Math.min(state.x + state.width, area.x + area.width) - Math.max(state.x, area.x);
  const titleBarSeen = state.y >= area.y - GRIP / 4 && state.y <= area.y + area.height - GRIP;
  return across >= GRIP && titleBarSeen;
}

/** The place of a further window: a step beside the last one. */
export function besideWindow({ x, y, width, height }: Rectangle): Rectangle {
  return { x: x + STEP, y: y + STEP, width, height };
}

/** The state to remember; a maximized window keeps the place it had before. */
export function stateOf(bounds: Rectangle, maximized: boolean, before: WindowState | null): WindowState {
  if (maximized && before !== null) return { ...before, maximized };
  const { x, y, width, height } = bounds;
  return { x, y, width, height, maximized };
}

/** The window's state in a file. */
export interface StateFile {
  read(): WindowState | null;
  write(state: WindowState): void;
}

/** Keeps the state in a file; one that can't be read or written is no reason to disturb anybody. */
export function stateFile(path: string): StateFile {
  return {
    read() {
      try {
        return parseWindowState(readFileSync(path, 'utf8'));
      } catch {
        return null;
      }
    },
    write(state) {
      try {
        writeFileSync(path, JSON.stringify(state));
      } catch {
        // The next start opens the window at its usual place.
      }
    },
  };
}
