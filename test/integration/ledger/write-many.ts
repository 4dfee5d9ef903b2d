// Run as a program of its own with --expose-gc: node --expose-gc write-many.ts <rows> <out.xlsx>
// Prints the most bytes of buffers that were alive at any of some twenty looks while the rows were written.
import { QINGSILUAN_LEDGER } from '#core/domain/ledger/qingsiluan-ledger.ts';
import { writeLedger } from '#worker/ledger/write-ledger.ts';
import { manyRows, metaOf } from './sample-cases.ts';

const [, , count = '0', outPath = ''] = process.argv;
const { gc } = globalThis;
if (gc === undefined) throw new Error('needs --expose-gc');

const total = Number(count);
let most = 0;
const progress = (done: number): void => {
  if (done % Math.floor(total / 20) !== 0) return;
  gc();
  most = Math.max(most, process.memoryUsage().arrayBuffers);
};
const result = await writeLedger(
  { definition: QINGSILUAN_LEDGER, rows: manyRows(total), meta: metaOf(total), outPath },
  { progress },
);
if (!result.ok) throw new Error(result.error.message);
process.stdout.write(String(most));
