// Run as a program of its own with --expose-gc: node --expose-gc write-many.ts <rows> <out.xlsx>
// Prints the most bytes of buffers that were alive at any of some twenty looks while the rows were written.
import { writeLedger } from '#worker/ledger/write-ledger.ts';
import { itemsOf, manyRows, metaOf, QINGSILUAN_PLAN } from './sample-cases.ts';

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
  {
    sheets: [{ plan: QINGSILUAN_PLAN, items: itemsOf(manyRows(total)), expected: total }],
    meta: metaOf(),
    outPath,
    photos: null,
  },
  { progress },
);
if (!result.ok) throw new Error(result.error.message);
process.stdout.write(String(most));
