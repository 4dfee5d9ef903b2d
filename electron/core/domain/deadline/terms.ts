/** A civil date `YYYY-MM-DD`. Never a `Date`, never an instant. */
export type CivilDate = string;

/** A civil date with the minute, `YYYY-MM-DDTHH:mm`, local civil time. */
export type CivilMinute = string;

/** Unit of a term (期限单位): 小时 / 自然日 / 工作日 / 月. */
export type TermUnit = 'hour' | 'day' | 'workday' | 'month';

/**
 * A term (期限) as a rule states it.
 * `start`: `sameDay` counts the first day (当日计入), `nextDay` begins on the day after (次日起算).
 * `endRoll`: a last day that is no working day moves to the next working day (末日顺延).
 */
export interface Term {
  readonly amount: number;
  readonly unit: TermUnit;
  readonly start: 'sameDay' | 'nextDay';
  readonly endRoll: boolean;
}

/** One entry of the suspension ledger (中止台账): days `from <= d < to` do not count; `to` null = still suspended. */
export interface Suspension {
  readonly from: CivilDate;
  readonly to: CivilDate | null;
  readonly reason: string;
}

/** A granted extension (延期) as additional budget, counted after the term itself, in the order of approval. */
export interface Extension {
  readonly amount: number;
  readonly unit: Exclude<TermUnit, 'hour'>;
}

/** What a clock (时限) of a case measures. */
export type ClockKind = 'receipt' | 'rectification' | 'review' | 'notice' | 'external' | 'referral' | 'monitoring';

/** One clock of a case: a term, when it began, and the due date as derived when it was last (re)stated. */
export interface Clock {
  /** Unique in its case, e.g. `rectification#2` for the second round. */
  readonly id: string;
  readonly kind: ClockKind;
  readonly term: Term;
  /** Source of the rule, Chinese, e.g. `《信访工作条例》第三十四条`, or `可配置默认值`. */
  readonly basis: string;
  /** First day (the day of the triggering event); for hour terms `startedAt` has the minute. */
  readonly startedOn: CivilDate;
  readonly startedAt: CivilMinute | null;
  readonly round: number;
  readonly extensions: readonly Extension[];
  /** Null while it runs. */
  readonly stoppedOn: CivilDate | null;
}

/** A derived due date. `dueOn` is null only while the clock is suspended without an end. */
export interface Due {
  readonly clockId: string;
  readonly dueOn: CivilDate | null;
  /** Set for hour terms. */
  readonly dueAt: CivilMinute | null;
  /** Due before any extension was granted (原整改时限), same calendar and suspensions. */
  readonly originalDueOn: CivilDate | null;
  /** 暂定: the count touched a day whose year has no published notice. */
  readonly provisional: boolean;
}
