import type { HeqingBridge, HeqingEvent } from '#core/contract/bridge.ts';
import type { Reply } from '#core/contract/errors.ts';

declare global {
  interface Window {
    /** Put there by the preload. */
    readonly heqing: HeqingBridge;
  }
}

/** How a request is sent: `id` names it for progress and cancelling, `of` is the account whose act it is. */
export interface SendOptions {
  readonly id?: string | undefined;
  readonly of?: string | undefined;
}

/** Sends one request. Always a reply. */
export function send(
  route: string,
  input: unknown,
  { id = crypto.randomUUID(), of }: SendOptions = {},
): Promise<Reply<unknown>> {
  return window.heqing.request({ id, route, input, ...(of === undefined ? {} : { of }) });
}

/** Listens to the events of one type; returns what ends it. */
export function onEvent<T extends HeqingEvent['type']>(
  type: T,
  listener: (event: Extract<HeqingEvent, { type: T }>) => void,
): () => void {
  return window.heqing.onEvent((event) => {
    if (isOf(event, type)) listener(event);
  });
}

function isOf<T extends HeqingEvent['type']>(event: HeqingEvent, type: T): event is Extract<HeqingEvent, { type: T }> {
  return event.type === type;
}
