import type { z } from 'zod';
import { ROLE_LABELS } from '#core/domain/account/roles.ts';
import { STATE_LABELS } from '#core/domain/case/case-labels.ts';
import { DOCUMENT_KINDS, KIND_TRAITS } from '#core/domain/document/document-kinds.ts';
import { FINDING_STATE_LABELS } from '#core/domain/finding/finding-labels.ts';
import { PROBLEM_FIELD_LABELS } from '#core/domain/finding/problem-fields.ts';
import { SEVERITY_LABELS } from '#core/domain/finding/severity.ts';
import { CATEGORY_LABELS } from '#core/domain/finding/taxonomy.ts';
import { RECTIFICATION_LABELS } from '#core/domain/ledger/ledger-labels.ts';

const KIND_LABELS = Object.fromEntries(DOCUMENT_KINDS.map((kind) => [kind, KIND_TRAITS[kind].label]));

/** Chinese names of everything a caller fills in and a row holds, beside the descriptive fields. */
const FIELD_LABELS: Readonly<Record<string, string>> = {
  ...PROBLEM_FIELD_LABELS,
  // what a request is about
  id: '编号键',
  rev: '版次',
  on: '办理日期',
  problem: '问题',
  act: '办理事项',
  type: '种类',
  findings: '线索',
  reboundOf: '反弹的原案',
  owner: '所属的线索或案件',
  kind: '种类',
  role: '角色',
  file: '文件',
  staged: '暂存的导入',
  returned: '回收的台账',
  verdict: '核对结果',
  leaveOut: '不写入的改动',
  takeOver: '按文件写入的冲突',
  name: '名称',
  items: '案件',
  list: '列表',
  spec: '视图内容',
  shared: '共享',
  login: '登录名',
  displayName: '姓名',
  password: '口令',
  active: '在用',
  policies: '期限规则',
  rules: '严重程度规则',
  aliases: '别称',
  unitId: '所属单位',
  post: '职务',
  phone: '电话',
  chiefName: '河长姓名',
  chiefPost: '河长职务',
  chiefPhone: '河长电话',
  reaches: '河段',
  old: '原口令',
  key: '偏好项',
  value: '偏好内容',
  bureau: '填报单位',
  numberPrefix: '编号前缀',
  ledger: '台账',
  view: '常用视图',
  privacy: '个人信息',
  forEditing: '供填报',
  split: '分份方式',
  period: '期间',
  report: '报表快照',
  steps: '期数',
  distinctFrom: '不是重复的记录',
  otherId: '另一条记录',
  distinct: '是否为不同问题',
  changes: '修改内容',
  // imports
  sheet: '工作表',
  header: '表头所在行',
  top: '首行',
  bottom: '末行',
  columns: '列',
  column: '列',
  fixed: '整张表的固定值',
  answers: '对各列疑问的回答',
  kinds: '行的类别',
  issue: '提示的种类',
  limit: '每页行数',
  edits: '单元格的修改',
  row: '表中行号',
  code: '提示的种类',
  select: '所选的行',
  rows: '所选的行',
  ticked: '是否勾选',
  decided: '是否已决定',
  decision: '处理决定',
  existing: '已登记的记录',
  // photos
  files: '文件',
  plan: '照片归位方案',
  photos: '照片',
  photo: '照片序号',
  findingId: '线索',
  // documents
  cases: '案件',
  values: '栏目内容',
  template: '模板',
  format: '文件格式',
  together: '合为一份',
  reuseNumber: '沿用文号',
  redHead: '打印红头',
  contact: '联系人',
  series: '机关代字',
  ...KIND_LABELS,
  // lists
  filter: '筛选',
  search: '搜索词',
  sort: '排序',
  by: '排序依据',
  dir: '排序方向',
  page: '分页',
  offset: '起始行',
  size: '每页行数',
  ids: '编号键',
  state: '状态',
  handling: '办理状态',
  campaign: '专项行动',
  batchId: '导入批次',
  batch: '导入批次',
  only: '行的结果',
  worked: '是否已办理',
  group: '分组',
  foundFrom: '发现日期起',
  foundTo: '发现日期止',
  registeredFrom: '登记日期起',
  registeredTo: '登记日期止',
  dueFrom: '到期日期起',
  filedFrom: '立案日期起',
  filedTo: '立案日期止',
  closedFrom: '销号日期起',
  closedTo: '销号日期止',
  grossFrom: '严重超期之日起',
  grossTo: '严重超期之日止',
  clock: '计时',
  extension: '延期',
  supervision: '督办',
  referral: '移送',
  rebound: '反弹',
  noDue: '无期限',
  handledBy: '经办人',
  dimension: '分组依据',
  after: '上次看到的位置',
  dueTo: '到期日期止',
  // parts of a problem
  amount: '数量',
  unit: '单位',
  city: '市级河长',
  district: '区级河长',
  village: '村（社区）',
  // acts
  leadUnit: '主办单位',
  coUnits: '协办单位',
  supervisingUnit: '督导单位',
  goal: '整改目标',
  measures: '整改措施',
  rectificationType: '整改类型',
  reason: '理由',
  text: '情况说明',
  nextReviewOn: '下次复查日期',
  completedOn: '完成日期',
  effects: '清理成效',
  opinion: '意见',
  startedOn: '开始日期',
  endsOn: '截止日期',
  venue: '公示地点或网址',
  objectionId: '异议',
  basis: '依据',
  closureNumber: '销号文号',
  supplement: '补正意见',
  filingNumber: '备案编号',
  field: '栏目',
  from: '起始或原值',
  to: '截止、去向或新值',
  approver: '批准人',
  document: '文书',
  level: '级别',
  authority: '接收机关',
  at: '时间',
  letterNumber: '文号',
  receipt: '受理回执',
  result: '处理结果',
  replyDueOn: '要求回复日期',
  target: '合并到的线索或案件',
  // calendar
  year: '年份',
  notice: '节假日通知',
  documentNumber: '发文字号',
  title: '标题',
  issuedOn: '成文日期',
  supersedes: '替代的通知',
  days: '日期列表',
  date: '日期',
  workdays: '工作日数',
  // rows
  number: '编号',
  registeredOn: '登记日期',
  beforePhotos: '整改前照片数',
  afterPhotos: '整改后照片数',
  sourceRow: '来源行号',
  caseId: '案件',
  caseNumber: '案件编号',
  facts: '办理事实',
  machineVersion: '流程版本',
  findingIds: '来源线索',
  filedOn: '立案日期',
  assignedOn: '交办日期',
  progress: '进展情况',
  progressOn: '进展日期',
  reviewedOn: '复核日期',
  reviewerName: '复核人',
  reviewResult: '复核结果',
  noticeFrom: '公示起',
  noticeTo: '公示止',
  closedOn: '销号日期',
  approverName: '销号审批人',
  dues: '各项时限',
  dueOn: '到期日期',
  dueProvisional: '暂定',
  originalDueOn: '原整改时限',
  rectificationDueOn: '整改时限',
  updatedAt: '更新时间',
};

