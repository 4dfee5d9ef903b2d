import type { Reader, Tx } from '#db/access.ts';
import { getCase } from '#db/repositories/cases.ts';
import { markDistinct, unmarkDistinct } from '#db/repositories/distinct-pairs.ts';
import { getFinding } from '#db/repositories/findings.ts';
import type { Actor } from '../environment.ts';
import { deny } from '../ports.ts';
import { notFound } from '../refusals.ts';
import { findingAt } from './read-finding.ts';

/**
 * Remembers that a finding and other records are different problems (不是重复), or takes it back (`distinct` false).
 * A judgement about a pair, not a change of either: it is not in the log. Refuses `NOT_FOUND`, `DISTINCT_FROM_ITSELF`.
 */
export function judgeDistinct(
  tx: Tx,
  id: string,
  others: readonly string[],
  { actor, at, distinct }: { readonly actor: Actor; readonly at: number; readonly distinct: boolean },
): void {
  const { number } = findingAt(tx, id);
  for (const other of others) {
    if (other === id) deny('DISTINCT_FROM_ITSELF', `线索 ${number} 不能与自身比较；请选择另一条线索或案件。`);
    mustExist(tx, other);
    if (distinct) markDistinct(tx, id, other, { actorName: actor.name, at });
    else unmarkDistinct(tx, id, other);
  }
}

function mustExist(reader: Reader, id: string): void {
  if (getFinding(reader, id) === null && getCase(reader, id) === null) throw notFound('线索或案件', id);
}
