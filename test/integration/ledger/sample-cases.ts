import type { CaseRecord } from '#core/domain/case/case-record.ts';
import type { CaseFacts, CasePolicy, HandlingState } from '#core/domain/case/case-state.ts';
import type { LedgerItem } from '#app/ledger/sheet-rows.ts';
import { type CaseRow, ledgerRowOf } from '#core/domain/ledger/ledger-row.ts';
import { QINGSILUAN_LEDGER } from '#core/domain/ledger/qingsiluan-ledger.ts';
import { planSheet } from '#core/domain/ledger/sheet-plan.ts';
import { rowKey } from '#core/domain/ledger/row-key.ts';
import type { LedgerMeta } from '#worker/ledger/ledger-sheet.ts';

const term = (amount: number) =>
  ({ amount, unit: 'workday', start: 'nextDay', endRoll: true, basis: '可配置默认值' }) as const;

const POLICY: CasePolicy = {
  version: '1',
  noticeRequired: true,
  filingRequired: false,
  extensionLevels: 1,
  maxExtensions: 2,
  maxExtensionAmount: 30,
  terms: {
    receipt: term(1),
    rectification: term(15),
    review: term(5),
    notice: term(10),
    external: null,
    referralDecision: term(3),
    referralDelivery: term(1),
    referralReply: term(3),
  },
};

const FACTS: CaseFacts = {
  policy: POLICY,
  severity: 'serious',
  round: 1,
  beforePhotos: 3,
  afterPhotos: 2,
  completionReporter: null,
  reviewer: null,
  approver: null,
  notice: null,
  openObjections: [],
  extensionsGranted: 1,
  pendingExtension: null,
  suspensions: [],
  clocks: [],
  monitoringReviewOn: null,
  rebounds: 0,
  lastOn: '2026-04-20',
};

/** A closed, extended, rebounded case in which every column of the ledger has a value. */
export const FULL_CASE: CaseRecord = {
  id: '0198c0de-0000-7000-8000-000000000001',
  rev: 12,
  number: 'MY-AJ-2026-0001',
  state: { handling: 'closed', clock: 'running', extension: 'none', supervision: 'none', referral: 'none' },
  facts: FACTS,
  machineVersion: 1,
  findingIds: [],
  filedOn: '2026-03-06',
  basin: '潮白河',
  river: '潮河',
  reach: '辛庄桥至太师屯桥 K3+200—K3+450',
  bank: '左岸',
  townCode: '110118105',
  town: '太师屯镇',
  village: '松树峪村',
  place: '松树峪村东漫水桥下游约120米河道内',
  lon: 117.123456,
  lat: 40.5123,
  datum: 'GCJ-02',
  rawCoordinates: '117.1294,40.5136',
  outsideDistrict: false,
  zones: ['管理范围内', '一级保护区'],
  externalNumbers: ['TB-2026-0031', '12345-260305-7788'],
  source: '遥感图斑',
  campaigns: ['清四乱', '百日行动'],
  foundOn: '2026-03-05',
  foundTime: '09:30',
  category: 'dumping',
  item: '3.2',
  severity: 'serious',
  severityProposed: 'serious',
  severityReason: null,
  description:
    '河道内堆放建筑垃圾、渣土约150立方米，挤占行洪断面约三分之一，堆体高约2米、长约30米，局部混有生活垃圾，雨季存在冲入水库风险。',
  quantity: { amount: 150, unit: 'm³' },
  formedPeriod: '2019年以后',
  violator: '某某建筑工程有限公司',
  suspectedCrime: false,
  chiefs: { city: '王一', district: '李二', town: '张三', village: '赵四' },
  responsibleUnit: '太师屯镇人民政府',
  responsiblePerson: '周五',
  responsiblePhone: '13800000000',
  remarks: '已函告上游镇街',
  leadUnit: '太师屯镇人民政府',
  coUnits: ['区城管委', '区生态环境局'],
  supervisingUnit: '区水务局',
  goal: '堆体全部清除，恢复河道行洪断面和岸坡原状。',
  measures:
    '1.组织机械清运，3月20日前完成；2.对岸坡平整复绿，3月31日前完成；3.增设阻车石墩和监控1处，4月5日前完成；4.对违法主体依法立案查处。',
  rectificationType: 'timeLimited',
  assignedOn: '2026-03-07',
  progress: '堆体已全部清运，岸坡平整完成，正在播撒草籽。',
  progressOn: '2026-03-28',
  completedOn: '2026-04-03',
  effects: [
    { kind: '清垃圾', amount: 152.5, unit: 'm³' },
    { kind: '恢复岸线', amount: 30, unit: 'm' },
  ],
  reviewedOn: '2026-04-07',
  reviewerName: '孙六',
  reviewResult: 'passed',
  noticeFrom: '2026-04-08',
  noticeTo: '2026-04-21',
  closedOn: '2026-04-22',
  closureNumber: '密河长办〔2026〕12号',
  approverName: '钱七',
  reboundOf: { caseId: '0198c0de-0000-7000-8000-000000000009', number: 'MY-AJ-2025-0088' },
  dues: [],
  dueOn: null,
  dueProvisional: false,
  originalDueOn: '2026-03-27',
  rectificationDueOn: '2026-04-10',
  updatedAt: 1_777_000_000_000,
};

