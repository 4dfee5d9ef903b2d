import type { EventBase } from '#core/domain/case/case-events.ts';
import type { StoredEvent } from '#core/domain/shared/stored-event.ts';

/** An event of any aggregate. */
export type AnyEvent = EventBase & { readonly type: string };

/** JSON of an event without the fields that have columns of their own. */
export function toPayload(event: AnyEvent): string {
  const { type: _type, actor: _actor, actorName: _actorName, on: _on, ...rest } = event;
  return JSON.stringify(rest);
}

/**
 * The event back from its row. The caller names the type: payloads are written by `toPayload` only and the chain
 * proves that nobody has touched them since.
 */
export function fromPayload<E extends AnyEvent>(
  row: Pick<StoredEvent, 'type' | 'actor' | 'actorName' | 'businessDate' | 'payload'>,
): E {
  const body: unknown = JSON.parse(row.payload);
  if (typeof body !== 'object' || body === null) throw new Error(`payload of ${row.type} is no object`);
  return { ...body, type: row.type, actor: row.actor, actorName: row.actorName, on: row.businessDate } as E;
}
