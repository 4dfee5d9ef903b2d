import { parsePolicyBook, type PolicyBook } from '#core/domain/policy/policy-book.ts';
import type { Reader, Tx } from '#db/access.ts';
import { getSetting, putSetting } from '#db/repositories/settings.ts';
import type { Ports } from '../ports.ts';
import { need } from '../ports.ts';

const KEY = 'policyBook';

/** The rules new cases are opened under: the bureau's own version, else the shipped one. A case keeps those it was opened with. */
export function currentPolicyBook(reader: Reader, ports: Ports): PolicyBook {
  const own = getSetting(reader, KEY);
  return own === undefined ? ports.reference.policyBook : need(parsePolicyBook(own));
}

/**
 * Sets the bureau's own rules, under a version of their own (`2026-1+本局2`). Refuses what `parsePolicyBook` refuses;
 * nothing is written then.
 */
export function setPolicyBook(tx: Tx, ports: Ports, raw: unknown): PolicyBook {
  const book = need(parsePolicyBook(raw));
  const shipped = ports.reference.policyBook.version;
  const before = currentPolicyBook(tx, ports).version;
  const count = Number(/\+本局(\d+)$/u.exec(before)?.[1] ?? 0) + 1;
  const versioned = { ...book, version: `${shipped}+本局${count}` };
  putSetting(tx, KEY, versioned);
  return versioned;
}
