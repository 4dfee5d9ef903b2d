import type { CaseRecord } from '#core/domain/case/case-record.ts';
import { inWriteTx } from '#db/access.ts';
import { insertCase } from '#db/repositories/cases.ts';
import { catchUpSearch, pendingSearchRows } from '#db/search/maintain.ts';
import { createIdMaker } from '#worker/node/uuid.ts';
import { note } from '../measure.ts';
import { nextCaseEvent } from './case-walk.ts';
import { generated, withoutIndexes } from './database.ts';
import { createFolds, type Folds, reference } from './folds.ts';
import { createProblemMaker, dayAfter } from './problems.ts';
import { createRandom, type Random } from './random.ts';

/** Days over which the cases are spread. */
const DAYS = 3200;
/** Rows that `catchUpSearch` takes at a time here; nobody waits between. */
const SLICE = 20_000;

/** A database of `cases` cases anywhere between filing and closure, without their log, the search index complete. */
export function caseDatabase(cases: number): Promise<string> {
  return generated('cases', cases, (connection) => {
    inWriteTx(connection, (tx) => {
      withoutIndexes(connection, 'case_record', () => {
        for (const record of caseRecords(cases)) insertCase(tx, record, 'later');
      });
    });
    const from = performance.now();
    while (pendingSearchRows(connection.reader) > 0) inWriteTx(connection, (tx) => catchUpSearch(tx, SLICE));
    note(`search index of ${cases} cases: ${((performance.now() - from) / 1000).toFixed(1)} s`);
  });
}

/** Cases in the order of filing, each taken some way along its path by the program's own rules; the same every time. */
export function* caseRecords(count: number): Generator<CaseRecord> {
  const words = reference();
  const random = createRandom(20260202);
  const folds = createFolds(words);
  const problem = createProblemMaker(words, random);
  let instant = Date.parse('2018-02-01T08:00:00+08:00');
  const newId = createIdMaker(() => instant);
  for (let serial = 1; serial <= count; serial += 1) {
    instant += Math.floor((DAYS * 86_400_000) / count);
    const foundOn = dayAfter('2018-02-01', Math.floor((serial / count) * DAYS) - random.below(20));
    const filed = folds.filedCase(
      problem(foundOn, serial),
      serial,
      [newId()],
      newId(),
      instant,
      dayAfter(foundOn, 1 + random.below(9)),
    );
    yield walk(folds, filed.row, random, newId);
  }
}

function walk(folds: Folds, filed: CaseRecord, random: Random, newId: () => string): CaseRecord {
  let record = filed;
  const steps = random.chance(0.6) ? 40 : random.below(10);
  for (let step = 0; step < steps; step += 1) {
    const next = nextCaseEvent(record, random, newId);
    if (next === null) break;
    record = folds.case(record, next, record.updatedAt + random.below(400_000_000)).row;
  }
  return record;
}
