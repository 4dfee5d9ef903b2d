import type { AccountRole } from '../domain/account/roles.ts';
import type { CivilDate, Clock, Due } from '../domain/deadline/terms.ts';
import type { WorkingLine } from '../domain/deadline/due.ts';

/** Result of a command on one record. */
export interface Saved {
  readonly id: string;
  readonly number: string;
  readonly rev: number;
  /** State after it; of a case its handling state. */
  readonly state: string;
}

/** A local account. */
export interface AccountView {
  readonly id: string;
  readonly login: string;
  readonly displayName: string;
  readonly role: AccountRole;
}

/** An account as the administrator sees it. */
export interface AccountDetails extends AccountView {
  readonly active: boolean;
  /** False: can't sign in at a window until a password is set. */
  readonly hasPassword: boolean;
}

/** Who is signed in; `firstStart`: there is no account yet. */
export interface SessionView {
  readonly account: AccountView | null;
  readonly firstStart: boolean;
  /** 填报单位 */
  readonly bureau: string;
  /** Local civil date as the program counts it. */
  readonly today: CivilDate;
}

/** One page of a list. `totalIsExact` false: at least so many (very common search words). */
export interface ListPage<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly totalIsExact: boolean;
  /** Words of the search that stand in no text and were read as pinyin initials (拼音首字母), small letters. */
  readonly initials: readonly string[];
}

/** Whether a finding allows an action, and why not. */
export interface FindingActionView {
  readonly type: string;
  readonly label: string;
  readonly allowed: boolean;
  readonly reasons: readonly string[];
}

/** One event of a record's history. */
export interface TimelineEntry {
  readonly rev: number;
  readonly type: string;
  readonly label: string;
  readonly actorName: string;
  readonly on: CivilDate;
  /** Instant of entry, ms UTC. */
  readonly at: number;
  readonly details: Readonly<Record<string, unknown>>;
}

/** A clock with its due date and the day-by-day working. */
export interface ClockWorking {
  readonly clock: Clock;
  readonly due: Due;
  readonly working: readonly WorkingLine[];
  readonly summary: string;
}

/** One stored photo. */
export interface PhotoView {
  readonly id: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Revision of the owner after it. */
  readonly ownerRev: number;
}

/** A loaded holiday notice. */
export interface NoticeView {
  readonly id: string;
  readonly year: number;
  readonly documentNumber: string;
  readonly title: string;
  readonly issuedOn: CivilDate;
  readonly supersedes: string | null;
}

/** A due date that a notice moves. */
export interface DeadlineMove {
  readonly caseId: string;
  readonly caseNumber: string;
  readonly clockId: string;
  readonly from: Due | null;
  readonly to: Due;
}

/** What loading a notice did. */
export interface Restated {
  readonly noticeId: string;
  readonly moves: readonly DeadlineMove[];
}

/** Verdict on a public-notice period. */
export interface NoticeCheck {
  readonly workdays: number;
  readonly enough: boolean;
  readonly message: string;
}

/** An exported ledger. */
export interface ExportView {
  readonly path: string;
  readonly rows: number;
  readonly sha256: string;
  readonly bytes: number;
  readonly problems: readonly string[];
}

/** End of one device's chain (日志链头). */
export interface LogHead {
  readonly device: string;
  readonly seq: number;
  readonly hash: string;
}

/** A head that was printed on an export or a backup and has no log any more: it came after the backup that was restored. */
export interface LostHead extends LogHead {
  /** Files it was printed on, as far as known. */
  readonly printedOn: readonly string[];
}

/** A restore from a backup (从备份恢复), as the log tells of it. */
export interface RestorationView {
  /** Instant, ms UTC. */
  readonly at: number;
  readonly actorName: string;
  readonly backup: string;
  /** Instant of the backup, ms UTC. */
  readonly backupAt: number;
  /** Names of this machine in the log before and since. */
  readonly from: string;
  readonly device: string;
  readonly lost: readonly LostHead[];
}

/** Outcome of verifying the log. */
export interface VerifyReport {
  readonly sound: boolean;
  readonly events: number;
  readonly findings: number;
  readonly cases: number;
  readonly heads: readonly LogHead[];
  /** Restores in the order of the log; empty when the chain is not sound. */
  readonly restorations: readonly RestorationView[];
  /** The first bad event or differing row, Chinese; null when sound. */
  readonly fault: { readonly code: string; readonly message: string; readonly data?: unknown } | null;
}

/** A backup. */
export interface BackupView {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly proved: boolean;
  /** Instant, ms UTC. */
  readonly at: number;
  readonly counts: Readonly<Record<string, number>>;
}
