import { listCases } from '#db/repositories/lists/case-lists.ts';
import { caseDatabase } from '../data/case-database.ts';
import { open } from '../data/database.ts';
import { type Bench, duration, medians, printLines, timed, times } from '../measure.ts';

const FULL = 1_000_000;
const QUICK = 1_000;
const AT_LEAST = 20;
const WORDS = ['水', '垃圾', '建筑垃圾', '琉璃瓦窑'];

/** Figure 4: Chinese substring search against a scan with LIKE, count and first page of both. */
export const searchBench: Bench = {
  name: 'search',
  title: 'search of 1, 2 and 4 characters, against LIKE',
  async run({ quick }) {
    const most = Number(process.env['HEQING_BENCH_MOST'] ?? FULL);
    const { connection, close } = await open(await caseDatabase(quick ? QUICK : Math.min(FULL, most)), true);
    const count = connection.sqlite.prepare('select count(*) from case_record where search_text like ?');
    const page = connection.sqlite.prepare(
      'select id, number from case_record where search_text like ? order by number limit 50',
    );
    const lines = WORDS.map((word) => {
      const ask = {
        search: word,
        sort: { by: 'number', dir: 'asc' },
        page: { offset: 0, size: 50 },
      } as const;
      const { ours, like } = medians({
        ours: () => timed(() => void listCases(connection.reader, ask)),
        like: () =>
          timed(() => {
            count.get(`%${word}%`);
            page.all(`%${word}%`);
          }),
      });
      const faster = like / ours;
      return {
        what: word,
        ours: duration(ours),
        yardstick: duration(like),
        ratio: `${times(faster)} faster`,
        reach: `>= ${AT_LEAST}x ${faster >= AT_LEAST ? 'ok' : 'MISSED'}`,
      };
    });
    printLines(lines);
    close();
  },
};
