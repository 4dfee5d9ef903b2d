import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inWriteTx } from '#db/access.ts';
import {
  casesInBox,
  countAllCases,
  getCase,
  getCaseByNumber,
  getCases,
  insertCase,
  iterateAllCases,
  reboundsOf,
  updateCase,
} from '#db/repositories/cases.ts';
import {
  countAllFindings,
  findingsByExternalNumbers,
  findingsInBox,
  findingsOfBatch,
  findingsOfCase,
  getFinding,
  getFindingByNumber,
  getFindings,
  insertFinding,
  iterateAllFindings,
  updateFinding,
} from '#db/repositories/findings.ts';
import { caseArbitrary, findingArbitrary } from './arbitrary-records.ts';
import { openTestDatabase } from './test-database.ts';

describe('records', () => {
  test('a finding comes back with every field as it was: no column missed, mixed up or coerced', () => {
    const connection = openTestDatabase();
    fc.assert(
      fc.property(findingArbitrary, (finding) => {
        inWriteTx(connection, (tx) => insertFinding(tx, finding));
        expect(getFinding(connection.reader, finding.id)).toEqual(finding);
        expect(getFindingByNumber(connection.reader, finding.number)).toEqual(finding);
      }),
    );
  });

  test('a case comes back with every field as it was, its facts too', () => {
    const connection = openTestDatabase();
    fc.assert(
      fc.property(caseArbitrary, (record) => {
        inWriteTx(connection, (tx) => insertCase(tx, record));
        expect(getCase(connection.reader, record.id)).toEqual(record);
        expect(getCaseByNumber(connection.reader, record.number)).toEqual(record);
      }),
    );
  });

  test('an update replaces every field, and refuses a revision that is no longer there', () => {
    const connection = openTestDatabase();
    fc.assert(
      fc.property(caseArbitrary, caseArbitrary, findingArbitrary, findingArbitrary, (a, b, c, d) => {
        const changedCase = { ...b, id: a.id, rev: a.rev + 1 };
        const changedFinding = { ...d, id: c.id, rev: c.rev + 1 };
        const results = inWriteTx(connection, (tx) => {
          insertCase(tx, a);
          insertFinding(tx, c);
          return [
            updateCase(tx, changedCase, a.rev),
            updateCase(tx, a, a.rev),
            updateFinding(tx, changedFinding, c.rev),
            updateFinding(tx, c, c.rev),
          ];
        });
        expect(results).toEqual([true, false, true, false]);
        expect(getCase(connection.reader, a.id)).toEqual(changedCase);
        expect(getFinding(connection.reader, c.id)).toEqual(changedFinding);
      }),
      { numRuns: 50 },
    );
  });

  test('an update of a record that is not there is stale, not an insert', () => {
    const connection = openTestDatabase();
    const [record] = fc.sample(caseArbitrary, 1);
    if (record === undefined) throw new Error('no sample');
    expect(inWriteTx(connection, (tx) => updateCase(tx, record, record.rev))).toBe(false);
    expect(countAllCases(connection.reader)).toBe(0);
  });

  test('iteration gives all in the order of entry across steps; look-ups by keys keep the order asked for', () => {
    const connection = openTestDatabase();
    const cases = fc.sample(caseArbitrary, 7);
    const findings = fc.sample(findingArbitrary, 6);
    inWriteTx(connection, (tx) => {
      for (const record of cases) insertCase(tx, record);
      for (const finding of findings) insertFinding(tx, finding);
    });
    expect([...iterateAllCases(connection.reader, 3)]).toEqual(cases);
    expect([...iterateAllFindings(connection.reader, 3)]).toEqual(findings);
    expect([countAllCases(connection.reader), countAllFindings(connection.reader)]).toEqual([7, 6]);
    const reversed = cases.map(({ id }) => id).reverse();
    expect(getCases(connection.reader, ['no such id', ...reversed]).map(({ id }) => id)).toEqual(reversed);
    expect(getFindings(connection.reader, [findings[2]?.id ?? '', 'no such id'])).toEqual([findings[2]]);
  });

  test('external numbers are found however their brackets and width were typed, until they are changed', () => {
    const connection = openTestDatabase();
    const [finding] = fc.sample(findingArbitrary, 1);
    if (finding === undefined) throw new Error('no sample');
    const first = { ...finding, state: 'confirmed' as const, externalNumbers: ['京密河〔2026〕１号', 'tb-7'] };
    inWriteTx(connection, (tx) => insertFinding(tx, first));
    const found = (number: string) => findingsByExternalNumbers(connection.reader, [number]).map(({ id }) => id);
    expect(found('京密河[2026] 1号')).toEqual([first.id]);
    expect(found('TB-7')).toEqual([first.id]);
    expect(found('TB-77')).toEqual([]);
    inWriteTx(connection, (tx) =>
      updateFinding(tx, { ...first, externalNumbers: ['TB-8'], rev: first.rev + 1 }, first.rev),
    );
    expect([found('TB-7'), found('tb-8')]).toEqual([[], [first.id]]);
    const withdrawn = { ...first, state: 'withdrawn' as const, externalNumbers: ['TB-8'], rev: first.rev + 2 };
    inWriteTx(connection, (tx) => updateFinding(tx, withdrawn, first.rev + 1));
    expect(found('tb-8')).toEqual([]);
  });

  test('near search, batch and rebound lookups find by their own column only', () => {
    const connection = openTestDatabase();
    const [finding, record] = [fc.sample(findingArbitrary, 1)[0], fc.sample(caseArbitrary, 1)[0]];
    if (finding === undefined || record === undefined) throw new Error('no sample');
    const rebound = { caseId: '0190a000-0000-7000-8000-000000000001', number: 'MY-AJ-2025-0001' };
    inWriteTx(connection, (tx) => {
      const place = { lon: 116.9, lat: 40.4 };
      insertFinding(tx, { ...finding, ...place, state: 'filed', batchId: 'b', sourceRow: 5, caseId: 'c' });
      insertFinding(tx, {
        ...finding,
        ...place,
        id: 'gone',
        number: 'gone',
        state: 'withdrawn',
        batchId: null,
        caseId: null,
      });
      insertCase(tx, { ...record, lon: 117.2, lat: 40.6, reboundOf: rebound });
    });
    const box = { west: 116.8, east: 117.0, south: 40.3, north: 40.5 };
    expect(findingsInBox(connection.reader, box)).toHaveLength(1);
    expect(casesInBox(connection.reader, box)).toHaveLength(0);
    expect(findingsOfBatch(connection.reader, 'b')).toHaveLength(1);
    expect(findingsOfBatch(connection.reader, 'c')).toHaveLength(0);
    expect([findingsOfCase(connection.reader, 'c').length, findingsOfCase(connection.reader, 'b').length]).toEqual([
      1, 0,
    ]);
    expect(reboundsOf(connection.reader, rebound.caseId).map(({ id }) => id)).toEqual([record.id]);
  });
});
