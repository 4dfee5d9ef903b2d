import { createHash } from 'node:crypto';
import type { ReportView } from '#core/contract/views-export.ts';
import { type Period, periodText } from '#core/domain/ledger/period.ts';
import { type PeriodReport, periodReport } from '#core/domain/ledger/period-rows.ts';
import type { Reader } from '#db/access.ts';
import { readHead } from '#db/repositories/events.ts';
import { getReport, insertReport, latestReport, type StoredReport } from '#db/repositories/period-reports.ts';
import { periodTallies } from '#db/repositories/period-tallies.ts';
import { type Actor, by, type Environment, today } from '../environment.ts';
import { inLoggedTx } from '../log/log-writer.ts';
import { toPayload } from '../log/payload.ts';
import { deny } from '../ports.ts';
import { notFound } from '../refusals.ts';

/** The figures of a period as the database has them now. */
export function reportNow(reader: Reader, period: Period, asOf: string): PeriodReport {
  return periodReport(period, asOf, periodTallies(reader, period, asOf));
}

/** Looks at a period and keeps the figures; the event holds their hash. A period to come is refused: `REPORT_TO_COME`. */
export function takeReport(env: Environment, actor: Actor, period: Period): StoredReport {
  const { connection, ports } = env;
  const asOf = today(ports);
  if (period.from > asOf) {
    deny('REPORT_TO_COME', `${periodText(period)}还没有开始（今天 ${asOf}），不能生成快照。`, { period });
  }
  return inLoggedTx(connection, ports, (log) => {
    const figures = JSON.stringify(reportNow(log.tx, period, asOf));
    const head = readHead(log.tx, ports.device);
    const report: StoredReport = {
      id: ports.newId(),
      ...period,
      asOf,
      takenAt: log.at,
      actor: actor.id,
      actorName: actor.name,
      figures,
      figuresHash: hashOf(figures),
      device: ports.device,
      headSeq: head?.seq ?? 0,
      headHash: head?.hash ?? '',
    };
    insertReport(log.tx, report);
    const base = by(actor, asOf);
    const { kind, from, to, figuresHash } = report;
    const event = { ...base, type: 'report.taken', kind, from, to, asOf, figuresHash };
    log.append({
      aggregate: 'report',
      aggregateId: report.id,
      rev: 1,
      type: event.type,
      payload: toPayload(event),
      actor: base.actor,
      actorName: base.actorName,
      businessDate: base.on,
      machineVersion: 1,
    });
    return report;
  });
}

/**
 * The snapshot that a report is printed from: the one named, else the latest of the period that was taken after its end, else
 * null. Refuses `NOT_FOUND`, `REPORT_OTHER_PERIOD`, and `REPORT_CHANGED` when the kept figures are not those that were hashed.
 */
export function keptReport(reader: Reader, period: Period, id: string | undefined): StoredReport | null {
  if (id === undefined) {
    const latest = latestReport(reader, period);
    return latest !== null && isFinal(latest) ? proved(latest) : null;
  }
  const report = getReport(reader, id);
  if (report === null) throw notFound('报表快照', id);
  if (report.kind !== period.kind || report.from !== period.from)
    deny('REPORT_OTHER_PERIOD', `所选快照是${periodText(report)}的，不是${periodText(period)}的；请另选。`);
  return proved(report);
}

function proved(report: StoredReport): StoredReport {
  if (hashOf(report.figures) !== report.figuresHash)
    deny('REPORT_CHANGED', `${periodText(report)}的快照内容与生成时的校验值不符，不能据以打印；请从备份恢复。`, {
      id: report.id,
    });
  return report;
}

function isFinal({ asOf, to }: Pick<StoredReport, 'asOf' | 'to'>): boolean {
  return asOf > to;
}

/** A snapshot as a person sees it. */
export function reportView(report: StoredReport): ReportView {
  const { id, kind, from, to, asOf, takenAt, actorName, figuresHash } = report;
  const period = { kind, from, to };
  return { id, period, text: periodText(period), asOf, final: isFinal(report), takenAt, actorName, figuresHash };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
