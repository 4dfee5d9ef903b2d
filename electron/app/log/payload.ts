import type { EventBase } from '#core/domain/case/case-events.ts';

/** An event of any aggregate. */
export type AnyEvent = EventBase & { readonly type: string };

/** JSON of an event without the fields that have columns of their own. */
export function toPayload(event: AnyEvent): string {
  const { type: _type, actor: _actor, actorName: _actorName, on: _on, ...rest } = event;
  return JSON.stringify(rest);
}
