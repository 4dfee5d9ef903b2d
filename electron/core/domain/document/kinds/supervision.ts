import { CLOCK_LABELS, STATE_LABELS } from '../../case/case-labels.ts';
import { daysBetween } from '../../deadline/civil-date.ts';
import { foundText, sentence, unitOf } from '../case-words.ts';
import { field } from '../document-fields.ts';
import type { DocumentSource } from '../document-source.ts';
import { officialDate } from '../official-date.ts';
import { heading, type KindOfDocument, letterFields, letterOf, officeValues, paragraphs } from './letter.ts';

/** 督办单 (`domain.md` 2.6). The level and its approver are those of the 提升督办 in the log. */
export const supervision: KindOfDocument = {
  fields: letterFields([
    field('level', '督办级别'),
    field('opening', '案件情况', 'lines'),
    field('reason', '督办事由', 'lines'),
    field('requirement', '督办要求', 'lines'),
    field('replyOn', '反馈期限', 'date'),
    field('signer', '签发人'),
  ]),
  prefill: (source, office) => {
    const { record, history } = source;
    return {
      ...officeValues(office),
      title: '河湖问题督办单',
      recipients: unitOf(record),
      level: history.supervision === null ? null : STATE_LABELS.supervision[history.supervision.level],
      opening: standingText(source),
      reason: reasonOf(source, office.today),
    };
  },
  compose: (fill, office) =>
    letterOf('supervision', fill, office, [
      ...paragraphs(fill.lines('opening')),
      heading('一、督办级别'),
      ...paragraphs([`${fill.text('level')}。`]),
      heading('二、督办事由'),
      ...paragraphs(fill.lines('reason')),
      heading('三、督办要求'),
      ...paragraphs(fill.lines('requirement')),
      heading('四、反馈期限'),
      ...paragraphs([`请于${fill.text('replyOn')}前书面反馈办理情况。`, `签发人：${fill.text('signer')}`]),
    ]),
};

function standingText({ record }: DocumentSource): string {
  const { assignedOn, rectificationDueOn } = record;
  const steps = [
    ...(assignedOn === null ? [] : [`${officialDate(assignedOn)}交办`]),
    ...(rectificationDueOn === null ? [] : [`整改时限至${officialDate(rectificationDueOn)}`]),
    `目前办理状态为${STATE_LABELS.handling[record.state.handling]}`,
  ];
  return `${foundText(record)}本案${steps.join('，')}。`;
}

function reasonOf({ record, history }: DocumentSource, today: string): string | null {
  if (history.supervision !== null) return sentence(history.supervision.reason);
  const { dueOn } = record;
  const late = dueOn === null ? 0 : daysBetween(dueOn, today);
  if (dueOn === null || late <= 0) return null;
  const due = record.dues.find((one) => one.dueOn === dueOn);
  const clock = record.facts.clocks.find(({ id }) => id === due?.clockId);
  return `${clock === undefined ? '期限' : CLOCK_LABELS[clock.kind]}已于${officialDate(dueOn)}届满，至今逾期 ${late} 个自然日。`;
}
