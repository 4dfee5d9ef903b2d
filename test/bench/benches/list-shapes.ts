import type { HandlingState } from '#core/domain/case/case-state.ts';
import type { CaseFacets, CaseFilter, CaseSelection, CaseSortBy } from '#db/repositories/lists/case-lists.ts';
import type { PageQuery } from '#db/repositories/lists/spec.ts';

/** One kind of question to the list. */
export interface QueryShape {
  readonly name: string;
  readonly selection: CaseSelection;
  readonly page: PageQuery;
}

const PAGE: PageQuery = { size: 50 };
const SORTS: readonly CaseSortBy[] = ['dueOn', 'filedOn', 'foundOn', 'number', 'closedOn', 'updatedAt'];
/** 1, 2 and 4 characters: in most rows, in many, in few, in none. */
const WORDS = [
  '河',
  '网',
  '垃圾',
  '秸秆',
  '光伏',
  '建筑垃圾',
  '养殖棚舍',
  '夜间偷倒',
  '核电机组',
  'TB2024-0200001',
  '2024-0200001',
];
const OPEN: readonly HandlingState[] = [
  'pendingAssignment',
  'pendingReceipt',
  'rectifying.active',
  'pendingReview',
  'publicNotice',
];

/** Every shape of list query: no filter, each filter, several values, each order, deep pages, searches with and without filters. */
export function queryShapes(facets: CaseFacets, size: number): QueryShape[] {
  const { common, rare } = filtersFor(facets);
  const shapes: QueryShape[] = [];
  const add = (name: string, selection: CaseSelection, page = PAGE) => shapes.push({ name, selection, page });
  for (const by of SORTS) {
    for (const dir of ['asc', 'desc'] as const) add(`no filter, by ${by} ${dir}`, { sort: { by, dir } });
  }
  for (const [name, filter] of [...common, ...rare]) {
    add(`${name}, by due date`, { filter });
    add(`${name}, by number desc`, { filter, sort: { by: 'number', dir: 'desc' } });
    add(`${name}, by closing desc`, { filter, sort: { by: 'closedOn', dir: 'desc' } });
  }
  add('no filter, deep page', {}, { size: 50, offset: Math.floor(size * 0.9) });
  add(
    'no filter, by number, middle page',
    { sort: { by: 'number', dir: 'asc' } },
    { size: 50, offset: Math.floor(size / 2) },
  );
  for (const [name, filter] of common) add(`${name}, page 100`, { filter }, { size: 50, offset: 5000 });
  for (const search of WORDS) {
    add(`search ${search}`, { search });
    add(`search ${search}, by number desc`, { search, sort: { by: 'number', dir: 'desc' } });
    for (const [name, filter] of searchFilters(facets)) add(`search ${search}, ${name}`, { search, filter });
  }
  add('search of two words', { search: '垃圾 影响行洪' });
  return shapes;
}

type Named = readonly [name: string, filter: CaseFilter];

function filtersFor(facets: CaseFacets): { common: Named[]; rare: Named[] } {
  const towns = facets.townCode.map(({ value }) => value);
  const [first = '', second = '', third = ''] = towns;
  const last = towns.at(-1) ?? '';
  return {
    common: [
      ['town', { townCode: [first] }],
      ['class', { category: ['dumping'] }],
      ['state', { handling: ['closed'] }],
      ['severity', { severity: ['general'] }],
      ['source', { source: ['河长巡河'] }],
      ['river', { river: ['潮河'] }],
      ['unit', { leadUnit: ['密云区水务局'] }],
      ['town, class and state', { townCode: [first], category: ['dumping'], handling: ['rectifying.active'] }],
      [
        '3 towns, 2 classes, open states',
        { townCode: [first, second, third], category: ['dumping', 'building'], handling: OPEN },
      ],
      ['open states', { handling: OPEN }],
      ['due in a month', { dueFrom: '2026-10-01', dueTo: '2026-10-31' }],
      ['found in a year', { foundFrom: '2025-01-01', foundTo: '2025-12-31' }],
      ['town, found in a year', { townCode: [first], foundFrom: '2025-01-01', foundTo: '2025-12-31' }],
    ],
    rare: [
      ['rare town', { townCode: [last] }],
      ['rare class and state', { category: ['mining'], handling: ['pendingFiling'] }],
      ['rare source and severity', { source: ['自查'], severity: ['major'] }],
      ['river and town', { river: ['密云水库'], townCode: [last] }],
      ['unit and state', { leadUnit: ['密云区园林绿化局'], handling: ['pendingReview'] }],
      ['no hits', { townCode: ['110118999'], severity: ['major'] }],
    ],
  };
}

function searchFilters(facets: CaseFacets): Named[] {
  const [first, second] = facets.townCode.map(({ value }) => value);
  return [
    ['town', { townCode: [first ?? ''] }],
    ['town, class and state', { townCode: [second ?? ''], category: ['building'], handling: ['closed'] }],
    ['rare town', { townCode: [facets.townCode.at(-1)?.value ?? ''] }],
    ['open states', { handling: OPEN }],
    ['due in a month', { dueFrom: '2026-10-01', dueTo: '2026-10-31' }],
  ];
}
