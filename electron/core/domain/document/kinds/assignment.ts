import { termText } from '../../deadline/working.ts';
import { foundText, problemLines, sentence, unitOf } from '../case-words.ts';
import { field, optional } from '../document-fields.ts';
import { officialDate } from '../official-date.ts';
import { heading, type KindOfDocument, letterFields, letterOf, officeValues, paragraphs } from './letter.ts';

/** 交办单 (`domain.md` 2.5). */
export const assignment: KindOfDocument = {
  fields: letterFields([
    field('opening', '交办缘由', 'lines'),
    field('problem', '问题情况', 'lines'),
    field('requirement', '整改要求', 'lines'),
    field('limit', '办理时限', 'lines'),
    field('report', '签收与反馈', 'lines'),
    optional('coUnits', '协办单位'),
  ]),
  prefill: ({ record }, office) => {
    const { terms } = record.facts.policy;
    const due = record.rectificationDueOn;
    return {
      ...officeValues(office),
      title: '河湖问题交办单',
      recipients: unitOf(record),
      opening: `${foundText(record)}现交由你单位办理，有关事项通知如下。`,
      problem: problemLines(record),
      requirement: requirementOf(record.goal, record.measures),
      limit:
        due === null
          ? `自签收之日起 ${termText(terms.rectification)}内完成整改。`
          : `请于${officialDate(due)}前完成整改。`,
      report: [
        `请在收到本交办单之日起 ${termText(terms.receipt)}内签收；认为不属于本单位职责的，在该时限内书面说明理由退回。`,
        '整改完成后，报送整改情况说明和同一地点整改前、整改后的照片。',
      ].join('\n'),
      coUnits: record.coUnits.join('、'),
    };
  },
  compose: (fill, office) =>
    letterOf('assignment', fill, office, [
      ...paragraphs(fill.lines('opening')),
      heading('一、问题情况'),
      ...paragraphs(fill.lines('problem')),
      heading('二、整改要求'),
      ...paragraphs(fill.lines('requirement')),
      heading('三、办理时限'),
      ...paragraphs(fill.lines('limit')),
      heading('四、签收与反馈'),
      ...paragraphs(fill.lines('report')),
      ...(fill.text('coUnits') === '' ? [] : paragraphs([`协办单位：${fill.text('coUnits')}。`])),
    ]),
};

function requirementOf(goal: string | null, measures: string | null): string {
  return [
    ...(goal === null || goal === '' ? [] : [`整改目标：${sentence(goal)}`]),
    ...(measures === null || measures === '' ? [] : [`整改措施：${sentence(measures)}`]),
  ].join('\n');
}
