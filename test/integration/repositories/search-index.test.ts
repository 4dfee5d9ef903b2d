import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Connection, inWriteTx } from '#db/access.ts';
import { insertFinding, updateFinding } from '#db/repositories/findings.ts';
import { listFindings } from '#db/repositories/lists/finding-lists.ts';
import { assertTriggersAndFts } from '#db/schema/triggers.ts';
import { bigrams, canonicalText, tokensOf } from '#db/search/canonical.ts';
import { catchUpSearch, pendingSearchRows, resetSearch, searchWatermark } from '#db/search/maintain.ts';
import { compileSearch } from '#db/search/query.ts';
import { findingArbitrary } from './arbitrary-records.ts';
import { openTestDatabase } from './test-database.ts';

describe('tokens', () => {
  test.each([
    ['潮河右岸', ['潮河', '河右', '右岸', '岸']],
    ['岸', ['岸']],
    ['桩号K12+300处', ['桩号', '号', 'k12', '300', '处']],
    ['ＭＹ－ＡＪ－2026-0001', ['my', 'aj', '2026', '0001']],
    ['河，道', ['河', '道']],
    ['𠮷野', ['𠮷野', '野']],
    ['〔2026〕１号 〇', ['2026', '1', '号', '〇']],
    [' "\'* AND (', ['and']],
  ])('of %s: pairs of Chinese and the last single, words whole, nothing else', (text, tokens) => {
    expect(bigrams(text)).toEqual(tokens);
  });

  test('hold no character that FTS5 would split at', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const connection = openedOnce();
        const tokens = tokensOf(canonicalText([text]));
        connection.sqlite.prepare('delete from finding_fts where rowid = 1').run();
        connection.sqlite.prepare('insert into finding_fts (rowid, tokens) values (1, ?)').run(tokens);
        const words = tokens.split(' ').filter((token) => token !== '');
        for (const word of words) {
          const found = connection.sqlite
            .prepare('select rowid from finding_fts where finding_fts match ?')
            .all(`"${word}"`);
          expect({ word, found: found.length }).toEqual({ word, found: 1 });
        }
      }),
      { numRuns: 200 },
    );
  });
});

let opened: Connection | undefined;
function openedOnce(): Connection {
  opened ??= openTestDatabase();
  return opened;
}

describe('questions', () => {
  test('without anything searchable are none, so that a list is not emptied by a comma', () => {
    expect([compileSearch(''), compileSearch('  '), compileSearch('，。 *"')]).toEqual([null, null, null]);
  });

  test('of any text are valid FTS5 and never an error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (typed) => {
        const query = compileSearch(typed);
        if (query === null) return;
        const statement = openedOnce().sqlite.prepare('select count(*) from case_fts where case_fts match ?');
        expect(statement.pluck().get(query.match)).toBe(0);
      }),
    );
  });

  test('find the words of a number whole: 2026 is not in 20261, 0001 not in 10001; long beginnings are found', () => {
    const found = finder(['MY-XS-20261-10001 电话13910001234']);
    expect([found('2026'), found('0001'), found('my-xs'), found('139100')]).toEqual([[], [], [0], [0]]);
  });

  test('run from Chinese into codes and back, whatever punctuation is typed, and only where a text has some', () => {
    const found = finder(['桩号K12+300处，堆土']);
    expect(['桩号K12+300处', '号k12', '300处、堆土', '处、堆', 'Ｋ12 堆土'].map(found)).toEqual([
      [0],
      [0],
      [0],
      [0],
      [0],
    ]);
    expect(['桩k12', 'k12处', '处堆', 'k1'].map(found)).toEqual([[], [], [], []]);
  });
});

describe('pinyin initials', () => {
  const TEXTS = ['右岸搭建养殖棚舍两处', '养殖场排污口', '监测项目COD，测站YZJC', '重庆市长江段', '编号TB2024的图斑'];

  test.each(['now', 'later'] as const)(
    'find what they stand for, with other words, in any order and case: indexed %s',
    (index) => {
      const found = finder(TEXTS, index);
      expect(['yzps', 'YZPS', 'Yzp', '两处 yzps', 'yzps 右岸', 'yzps dj', 'yzcpwk', 'cqs', 'cjd'].map(found)).toEqual([
        [0],
        [0],
        [0],
        [0],
        [0],
        [],
        [1],
        [3],
        [3],
      ]);
    },
  );

  test.each(['now', 'later'] as const)('are no reading of a word that stands in some text: indexed %s', (index) => {
    const found = finder(['三处养殖场加工厂', ...TEXTS], index);
    // 养殖加厂 would be found by its initials too.
    expect(['cod', 'yzjc', 'tb2024', 'TB2024 图斑', 'yzjcx'].map(found)).toEqual([[3], [3], [5], [5], []]);
    expect(finder(['养殖基础设施'])('yzjc')).toEqual([0]);
  });

  test('of one letter are none, and of two only those of a name of two characters', () => {
    const found = finder(['白河', '白河口', '沿白河一线，白河']);
    expect(['b', 'bh', 'BH 沿', 'bhk'].map(found)).toEqual([[], [0, 2], [2], [1]]);
  });

  test('follow a change of text', () => {
    for (const index of ['now', 'later'] as const) {
      const found = finder(['养殖棚舍'], index);
      const [first] = found.findings;
      if (first === undefined) throw new Error('no finding');
      const changed = { ...first, rev: first.rev + 1, description: '采砂船' };
      inWriteTx(found.connection, (tx) => updateFinding(tx, changed, first.rev));
      expect([found('yzps'), found('csc')]).toEqual([[], [0]]);
    }
  });

  test('say of a list which words were read so', () => {
    const { connection } = finder(TEXTS);
    const list = listFindings(connection.reader, { search: 'YZPS cod 两处', page: { size: 5 } });
    expect(list.initials).toEqual(['yzps']);
  });
});

