import type { CivilDate } from '#core/domain/deadline/terms.ts';
import type { Period } from '#core/domain/ledger/period.ts';
import type { Reader, Tx } from '../access.ts';

/** A kept snapshot of the figures of a period (期末快照); `figures` is `PeriodReport` as JSON text, just as it was hashed. */
export interface StoredReport {
  readonly id: string;
  readonly kind: Period['kind'];
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly asOf: CivilDate;
  /** Instant, ms UTC. */
  readonly takenAt: number;
  readonly actor: string;
  readonly actorName: string;
  readonly figures: string;
  readonly figuresHash: string;
  /** Head of the log under which it was taken. */
  readonly device: string;
  readonly headSeq: number;
  readonly headHash: string;
}

const SELECT = `select id, kind, from_on as "from", to_on as "to", as_of as asOf, taken_at as takenAt, actor,
  actor_name as actorName, figures, figures_hash as figuresHash, device, head_seq as headSeq, head_hash as headHash
  from period_report`;

/** Keeps a snapshot. */
export function insertReport(tx: Tx, report: StoredReport): void {
  tx.write(
    `insert into period_report (id, kind, from_on, to_on, as_of, taken_at, actor, actor_name, figures, figures_hash,
       device, head_seq, head_hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    report.id,
    report.kind,
    report.from,
    report.to,
    report.asOf,
    report.takenAt,
    report.actor,
    report.actorName,
    report.figures,
    report.figuresHash,
    report.device,
    report.headSeq,
    report.headHash,
  );
}

/** One snapshot by key, null when there is none. */
export function getReport(reader: Reader, id: string): StoredReport | null {
  return reader.read<StoredReport>(`${SELECT} where id = ?`).get(id) ?? null;
}

/** Snapshots of weeks or months, latest period first, and of one period the latest look first. */
export function listReports(reader: Reader, kind: Period['kind'], limit = 200): StoredReport[] {
  return reader
    .read<StoredReport>(`${SELECT} where kind = ? order by from_on desc, taken_at desc, id desc limit ?`)
    .all(kind, limit);
}

/** Latest snapshot of a period, null when none was taken. */
export function latestReport(reader: Reader, { kind, from }: Pick<Period, 'kind' | 'from'>): StoredReport | null {
  const sql = `${SELECT} where kind = ? and from_on = ? order by taken_at desc, id desc limit 1`;
  return reader.read<StoredReport>(sql).get(kind, from) ?? null;
}
