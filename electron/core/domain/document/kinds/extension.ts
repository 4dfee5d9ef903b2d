import { termText } from '../../deadline/working.ts';
import { foundText, sentence, unitOf } from '../case-words.ts';
import { field, optional } from '../document-fields.ts';
import { CLOSING_FIELDS, heading, type KindOfDocument, letterOf, paragraphs } from './letter.ts';

/** 延期申请 (`domain.md` 2.8): the responsible unit asks the bureau; the due date asked for is derived, never typed. */
export const extension: KindOfDocument = {
  fields: [
    optional('number', '文号'),
    field('title', '标题'),
    field('recipients', '主送单位'),
    field('opening', '案件情况', 'lines'),
    field('dueOn', '原截止日期', 'date'),
    field('amount', '申请延长'),
    field('newDueOn', '申请延期至', 'date'),
    field('reason', '申请原因', 'lines'),
    field('progress', '目前进展', 'lines'),
    field('plan', '后续安排', 'lines'),
    ...CLOSING_FIELDS,
    optional('contact', '联系人'),
    optional('phone', '联系电话'),
  ],
  prefill: ({ record, history, extendedDueOn }, { bureau, today }) => {
    const asked = record.facts.pendingExtension ?? history.extension;
    return {
      title: '关于延长整改期限的申请',
      recipients: bureau,
      opening: foundText(record),
      dueOn: record.rectificationDueOn,
      amount: asked === null ? null : termText(asked),
      newDueOn: extendedDueOn,
      reason: history.extension === null ? null : sentence(history.extension.reason),
      progress: record.progress === null ? null : sentence(record.progress),
      signatory: unitOf(record),
      date: today,
      contact: record.responsiblePerson,
      phone: record.responsiblePhone,
    };
  },
  compose: (fill, office) =>
    letterOf('extension', fill, { ...office, redHead: false }, [
      ...paragraphs(fill.lines('opening')),
      ...paragraphs([
        `该案整改截止日期为${fill.text('dueOn')}，因下列原因不能按期完成，申请延长 ${fill.text('amount')}，延期至${fill.text('newDueOn')}。`,
      ]),
      heading('一、申请原因'),
      ...paragraphs(fill.lines('reason')),
      heading('二、目前进展'),
      ...paragraphs(fill.lines('progress')),
      heading('三、后续安排'),
      ...paragraphs(fill.lines('plan')),
      ...paragraphs(['妥否，请批示。']),
    ]),
};
