import { categoryText, placeText, unitOf } from '../case-words.ts';
import { field, type Filler, optional } from '../document-fields.ts';
import type { DocumentPhoto, FormCell } from '../document-model.ts';
import { missingMark } from '../missing-mark.ts';
import type { KindOfDocument } from './letter.ts';

/** 销号申请单: the 13 columns of the paper form (`domain.md` 2.4) as one sheet for a case, with its photos. */
export const closure: KindOfDocument = {
  fields: [
    field('title', '标题'),
    field('caseNumber', '案件编号'),
    field('unit', '被检查单位'),
    field('place', '具体地点'),
    field('category', '类别'),
    field('problem', '存在问题', 'lines'),
    field('measures', '采取的整改措施', 'lines'),
    field('dueOn', '整改期限', 'date'),
    field('responsible', '整改责任人'),
    field('completion', '整改情况', 'lines'),
    field('completedOn', '完成时间', 'date'),
    field('reviewer', '复查人'),
    field('date', '申请日期', 'date'),
    optional('remarks', '备注', 'lines'),
  ],
  prefill: ({ record, history }, { today }) => ({
    title: '河湖问题销号申请单',
    caseNumber: record.number,
    unit: unitOf(record),
    place: placeText(record),
    category: categoryText(record),
    problem: record.description,
    measures: record.measures,
    dueOn: record.rectificationDueOn,
    responsible: record.responsiblePerson,
    completion: history.completion?.text ?? null,
    completedOn: record.completedOn,
    reviewer: record.reviewerName,
    date: today,
  }),
  compose: (fill, _office, sources) => {
    const [source] = sources;
    return {
      kind: 'closure',
      letterhead: null,
      number: null,
      title: fill.text('title'),
      recipients: null,
      blocks: [
        {
          type: 'form',
          rows: [
            [...pair(fill, '案件编号', 'caseNumber'), ...pair(fill, '被检查单位', 'unit')],
            [...pair(fill, '类别', 'category'), ...pair(fill, '整改责任人', 'responsible')],
            [...pair(fill, '具体地点', 'place', 5)],
            [...pair(fill, '存在问题', 'problem', 5)],
            [...pair(fill, '采取的整改措施', 'measures', 5)],
            [...pair(fill, '整改期限', 'dueOn'), ...pair(fill, '完成时间', 'completedOn')],
            [...pair(fill, '整改情况', 'completion', 5)],
            [...pair(fill, '复查人', 'reviewer'), ...pair(fill, '申请日期', 'date')],
            photoRow('整改前照片', source?.photos.before ?? []),
            photoRow('整改后照片', source?.photos.after ?? []),
            ...(fill.text('remarks') === '' ? [] : [[...pair(fill, '备注', 'remarks', 5)]]),
            [
              { kind: 'label', text: '整改单位负责人', span: 1 },
              { kind: 'value', text: '\n（签字、盖章）\n　　年　　月　　日', span: 2 },
              { kind: 'label', text: '主管部门负责人', span: 1 },
              { kind: 'value', text: '\n（签字、盖章）\n　　年　　月　　日', span: 2 },
            ],
          ],
        },
      ],
      attachments: [],
      signatory: null,
      date: null,
      note: null,
      copies: null,
    };
  },
  missing: (sources) =>
    sources.flatMap(({ photos }) => [
      ...(photos.before.length === 0 ? ['整改前照片'] : []),
      ...(photos.after.length === 0 ? ['整改后照片'] : []),
    ]),
};

function pair(fill: Filler, label: string, name: string, span = 2): readonly FormCell[] {
  return [
    { kind: 'label', text: label, span: 1 },
    { kind: 'value', text: fill.text(name), span },
  ];
}

/** At most three side by side, as on paper. */
const MOST_PHOTOS = 3;

function photoRow(label: string, photos: readonly DocumentPhoto[]): readonly FormCell[] {
  const rest = photos.length - MOST_PHOTOS;
  return [
    { kind: 'label', text: label, span: 1 },
    {
      kind: 'value',
      text: photos.length === 0 ? missingMark(label) : rest > 0 ? `共 ${photos.length} 张，其余 ${rest} 张见系统` : '',
      span: 5,
      photos: photos.slice(0, MOST_PHOTOS),
    },
  ];
}
