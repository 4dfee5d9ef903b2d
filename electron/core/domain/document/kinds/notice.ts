import { CATEGORY_LABELS } from '../../finding/taxonomy.ts';
import { placeText, unitOf } from '../case-words.ts';
import { field, optional } from '../document-fields.ts';
import type { DocumentModel } from '../document-model.ts';
import type { DocumentSource } from '../document-source.ts';
import { missingMark } from '../missing-mark.ts';
import { officialDate } from '../official-date.ts';
import { CLOSING_FIELDS, heading, type KindOfDocument, officeValues, paragraphs } from './letter.ts';

/**
 * 公示稿 (`domain.md` 1.5): one row a case. Persons and telephone numbers of the case are left out; whoever wants to object
 * is told the bureau's own.
 */
export const notice: KindOfDocument = {
  fields: [
    optional('number', '文号'),
    field('title', '标题'),
    field('opening', '公示说明', 'lines'),
    field('startedOn', '公示开始日期', 'date'),
    field('endsOn', '公示截止日期', 'date'),
    field('acceptedBy', '异议受理单位'),
    field('contact', '联系人'),
    field('phone', '监督电话'),
    field('how', '异议提出方式', 'lines'),
    ...CLOSING_FIELDS,
  ],
  prefill: ({ history }, office) => ({
    ...officeValues(office),
    title: '关于河湖“四乱”问题整改完成情况的公示',
    opening: '现将下列河湖“四乱”问题的整改完成情况予以公示，接受社会监督。',
    startedOn: history.notice?.startedOn ?? null,
    endsOn: history.notice?.endsOn ?? null,
    acceptedBy: office.bureau,
    how: '公示期内对整改完成情况有异议的，可以书面、电话等方式向异议受理单位反映；反映情况应当实事求是，并提供必要的线索。',
  }),
  compose: (fill, office, sources): DocumentModel => ({
    kind: 'notice',
    letterhead: office.redHead ? office.bureau : null,
    number: fill.text('number') || null,
    title: fill.text('title'),
    recipients: null,
    blocks: [
      ...paragraphs(fill.lines('opening')),
      heading('一、公示内容'),
      {
        type: 'table',
        columns: [
          { title: '序号', width: 5, align: 'center' },
          { title: '整改问题', width: 24, align: 'left' },
          { title: '整改实施主体', width: 13, align: 'left' },
          { title: '重点措施', width: 18, align: 'left' },
          { title: '目标任务', width: 14, align: 'left' },
          { title: '完成时限', width: 13, align: 'center' },
          { title: '整改完成情况', width: 14, align: 'left' },
        ],
        rows: sources.map((source, index) => noticeRow(source, index + 1)),
      },
      heading('二、公示期'),
      ...paragraphs([`${fill.text('startedOn')}至${fill.text('endsOn')}。`]),
      heading('三、异议受理'),
      ...paragraphs(fill.lines('how')),
      ...paragraphs([
        `异议受理单位：${fill.text('acceptedBy')}；联系人：${fill.text('contact')}；监督电话：${fill.text('phone')}。`,
      ]),
    ],
    attachments: fill.lines('attachments'),
    signatory: fill.text('signatory'),
    date: fill.text('date'),
    note: null,
    copies: null,
  }),
  missing: (sources) => sources.flatMap((source) => missingInRow(source)),
};

function noticeRow(source: DocumentSource, index: number): readonly string[] {
  const { record } = source;
  const problem = `${record.number}\n${placeText(record)}“${CATEGORY_LABELS[record.category]}”问题：${record.description}`;
  return [String(index), problem, ...ROW.map(({ label, value }) => value(source) || missingMark(label))];
}

/** The columns that come from the case and may be empty there. */
const ROW: readonly { readonly label: string; readonly value: (source: DocumentSource) => string | null }[] = [
  { label: '整改实施主体', value: ({ record }) => unitOf(record) },
  { label: '重点措施', value: ({ record }) => record.measures },
  { label: '目标任务', value: ({ record }) => record.goal },
  {
    label: '完成时限',
    value: ({ record: { rectificationDueOn } }) =>
      rectificationDueOn === null ? null : officialDate(rectificationDueOn),
  },
  { label: '整改完成情况', value: ({ history }) => history.completion?.text ?? null },
];

function missingInRow(source: DocumentSource): readonly string[] {
  return ROW.filter(({ value }) => !value(source)).map(({ label }) => `${source.record.number} 的${label}`);
}
