import { REVIEW_LABELS } from '../../ledger/ledger-labels.ts';
import { foundText, sentence, unitOf } from '../case-words.ts';
import { field } from '../document-fields.ts';
import type { DocumentSource } from '../document-source.ts';
import { officialDate } from '../official-date.ts';
import { heading, type KindOfDocument, letterFields, letterOf, officeValues, paragraphs } from './letter.ts';

/** 复核意见: the latest review of the case, sent to the responsible unit. */
export const review: KindOfDocument = {
  fields: letterFields([
    field('opening', '案件情况', 'lines'),
    field('completion', '申报的整改情况', 'lines'),
    field('reviewedOn', '复核日期', 'date'),
    field('reviewer', '复核人'),
    field('result', '复核结果'),
    field('opinion', '复核意见', 'lines'),
    field('next', '下一步要求', 'lines'),
  ]),
  prefill: (source, office) => {
    const { record, history } = source;
    const { reviewResult } = record;
    return {
      ...officeValues(office),
      title: '整改情况复核意见',
      recipients: unitOf(record),
      opening: openingOf(source),
      completion: history.completion === null ? null : sentence(history.completion.text),
      reviewedOn: record.reviewedOn,
      reviewer: record.reviewerName,
      result: reviewResult === null ? null : REVIEW_LABELS[reviewResult],
      opinion: opinionOf(source),
      next: nextOf(source),
    };
  },
  compose: (fill, office) =>
    letterOf('review', fill, office, [
      ...paragraphs(fill.lines('opening')),
      heading('一、申报的整改情况'),
      ...paragraphs(fill.lines('completion')),
      heading('二、复核结果'),
      ...paragraphs([
        `${fill.text('reviewedOn')}，${fill.text('reviewer')}对整改情况进行了复核，结果：${fill.text('result')}。`,
      ]),
      heading('三、复核意见'),
      ...paragraphs(fill.lines('opinion')),
      heading('四、下一步要求'),
      ...paragraphs(fill.lines('next')),
    ]),
};

function openingOf({ record }: DocumentSource): string {
  const { completedOn } = record;
  return completedOn === null
    ? foundText(record)
    : `${foundText(record)}你单位申报已于${officialDate(completedOn)}完成整改。现将复核意见通知如下。`;
}

function opinionOf({ history: { review: last } }: DocumentSource): string | null {
  if (last === null) return null;
  return sentence(last.type === 'case.reviewPassed' ? last.opinion : last.reason);
}

function nextOf({ record }: DocumentSource): string | null {
  if (record.reviewResult === null) return null;
  if (record.reviewResult === 'passed') return '请做好日常管护，防止问题反弹。';
  const due = record.rectificationDueOn;
  return due === null ? '请按复核意见继续整改。' : `请按复核意见继续整改，于${officialDate(due)}前完成并重新申报。`;
}
