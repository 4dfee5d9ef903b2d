import {
  type InputRequirement,
  type RequirementTable,
  requireText,
  type StandingRequirement,
} from '../case/requirement.ts';
import type { FindingEvent } from './finding-events.ts';
import type { FindingFacts } from './finding-evolve.ts';
import type { FindingState } from './finding-record.ts';
import { isProblemField } from './problem-fields.ts';

/** All guards of the finding machine, by event. */
export type FindingRequirements = RequirementTable<FindingFacts, FindingState, FindingEvent>;

type Condition = StandingRequirement<FindingFacts, FindingState>;
type Input<Event> = InputRequirement<FindingFacts, FindingState, Event>;

const dated: Condition = {
  name: 'dated',
  kind: 'fact',
  holds: (facts, _state, act) => act.on >= facts.registeredOn,
  reason: (facts, _state, act) => `日期 ${act.on} 早于线索登记日期 ${facts.registeredOn}`,
};

const beforePhoto: Condition = {
  name: 'beforePhoto',
  kind: 'fact',
  holds: (facts) => facts.beforePhotos > 0,
  reason: () => '还缺整改前照片',
};

const afterPhoto: Condition = {
  name: 'afterPhoto',
  kind: 'fact',
  holds: (facts) => facts.afterPhotos > 0,
  reason: () => '还缺整改后照片',
};

const countedPhotos: Input<{ readonly beforePhotos: number; readonly afterPhotos: number }> = {
  name: 'countedPhotos',
  kind: 'input',
  holds: (_facts, _state, event) => isCount(event.beforePhotos) && isCount(event.afterPhotos),
  reason: () => '照片张数应为 0 或正整数',
};

const changesDetails: Input<{ readonly changes: Readonly<Record<string, unknown>> }> = {
  name: 'changesDetails',
  kind: 'input',
  holds: (_facts, _state, event) => {
    const fields = Object.keys(event.changes);
    return fields.length > 0 && fields.every(isProblemField);
  },
  reason: (_facts, _state, event) => {
    const unknown = Object.keys(event.changes).filter((field) => !isProblemField(field));
    return unknown.length === 0 ? '没有要修改的内容' : `不能直接修改：${unknown.join('、')}`;
  },
};

const replyNotPast: Input<{ readonly on: string; readonly replyDueOn: string }> = {
  name: 'replyNotPast',
  kind: 'input',
  holds: (_facts, _state, event) => event.replyDueOn >= event.on,
  reason: (_facts, _state, event) => `要求回复日期 ${event.replyDueOn} 早于转办日期 ${event.on}`,
};

type Target = { readonly target: { readonly id: string }; readonly targetMerged: boolean };

const targetNamed: Input<Target> = {
  name: 'targetNamed',
  kind: 'input',
  holds: (_facts, _state, event) => event.target.id.trim() !== '',
  reason: () => '还缺合并到的线索或案件',
};

const targetNotSelf: Input<Target> = {
  name: 'targetNotSelf',
  kind: 'input',
  holds: (facts, _state, event) => event.target.id !== facts.id,
  reason: () => '不能合并到线索自己',
};

/** No chains: what a finding is merged into is itself not merged. */
const targetNotMerged: Input<Target> = {
  name: 'targetNotMerged',
  kind: 'input',
  holds: (_facts, _state, event) => !event.targetMerged,
  reason: () => '所选的线索自己已被合并，请合并到它所并入的那一条',
};

const imported: Condition = {
  name: 'imported',
  kind: 'fact',
  holds: (facts) => facts.batchId !== null,
  reason: () => '线索不是导入的',
};

const importedByThis: Input<{ readonly batchId: string }> = {
  name: 'importedByThis',
  kind: 'input',
  holds: (facts, _state, event) => facts.batchId === null || facts.batchId === event.batchId,
  reason: () => '线索不是这一批次新增的',
};

/** What somebody worked on is theirs, too: it stays, and is named to whom undoes the import. */
const notWorked: Condition = {
  name: 'notWorked',
  kind: 'fact',
  holds: (facts) => !facts.worked,
  reason: () => '线索导入后已有人办理',
};

/** The requirements of every event of a finding, in the order in which a refusal names them. */
export const FINDING_REQUIREMENTS: FindingRequirements = {
  'finding.registered': [requireText('number', '线索编号'), countedPhotos],
  'finding.photoAttached': [requireText('photoId', '照片'), dated],
  'finding.detailsChanged': [changesDetails, dated],
  'finding.confirmed': [requireText('opinion', '核实意见'), dated],
  'finding.judgedUnfounded': [requireText('basis', '不属实的依据'), dated],
  'finding.transferred': [
    requireText('to', '转往单位'),
    requireText('letterNumber', '转办函文号'),
    replyNotPast,
    dated,
  ],
  'finding.fixedOnSpot': [beforePhoto, afterPhoto, requireText('measures', '处置措施'), dated],
  'finding.merged': [targetNamed, targetNotSelf, targetNotMerged, requireText('reason', '合并理由'), dated],
  'finding.filed': [requireText('caseId', '案件'), requireText('caseNumber', '案件编号'), dated],
  'finding.returned': [requireText('reason', '退回理由'), dated],
  'finding.importReverted': [requireText('batchId', '导入批次'), changesDetails, dated],
  'finding.importWithdrawn': [imported, importedByThis, notWorked, dated],
};

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 0;
}
