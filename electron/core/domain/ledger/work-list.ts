import type { AccountRole } from '../account/roles.ts';
import { GROSS_FACTOR } from '../case/gross-overdue.ts';
import { isWorkday, type WorkCalendar } from '../deadline/calendar.ts';
import { addDays } from '../deadline/civil-date.ts';
import type { CivilDate } from '../deadline/terms.ts';
import { DEFAULT_THRESHOLDS } from '../deadline/urgency.ts';
import type { FindingFilter } from '../finding/finding-filter.ts';
import type { CaseFilter } from './case-filter.ts';
import { OPEN_STATES } from './statistics.ts';

/** Part of the work list: by deadline / 待我办理 / 等待对方 / 中止中 / 线索 / what one has taken part in (经办). */
export type WorkSection = 'deadline' | 'mine' | 'waiting' | 'suspended' | 'finding' | 'handled';

/** Chinese names of the parts, in their order. */
export const WORK_SECTIONS: Readonly<Record<WorkSection, string>> = {
  deadline: '按期限',
  mine: '待我办理',
  waiting: '等待对方',
  suspended: '中止中',
  finding: '线索',
  handled: '经办',
};

interface GroupHead {
  readonly key: string;
  readonly section: WorkSection;
  /** Chinese, as on screen. */
  readonly title: string;
  /** What is in it, or what to do with it. */
  readonly note: string;
}

/** One group of the work list: the filter of a list that holds exactly its rows. */
export type WorkGroup = GroupHead &
  (
    | { readonly list: 'case'; readonly filter: CaseFilter }
    | { readonly list: 'finding'; readonly filter: FindingFilter }
  );

/** Who looks at the work list. */
export interface Worker {
  /** Key of the account. */
  readonly id: string;
  readonly role: AccountRole;
}

/** The groups that somebody sees on a day, in the order of urgency; last what is no task: 我办理的. */
export function workGroups(today: CivilDate, calendar: WorkCalendar, { id, role }: Worker): readonly WorkGroup[] {
  return [...byDeadline(today, calendar), ...MINE[role](today), ...WAITING, ...FINDINGS, handledBy(id)];
}

/** 我办理的: cases in which the account took a step, as long as they are open; whoever acts next. */
function handledBy(account: string): WorkGroup {
  const filter = { handledBy: [account], handling: OPEN_STATES };
  return caseGroup('handled', 'handled', '我办理的', '有我的办理记录、尚未销号或撤案', filter);
}

/**
 * Last day on which a deadline still counts as `within` working days: the day before the next working day after them,
 * so that a deadline on a day off behind them belongs to them too.
 */
export function lastDayWithin(today: CivilDate, within: number, calendar: WorkCalendar): CivilDate {
  let last = today;
  for (let left = within; ; last = addDays(last, 1)) {
    if (!isWorkday(calendar, addDays(last, 1))) continue;
    if (left === 0) return last;
    left--;
  }
}

function byDeadline(today: CivilDate, calendar: WorkCalendar): readonly WorkGroup[] {
  const soon = DEFAULT_THRESHOLDS.orange;
  const tomorrow = addDays(today, 1);
  const yesterday = addDays(today, -1);
  const until = lastDayWithin(today, soon, calendar);
  const group = (key: string, title: string, note: string, filter: CaseFilter): WorkGroup => ({
    key,
    section: 'deadline',
    title,
    note,
    list: 'case',
    filter,
  });
  return [
    group('dueToday', '今日到期', '当日 24 时止', { dueFrom: today, dueTo: today }),
    group('dueSoon', `${soon} 个工作日内`, `至 ${until}`, { dueFrom: tomorrow, dueTo: until }),
    group('overdue', '已超期', '最久的在前', { dueTo: yesterday, grossFrom: tomorrow }),
    group('gross', '严重超期', `超期已满期限的 ${GROSS_FACTOR} 倍`, { grossTo: today }),
  ];
}

const caseGroup = (section: WorkSection, key: string, title: string, note: string, filter: CaseFilter): WorkGroup => ({
  key,
  section,
  title,
  note,
  list: 'case',
  filter,
});

const ASSIGN = caseGroup('mine', 'toAssign', '待交办', '确定主办单位并交办', { handling: ['pendingAssignment'] });
const REVIEW = caseGroup('mine', 'toReview', '待复核', '复核人不能是申报整改完成的人', { handling: ['pendingReview'] });
const CLOSE = caseGroup('mine', 'toClose', '待销号', '审批人不能是申报人或复核人', { handling: ['pendingClosure'] });
const EXTENSION = caseGroup('mine', 'toExtend', '延期待审批', '批准前原期限不变', {
  extension: ['requested', 'endorsed'],
});
const noticeOver = (today: CivilDate) =>
  caseGroup('mine', 'noticeOver', '公示期满', '无异议的可结束公示', {
    handling: ['publicNotice'],
    dueTo: addDays(today, -1),
  });

/** 待我办理, by role; who may do what is decided where it is done, not here. */
const MINE: Readonly<Record<AccountRole, (today: CivilDate) => readonly WorkGroup[]>> = {
  clerk: (today) => [ASSIGN, REVIEW, noticeOver(today)],
  supervisor: () => [CLOSE, EXTENSION, REVIEW],
  inspector: () => [
    caseGroup('mine', 'toReceive', '待签收', '签收或提出职责异议', { handling: ['pendingReceipt'] }),
    caseGroup('mine', 'rectifying', '整改中', '填报进展，完成后申报', {
      handling: ['rectifying.active', 'rectifying.staged'],
    }),
  ],
  administrator: () => [],
};

const WAITING: readonly WorkGroup[] = [
  caseGroup('waiting', 'receipt', '待签收', '已交办，主办单位未签收', { handling: ['pendingReceipt'] }),
  caseGroup('waiting', 'referral', '移送待受理', '移送书已送达，接收机关未答复', { referral: ['delivered'] }),
  caseGroup('waiting', 'filing', '待备案', '已报上级，等待确认', { handling: ['pendingFiling'] }),
  {
    key: 'transferred',
    section: 'waiting',
    title: '转办待回复',
    note: '线索已转其他单位',
    list: 'finding',
    filter: { state: ['transferred'] },
  },
  caseGroup('suspended', 'suspended', '中止中', '依法中止计时，恢复后期限顺延', { clock: ['suspended'] }),
];

const FINDINGS: readonly WorkGroup[] = [
  {
    key: 'toVerify',
    section: 'finding',
    title: '待核实',
    note: '核实属实、不属实、转办或当场办结',
    list: 'finding',
    filter: { state: ['pendingVerification'] },
  },
  {
    key: 'toFile',
    section: 'finding',
    title: '已核实待立案',
    note: '立案后开始计算期限',
    list: 'finding',
    filter: { state: ['confirmed'] },
  },
];