/** The same case with nothing in it that may be missing. */
export const BARE_CASE: CaseRecord = {
  ...FULL_CASE,
  number: 'MY-AJ-2026-0002',
  state: { ...FULL_CASE.state, handling: 'pendingAssignment' },
  facts: { ...FACTS, extensionsGranted: 0, beforePhotos: 0, afterPhotos: 0 },
  basin: null,
  river: null,
  reach: null,
  bank: null,
  town: null,
  village: null,
  place: null,
  lon: null,
  lat: null,
  datum: 'unknown',
  zones: [],
  externalNumbers: [],
  campaigns: [],
  foundTime: null,
  item: null,
  quantity: null,
  formedPeriod: null,
  violator: null,
  chiefs: { city: null, district: null, town: null, village: null },
  responsibleUnit: null,
  responsiblePerson: null,
  responsiblePhone: null,
  remarks: null,
  leadUnit: null,
  coUnits: [],
  supervisingUnit: null,
  goal: null,
  measures: null,
  assignedOn: null,
  progress: null,
  progressOn: null,
  completedOn: null,
  effects: [],
  reviewedOn: null,
  reviewerName: null,
  reviewResult: null,
  noticeFrom: null,
  noticeTo: null,
  closedOn: null,
  closureNumber: null,
  approverName: null,
  reboundOf: null,
  originalDueOn: null,
  rectificationDueOn: null,
};

/** Row of a case at a place in the ledger (序号 from 1), with everything of people. */
export function rowOf(record: CaseRecord, index = 1): CaseRow {
  const photos = { before: record.facts.beforePhotos, after: record.facts.afterPhotos };
  return ledgerRowOf(record, { index, photos, today: '2026-07-01', privacy: 'full' });
}

/** The same as an item of a sheet. */
export function itemOf(row: CaseRow): LedgerItem {
  return { row, key: rowKey([{ kind: 'case', id: FULL_CASE.id, rev: FULL_CASE.rev }]) };
}

/** The same of many rows, lazily. */
export function* itemsOf(rows: Iterable<CaseRow>): Generator<LedgerItem> {
  for (const row of rows) yield itemOf(row);
}

/** Twenty of the 49 columns, of every type. */
export const TWENTY = [
  'index',
  'number',
  'externalNumbers',
  'source',
  'foundAt',
  'river',
  'town',
  'place',
  'lon',
  'lat',
  'category',
  'item',
  'severity',
  'description',
  'leadUnit',
  'measures',
  'assignedOn',
  'rectificationDueOn',
  'extensions',
  'completion',
] as const;

/** The 49 columns without pictures, as they are written. */
export const QINGSILUAN_PLAN = planSheet(
  QINGSILUAN_LEDGER.sheets[0],
  { photos: false },
  { date: '2026年7月1日', period: '' },
);

const HANDLING: readonly HandlingState[] = [
  'closed',
  'pendingAssignment',
  'rectifying.active',
  'pendingReview',
  'publicNotice',
  'monitored',
  'withdrawn',
];

/** Many rows, each told apart by its number; lazily. */
export function* manyRows(count: number): Generator<CaseRow> {
  for (let index = 1; index <= count; index += 1) {
    const handling = HANDLING[index % HANDLING.length] ?? 'closed';
    const base = index % 5 === 0 ? BARE_CASE : FULL_CASE;
    const description = `第${index}号问题。${FULL_CASE.description.repeat(1 + (index % 4))}`;
    yield rowOf(
      {
        ...base,
        number: `MY-AJ-2026-${String(index).padStart(6, '0')}`,
        description,
        state: { ...base.state, handling },
      },
      index,
    );
  }
}

/** Facts of an export. */
export function metaOf(): LedgerMeta {
  return {
    definition: QINGSILUAN_LEDGER,
    exportId: '0198c0de-0000-7000-8000-0000000000e1',
    privacy: 'full',
    sort: QINGSILUAN_LEDGER.sort,
    filingUnit: '北京市密云区水务局',
    filterText: '专项行动：清四乱；发现日期：2026-01-01 至 2026-06-30',
    exportedAt: '2026-07-01T16:05',
    exportedAtMs: Date.UTC(2026, 6, 1, 8, 5),
    exporter: '李经办',
    logHead: { device: 'MY-PC-01', seq: 4321, hash: 'ab12'.repeat(16) },
  };
}
