import type { FindingEventType } from './finding-events.ts';
import type { FindingState } from './finding-record.ts';

/** Chinese names of the states of a finding. */
export const FINDING_STATE_LABELS: Readonly<Record<FindingState, string>> = {
  pendingVerification: '待核实',
  confirmed: '已核实待立案',
  filed: '已立案',
  unfounded: '不属实',
  transferred: '转办',
  fixedOnSpot: '当场办结',
  merged: '已合并',
  withdrawn: '已撤回导入',
};

/** Chinese verb of every event of a finding. */
export const FINDING_EVENT_LABELS: Readonly<Record<FindingEventType, string>> = {
  'finding.registered': '登记',
  'finding.photoAttached': '添加照片',
  'finding.detailsChanged': '修改线索信息',
  'finding.confirmed': '核实属实',
  'finding.judgedUnfounded': '认定不属实',
  'finding.transferred': '转办',
  'finding.fixedOnSpot': '当场办结',
  'finding.merged': '合并',
  'finding.filed': '立案',
  'finding.returned': '退回待核实',
  'finding.importReverted': '恢复导入前内容',
  'finding.importWithdrawn': '撤回导入',
};