/** Puts findings with these descriptions in, and returns a search that gives their places. */
function finder(descriptions: readonly string[], index: 'now' | 'later' = 'now') {
  const connection = openTestDatabase();
  const findings = fc.sample(findingArbitrary, descriptions.length).map((finding, at) => ({
    ...finding,
    number: `N${at}`,
    description: descriptions[at] ?? '',
    state: 'confirmed' as const,
    externalNumbers: [],
    campaigns: [],
    river: null,
    reach: null,
    town: null,
    village: null,
    place: null,
    violator: null,
    responsibleUnit: null,
    responsiblePerson: null,
    responsiblePhone: null,
    remarks: null,
  }));
  inWriteTx(connection, (tx) => {
    for (const finding of findings) insertFinding(tx, finding, index);
  });
  const search = (typed: string) => {
    const { rows } = listFindings(connection.reader, {
      search: typed,
      sort: { by: 'number', dir: 'asc' },
      page: { size: 50 },
    });
    return rows.map(({ number }) => Number(number.slice(1)));
  };
  return Object.assign(search, { connection, findings });
}

describe('the index', () => {
  test('follows a change of text at once, in rows that are indexed and in rows that wait', () => {
    for (const index of ['now', 'later'] as const) {
      const found = finder(['河边垃圾', '河边违建'], index);
      const [first] = found.findings;
      if (first === undefined) throw new Error('no finding');
      const changed = { ...first, rev: first.rev + 1, description: '河边采砂' };
      inWriteTx(found.connection, (tx) => updateFinding(tx, changed, first.rev));
      expect([found('垃圾'), found('采砂'), found('河边')]).toEqual([[], [0], [0, 1]]);
    }
  });

  test('a single write behind a bulk load waits with it, and nothing is missed or found twice', () => {
    const found = finder(['河道甲', '河道乙'], 'later');
    const { connection, findings } = found;
    const [first] = findings;
    if (first === undefined) throw new Error('no finding');
    inWriteTx(connection, (tx) => insertFinding(tx, { ...first, id: 'third', number: 'N2', description: '河道丙' }));
    expect([pendingSearchRows(connection.reader), found('河道')]).toEqual([3, [0, 1, 2]]);
    expect(inWriteTx(connection, (tx) => catchUpSearch(tx, 2))).toBe(2);
    expect([pendingSearchRows(connection.reader), found('河道')]).toEqual([1, [0, 1, 2]]);
    expect(inWriteTx(connection, (tx) => [catchUpSearch(tx, 2), catchUpSearch(tx, 2)])).toEqual([1, 0]);
    expect([pendingSearchRows(connection.reader), found('河道')]).toEqual([0, [0, 1, 2]]);
    expect(searchWatermark(connection.reader, 'finding')).toBe(3);
  });

  test('can be emptied and filled again', () => {
    const found = finder(['河道甲', '河道乙']);
    inWriteTx(found.connection, (tx) => resetSearch(tx));
    expect([pendingSearchRows(found.connection.reader), found('河道')]).toEqual([2, [0, 1]]);
    inWriteTx(found.connection, (tx) => catchUpSearch(tx, 100));
    expect([pendingSearchRows(found.connection.reader), found('河道')]).toEqual([0, [0, 1]]);
  });

  test('that an older version filled is emptied at the next open, and caught up; one of this version stays', () => {
    const found = finder(['养殖棚舍', '河道乙']);
    const { sqlite, reader } = found.connection;
    assertTriggersAndFts(sqlite);
    expect(pendingSearchRows(reader)).toBe(0);
    sqlite.exec("update search_state set version = 1 where kind = 'finding'");
    sqlite.exec('delete from finding_initials');
    expect(found('yzps')).toEqual([]);
    assertTriggersAndFts(sqlite);
    expect([pendingSearchRows(reader), found('yzps'), found('河道')]).toEqual([2, [0], [1]]);
    inWriteTx(found.connection, (tx) => catchUpSearch(tx, 100));
    expect([pendingSearchRows(reader), found('yzps'), found('河道')]).toEqual([0, [0], [1]]);
    assertTriggersAndFts(sqlite);
    expect(pendingSearchRows(reader)).toBe(0);
  });

  test('a rolled-back write leaves no trace in it', () => {
    const found = finder(['河道甲']);
    const [first] = found.findings;
    if (first === undefined) throw new Error('no finding');
    const failing = () =>
      inWriteTx(found.connection, (tx) => {
        insertFinding(tx, { ...first, id: 'second', number: 'N1', description: '河道乙' });
        throw new Error('the command failed');
      });
    expect(failing).toThrow('the command failed');
    expect([found('河道'), searchWatermark(found.connection.reader, 'finding')]).toEqual([[0], 1]);
  });
});