/** Chinese names of the values that a list offers. */
const VALUE_LABELS: Readonly<Record<string, string>> = {
  ...ROLE_LABELS,
  ...SEVERITY_LABELS,
  ...CATEGORY_LABELS,
  ...RECTIFICATION_LABELS,
  ...FINDING_STATE_LABELS,
  ...STATE_LABELS.handling,
  ...KIND_LABELS,
};

/** Chinese name of a field; the name itself where there is none, so that nothing is hidden. */
export function labelOf(field: string): string {
  return FIELD_LABELS[field] ?? field;
}

/** Whether a field has a Chinese name. */
export function hasLabel(field: string): boolean {
  return Object.hasOwn(FIELD_LABELS, field);
}

/** One fault of an input as a person reads it: where in the form, and what is wrong; the path as the program knows it stays in `data`. */
export function describeIssue(issue: z.core.$ZodIssue): string {
  const place = belowNoAnswers(issue.path)
    .map((step) => (typeof step === 'number' ? `第 ${step + 1} 项` : labelOf(String(step))))
    .join('·');
  return place === '' ? messageOf(issue) : `${place}：${messageOf(issue)}`;
}

/** The keys of answers and of typed values are data, not fields with names. */
function belowNoAnswers(path: z.core.$ZodIssue['path']): z.core.$ZodIssue['path'] {
  const answers = path.findIndex((step) => step === 'answers' || step === 'values');
  return answers === -1 ? path : path.slice(0, answers + 1);
}

function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return '多出了程序不认识的项';
  if (issue.code === 'invalid_union' && issue.discriminator !== undefined) return '没有这一种';
  if (issue.code === 'invalid_type' && issue.expected === 'boolean') return '应为“是”或“否”';
  if (issue.code !== 'invalid_value') return issue.message;
  const labels = issue.values.map((value) => VALUE_LABELS[String(value)]);
  return labels.every((label) => label !== undefined) ? `只能是${labels.join('、')}之一` : '不在可选的值之中';
}
