import type { CivilDate } from '#core/domain/deadline/terms.ts';
import { addDays } from '#core/domain/deadline/civil-date.ts';
import { parseSeverityRules, type SeverityRuleSet } from '#core/domain/finding/severity.ts';
import type { Reader } from '#db/access.ts';
import { countEventsOf, eventsOf } from '#db/repositories/events.ts';
import { latestFoundOn } from '#db/repositories/findings.ts';
import { type Actor, by, type Environment, today } from '../environment.ts';
import type { LoggedTx } from '../log/log-writer.ts';
import { toPayload } from '../log/payload.ts';
import { deny, need } from '../ports.ts';

/** The bureau's own severity rules are one aggregate of the log; this is its key. The log is where they are kept. */
const SEVERITY_RULES_ID = '00000000-0000-7000-8000-000000000003';

/** Every version of the severity rules (严重程度规则), the shipped ones first; kept until a version is added. */
export interface CurrentSeverityRules {
  get(): readonly SeverityRuleSet[];
  /** After a version was committed, or its transaction undone. */
  forget(): void;
}

/** Keeps the severity rules of a connection. */
export function createCurrentSeverityRules(reader: Reader, shipped: readonly SeverityRuleSet[]): CurrentSeverityRules {
  let kept: readonly SeverityRuleSet[] | null = null;
  return {
    get() {
      kept ??= inForce(
        shipped,
        eventsOf(reader, SEVERITY_RULES_ID).map(({ payload }) => logged(payload)),
      );
      return kept;
    },
    forget() {
      kept = null;
    },
  };
}

/** The bureau has decided for itself: what is shipped later, as a default, does not take the place of its own in silence. */
function inForce(shipped: readonly SeverityRuleSet[], own: readonly SeverityRuleSet[]): readonly SeverityRuleSet[] {
  const since = own.reduce<CivilDate | null>(
    (first, { validFrom }) => (first === null || validFrom < first ? validFrom : first),
    null,
  );
  return [...shipped.filter(({ validFrom }) => since === null || validFrom < since), ...own];
}

function logged(payload: string): SeverityRuleSet {
  const { rules } = JSON.parse(payload) as { rules: unknown };
  return need(parseSeverityRules(rules));
}

/** As `parseSeverityRules`, but what is missing is told of a form, not of a damaged file. */
function wellFilled(raw: unknown): SeverityRuleSet {
  const parsed = parseSeverityRules(raw);
  if (parsed.ok || parsed.error.code !== 'RESOURCE_DAMAGED') return need(parsed);
  const message = '严重程度规则没有填写完整，没有保存；请写明适用日、依据文件、每种情形的分档数值和依据。';
  return deny('SEVERITY_RULE_WRONG', message, parsed.error.data);
}

/** First day on which a new version may begin: after every finding that an earlier one has judged. */
export function severityRulesFrom(reader: Reader): CivilDate | null {
  const last = latestFoundOn(reader);
  return last === null ? null : addDays(last, 1);
}

/**
 * Adds a version of the bureau's own (`2018-1+本局2`), which judges what is found from its day on; nothing that was
 * judged is judged anew. Refuses `SEVERITY_RULE_WRONG` and what else `parseSeverityRules` refuses of an item, and `SEVERITY_RULES_TOO_EARLY`.
 */
export function addSeverityRules(env: Environment, log: LoggedTx, raw: unknown, actor: Actor): SeverityRuleSet {
  const { ports } = env;
  const wanted = wellFilled(raw);
  const from = severityRulesFrom(log.tx);
  if (from !== null && wanted.validFrom < from) {
    const message = `适用日 ${wanted.validFrom} 太早：已有 ${addDays(from, -1)} 发现的线索按原规则判定过；请填写 ${from} 或以后的日期。`;
    deny('SEVERITY_RULES_TOO_EARLY', message, { validFrom: wanted.validFrom, from });
  }
  const count = countEventsOf(log.tx, SEVERITY_RULES_ID) + 1;
  const rules = { ...wanted, version: `${ports.reference.severityRules.at(-1)?.version ?? ''}+本局${count}` };
  const event = { ...by(actor, today(ports)), type: 'severityRules.added', rules };
  log.append({
    aggregate: 'severityRules',
    aggregateId: SEVERITY_RULES_ID,
    rev: count,
    type: event.type,
    payload: toPayload(event),
    actor: event.actor,
    actorName: event.actorName,
    businessDate: event.on,
    machineVersion: 1,
  });
  return rules;
}
