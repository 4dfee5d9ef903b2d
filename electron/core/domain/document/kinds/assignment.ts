import { termText } from '../../deadline/working.ts';
import { foundText, problemLines, sentence, unitOf } from '../case-words.ts';
import { field, optional } from '../document-fields.ts';
import { officialDate } from '../official-date.ts';
import { heading, type KindOfDocument, letterFields, letterOf, paragraphs } from './letter.ts';

/** 交办单 (`domain.md` 2.5). */
export const assignment: KindOfDocument = {
  fields: (source, office) => {
    const { record } = source;
    const { terms } = record.facts.policy;
    const due = record.rectificationDueOn;
    return letterFields(office, { title: '河湖问题交办单', recipients: unitOf(record) }, [
      field('opening', '交办缘由', `${foundText(record)}现交由你单位办理，有关事项通知如下。`, 'lines'),
      field('problem', '问题情况', problemLines(record), 'lines'),
      field('requirement', '整改要求', requirementOf(record.goal, record.measures), 'lines'),
      field(
        'limit',
        '办理时限',
        due === null
          ? `自签收之日起 ${termText(terms.rectification)}内完成整改。`
          : `请于${officialDate(due)}前完成整改。`,
        'lines',
      ),
      field(
        'report',
        '签收与反馈',
        [
          `请在收到本交办单之日起 ${termText(terms.receipt)}内签收；认为不属于本单位职责的，在该时限内书面说明理由退回。`,
          '整改完成后，报送整改情况说明和同一地点整改前、整改后的照片。',
        ].join('\n'),
        'lines',
      ),
      optional('coUnits', '协办单位', record.coUnits.join('、')),
    ]);
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
