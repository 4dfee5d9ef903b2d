import { isOurs } from './origin.ts';

/** Who sent a request. */
export interface Sender {
  /** Address of the frame; null when the frame is gone already. */
  readonly frameAddress: string | null;
  /** False for a frame within the page. */
  readonly isTopFrame: boolean;
  /** False for contents that are no window of the program. */
  readonly isWindow: boolean;
}

/** Whether a request is answered: only the page itself, of our origin, in a window of ours. */
export function isTrusted({ frameAddress, isTopFrame, isWindow }: Sender): boolean {
  return isWindow && isTopFrame && frameAddress !== null && isOurs(frameAddress);
}
