// Run as a program of its own, to write under another time zone: node write-sample.ts <out.xlsx>
import { writeLedger } from '#worker/ledger/write-ledger.ts';
import { BARE_CASE, FULL_CASE, itemOf, metaOf, QINGSILUAN_PLAN, rowOf } from './sample-cases.ts';

const outPath = process.argv[2];
if (outPath === undefined) throw new Error('write-sample.ts <out.xlsx>');
const items = [rowOf(FULL_CASE, 1), rowOf(BARE_CASE, 2)].map(itemOf);
const result = await writeLedger({
  sheets: [{ plan: QINGSILUAN_PLAN, items, expected: 2 }],
  meta: metaOf(),
  outPath,
  photos: null,
});
if (!result.ok) throw new Error(result.error.message);
