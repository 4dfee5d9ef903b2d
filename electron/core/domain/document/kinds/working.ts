import { CLOCK_LABELS } from '../../case/case-labels.ts';
import { weekdayName } from '../../deadline/civil-date.ts';
import { placeText } from '../case-words.ts';
import { field } from '../document-fields.ts';
import type { DocumentBlock } from '../document-model.ts';
import type { DocumentSource } from '../document-source.ts';
import { missingMark } from '../missing-mark.ts';
import { officialDate } from '../official-date.ts';
import { heading, type KindOfDocument, paragraphs } from './letter.ts';

/** 期限计算表: every clock day by day, as `explainDue` gives it to the case page. */
export const working: KindOfDocument = {
  fields: [
    field('title', '标题'),
    field('caseText', '案件', 'lines'),
    field('maker', '制表单位'),
    field('date', '制表日期', 'date'),
  ],
  prefill: ({ record }, { bureau, today }) => ({
    title: '期限计算表',
    caseText: `${record.number}　${placeText(record)}：${record.description}`,
    maker: bureau,
    date: today,
  }),
  compose: (fill, _office, sources) => ({
    kind: 'working',
    letterhead: null,
    number: null,
    title: fill.text('title'),
    recipients: null,
    blocks: [
      ...paragraphs([`案件：${fill.text('caseText')}`]),
      ...sources.flatMap(({ workings }) => workings.flatMap(clockBlocks)),
      ...(sources.every(({ workings }) => workings.length === 0) ? paragraphs([missingMark(NO_CLOCK)]) : []),
    ],
    attachments: [],
    signatory: fill.text('maker'),
    date: fill.text('date'),
    note: null,
    copies: null,
  }),
  missing: (sources) => (sources.every(({ workings }) => workings.length === 0) ? [NO_CLOCK] : []),
};

const NO_CLOCK = '案件没有开始计算的期限';

function clockBlocks(explained: DocumentSource['workings'][number], index: number): readonly DocumentBlock[] {
  const { clock, due, working: lines, summary } = explained;
  const unit = clock.term.unit === 'hour' ? '累计（小时）' : '累计（日）';
  const stopped = clock.stoppedOn === null ? [] : [`已于${officialDate(clock.stoppedOn)}停止计算。`];
  return [
    heading(`${index + 1}．${CLOCK_LABELS[clock.kind]}${clock.round > 1 ? `（第 ${clock.round} 轮）` : ''}`),
    ...paragraphs([
      summary,
      `到期日：${due.dueOn === null ? '中止中，尚不能确定' : officialDate(due.dueOn)}${due.provisional ? '（暂定）' : ''}。`,
      ...stopped,
    ]),
    {
      type: 'table',
      columns: [
        { title: '日期', width: 20, align: 'center' },
        { title: '星期', width: 10, align: 'center' },
        { title: '是否计入', width: 15, align: 'center' },
        { title: '说明', width: 43, align: 'left' },
        { title: unit, width: 16, align: 'center' },
      ],
      rows: lines.map((line) => [
        line.date,
        weekdayName(line.date),
        line.counted ? '计入' : '不计',
        line.why,
        String(line.running),
      ]),
    },
  ];
}
