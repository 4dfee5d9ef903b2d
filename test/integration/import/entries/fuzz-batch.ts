/** Reads mutants of a workbook one after another and tells what became of each; an exception is told, not thrown. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { ok } from '#core/domain/shared/result.ts';
import { readSheetRows } from '#core/domain/spreadsheet/plan.ts';
import { rowContext } from '#core/domain/spreadsheet/row-rules.ts';
import { reportSheet } from '#core/domain/spreadsheet/sheet-report.ts';
import { connectPort } from '#worker/job/port.ts';
import { serveJob } from '#worker/job/serve.ts';
import { readReference } from '#worker/node/reference.ts';
import { readWorkbook } from '#worker/spreadsheet/read-workbook.ts';
import { mutant, mutantOfBytes } from '../mutate.ts';
import { RESOURCES } from '../paths.ts';
import { partsOf } from '../zip.ts';

/** [seed, what became of it] */
type Outcome = readonly [number, string];

async function readMutant(bytes: Buffer, name: string): Promise<string> {
  const reference = readReference(RESOURCES, '110118');
  if (!reference.ok) return `reference ${reference.error.code}`;
  const workbook = await readWorkbook(bytes, name);
  if (!workbook.ok) return `refused ${workbook.error.code}`;
  let rows = 0;
  for (const grid of workbook.value.sheets) {
    const { mapping } = reportSheet(grid, { source: '网格巡查' });
    if (mapping === null) continue;
    const rules = rowContext({ today: '2026-11-24', digest: (text) => text, ...reference.value });
    const context = { ...rules, sheet: grid.name, date1904: grid.date1904, year: 2026, notedDatum: null };
    for (const row of readSheetRows(grid, mapping, context)) if (row.type === 'row') rows += 1;
  }
  return rows > 0 ? 'read' : 'no data';
}

/** Makes the mutant of a seed; a zip is also changed in the XML of its parts, its pictures left out. */
async function mutantsOf(path: string): Promise<(seed: number) => Buffer> {
  const bytes = readFileSync(path);
  if (bytes.readUInt16BE(0) !== 0x504b) return (seed) => mutantOfBytes(bytes, seed);
  const parts = (await partsOf(bytes)).filter((part) => !part.name.includes('media/'));
  return (seed) => mutant(parts, seed);
}

serveJob(
  {
    fuzz: async (input, { progress }) => {
      const { path, from, count } = input as { readonly path: string; readonly from: number; readonly count: number };
      const make = await mutantsOf(path);
      const outcomes: Outcome[] = [];
      for (let seed = from; seed < from + count; seed += 1) {
        progress({ phase: '变异', done: seed, total: from + count });
        try {
          outcomes.push([seed, await readMutant(make(seed), basename(path))]);
        } catch (error) {
          outcomes.push([seed, `threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`]);
        }
      }
      return ok(outcomes);
    },
  },
  connectPort(),
);
