import type { EventBase, PhotoRole } from '../case/case-events.ts';
import type { CivilDate } from '../deadline/terms.ts';
import type { Problem } from './problem.ts';

/** Changed descriptive fields, old and new. */
export type FieldChanges = Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;

/** Stated when an import batch did it, and not a person by hand: it is no work on the finding. */
interface OfImport {
  readonly batchId?: string | undefined;
}

interface FindingEventBodies {
  'finding.registered': {
    readonly number: string;
    readonly problem: Problem;
    readonly beforePhotos: number;
    readonly afterPhotos: number;
    readonly batchId: string | null;
    readonly sourceRow: number | null;
  };
  'finding.photoAttached': { readonly photoId: string; readonly role: PhotoRole } & OfImport;
  'finding.detailsChanged': {
    readonly changes: FieldChanges;
  } & OfImport;
  /** 核实属实 */
  'finding.confirmed': { readonly opinion: string };
  /** 不属实, basis required */
  'finding.judgedUnfounded': { readonly basis: string };
  /** 转办 */
  'finding.transferred': { readonly to: string; readonly letterNumber: string; readonly replyDueOn: CivilDate };
  /** 当场办结: needs a before and an after photo */
  'finding.fixedOnSpot': { readonly measures: string };
  /** 合并: the target is itself not merged (`targetMerged` is read in the same transaction) */
  'finding.merged': {
    readonly target: { readonly kind: 'finding' | 'case'; readonly id: string };
    readonly targetMerged: boolean;
    readonly reason: string;
  };
  /** 立案 */
  'finding.filed': { readonly caseId: string; readonly caseNumber: string };
  /** 退回待核实, with a reason */
  'finding.returned': { readonly reason: string };
  /** 恢复导入前内容: an import batch is undone; fields that still stand as it left them get their old values */
  'finding.importReverted': { readonly batchId: string; readonly changes: FieldChanges };
  /** 撤回导入: the import batch that made the finding is undone */
  'finding.importWithdrawn': { readonly batchId: string };
}

/** Every event of a finding. */
export type FindingEvent = {
  [T in keyof FindingEventBodies]: EventBase & { readonly type: T } & FindingEventBodies[T];
}[keyof FindingEventBodies];

/** Name of a finding event. */
export type FindingEventType = FindingEvent['type'];
