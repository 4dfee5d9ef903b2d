import { listCases } from '#db/repositories/lists/case-lists.ts';
import { caseDatabase } from '../data/case-database.ts';
import { open } from '../data/database.ts';
import {
  type Bench,
  duration,
  medians,
  print,
  printLines,
  printTable,
  quantile,
  reach,
  timed,
  times,
} from '../measure.ts';
import type { Reader } from '#db/access.ts';

const SIZES = [10_000, 185_000, 1_000_000];
const QUICK = [500, 1_000];
const AT_MOST = 3;
const TURNS = 200;
const SLOWEST_MS = 50;

type Request = Parameters<typeof listCases>[1];

const PAGE = { offset: 0, size: 50 };
const BY_DUE = { by: 'dueOn', dir: 'asc' } as const;
const ONE = { townCode: ['110118116'], category: ['dumping'], handling: ['rectifying.active'] } as const;
const COLUMNS = 'id, number, handling, due_on, town, category, severity, description';

/** Every shape of question the list is asked. */
const SHAPES: readonly (readonly [name: string, request: Request])[] = [
  ['no filter, by due date', { sort: BY_DUE, page: PAGE }],
  ['town', { filter: { townCode: ['110118116'] }, sort: BY_DUE, page: PAGE }],
  ['class', { filter: { category: ['dumping'] }, sort: BY_DUE, page: PAGE }],
  ['state', { filter: { handling: ['closed'] }, sort: BY_DUE, page: PAGE }],
  ['severity', { filter: { severity: ['major'] }, sort: BY_DUE, page: PAGE }],
  ['source', { filter: { source: ['12345'] }, sort: BY_DUE, page: PAGE }],
  ['town + class + state', { filter: ONE, sort: BY_DUE, page: PAGE }],
  [
    '2 towns + 2 classes + 3 states',
    {
      filter: {
        townCode: ['110118116', '110118109'],
        category: ['dumping', 'building'],
        handling: ['rectifying.active', 'pendingReview', 'closed'],
      },
      sort: BY_DUE,
      page: PAGE,
    },
  ],
  ['due in a month', { filter: { dueFrom: '2026-03-01', dueTo: '2026-03-31' }, sort: BY_DUE, page: PAGE }],
  ['by number, descending', { sort: { by: 'number', dir: 'desc' }, page: PAGE }],
  ['by day found', { sort: { by: 'foundOn', dir: 'desc' }, page: PAGE }],
  ['by day closed', { sort: { by: 'closedOn', dir: 'desc' }, page: PAGE }],
  ['by last change', { sort: { by: 'updatedAt', dir: 'desc' }, page: PAGE }],
  ['page 100', { sort: BY_DUE, page: { offset: 5_000, size: 50 } }],
  ['search 水', { search: '水', sort: BY_DUE, page: PAGE }],
  ['search 垃圾', { search: '垃圾', sort: BY_DUE, page: PAGE }],
  ['search 垃圾 in a town', { search: '垃圾', filter: { townCode: ['110118116'] }, sort: BY_DUE, page: PAGE }],
  ['search without a hit', { search: '琉璃瓦窑', sort: BY_DUE, page: PAGE }],
];

/** Figure 3: the ledger list against hand-written SQL, and every shape of question at the largest size. */
export const listBench: Bench = {
  name: 'list',
  title: 'ledger list: page of 50 with count, against hand-written SQL',
  async run({ quick }) {
    const p95 = new Map<number, number>();
    const sizes = quick ? QUICK : sizesAskedFor();
    for (const size of sizes) {
      const { connection, close } = await open(await caseDatabase(size), true);
      const ours = () => each(() => listCases(connection.reader, { filter: ONE, sort: BY_DUE, page: PAGE }));
      const statement = connection.sqlite.prepare(
        `select ${COLUMNS} from case_record where town_key = ? and category = ? and handling = ? order by due_sort, row_no limit 50`,
      );
      const count = connection.sqlite.prepare(
        'select count(*) from case_record where town_key = ? and category = ? and handling = ?',
      );
      const args = [ONE.townCode[0], ONE.category[0], ONE.handling[0]];
      const hand = () =>
        each(() => {
          statement.all(...args);
          count.get(...args);
        });
      const median = medians({ ours: () => quantile(ours(), 0.5), hand: () => quantile(hand(), 0.5) });
      p95.set(size, quantile(ours(), 0.95));
      const ratio = median.ours / median.hand;
      printLines([
        {
          what: `${size} cases, town + class + state`,
          ours: duration(median.ours),
          yardstick: duration(median.hand),
          ratio: times(ratio),
          reach: reach(ratio, AT_MOST),
        },
      ]);
      if (size === sizes.at(-1)) everyShape(connection.reader, size);
      close();
    }
    const [smallest = 0] = sizes;
    for (const size of sizes.slice(1)) {
      const ratio = (p95.get(size) ?? 0) / (p95.get(smallest) ?? 1);
      print(`p95 at ${size} against ${smallest}: ${times(ratio)} (${reach(ratio, 2)})`);
    }
  },
};

/** `HEQING_BENCH_MOST=185000` leaves out what is larger: a million cases take minutes to make. */
function sizesAskedFor(): readonly number[] {
  const most = Number(process.env['HEQING_BENCH_MOST'] ?? Number.POSITIVE_INFINITY);
  return SIZES.filter((size) => size <= most);
}

function each(ask: () => unknown): number[] {
  return Array.from({ length: TURNS }, () => timed(() => void ask()));
}

function everyShape(reader: Reader, size: number): void {
  const rows = SHAPES.map(([name, request]) => {
    listCases(reader, request);
    const took = Array.from({ length: 9 }, () => timed(() => void listCases(reader, request)));
    const { total, totalIsExact } = listCases(reader, request);
    const middle = quantile(took, 0.5);
    return [
      name,
      duration(middle),
      `${totalIsExact ? '' : '>= '}${total}`,
      middle <= SLOWEST_MS ? 'ok' : `over ${SLOWEST_MS} ms`,
    ];
  });
  print(`\nevery shape at ${size} cases, count included`);
  printTable(['shape', 'median', 'total', `<= ${SLOWEST_MS} ms`], rows);
}
