import type { TimelineEntry } from '#core/contract/views.ts';
import type { RecordLink } from '#core/contract/views-finding.ts';
import { PHOTO_ROLE_LABELS } from '#core/domain/case/case-event-words.ts';
import { fieldLabel, fieldText } from '#core/domain/case/field-text.ts';
import type { FindingEvent } from '#core/domain/finding/finding-events.ts';

/** One line of what an event says. */
export interface TimelineLine {
  readonly label: string;
  readonly text: string;
}

/** What an event of a finding says, in words. `linked`: records whose numbers are known, for the target of a merge. */
export function linesOf(entry: TimelineEntry, linked: readonly RecordLink[]): readonly TimelineLine[] {
  // The log keeps the body of the event whole.
  const event = { ...entry.details, type: entry.type } as unknown as FindingEvent;
  switch (event.type) {
    case 'finding.registered':
      return [
        { label: '编号', text: event.number },
        ...(event.sourceRow === null ? [] : [{ label: '来自导入', text: `表格第 ${event.sourceRow} 行` }]),
      ];
    case 'finding.photoAttached':
      return [{ label: '照片', text: PHOTO_ROLE_LABELS[event.role] }];
    case 'finding.detailsChanged':
    case 'finding.importReverted':
      return Object.entries(event.changes).map(([field, { from, to }]) => ({
        label: fieldLabel(field),
        text: `${fieldText(field, from)} → ${fieldText(field, to)}`,
      }));
    case 'finding.confirmed':
      return [{ label: '核实意见', text: event.opinion }];
    case 'finding.judgedUnfounded':
      return [{ label: '依据', text: event.basis }];
    case 'finding.transferred':
      return [
        { label: '转往单位', text: event.to },
        { label: '文号', text: event.letterNumber },
        { label: '要求回复', text: event.replyDueOn },
      ];
    case 'finding.fixedOnSpot':
      return [{ label: '处置措施', text: event.measures }];
    case 'finding.merged':
      return [
        { label: '合并到', text: targetText(event.target, linked) },
        { label: '理由', text: event.reason },
      ];
    case 'finding.filed':
      return [{ label: '案件', text: event.caseNumber }];
    case 'finding.returned':
      return [{ label: '退回理由', text: event.reason }];
    case 'finding.importWithdrawn':
      return [{ label: '原因', text: '撤销了导入这条线索的批次' }];
  }
}

function targetText({ kind, id }: Pick<RecordLink, 'kind' | 'id'>, linked: readonly RecordLink[]): string {
  const known = linked.find((link) => link.id === id);
  if (known !== undefined) return known.number;
  return kind === 'finding' ? '另一条线索（后已退回）' : '一件案件（后已退回）';
}
