// Run as a program of its own, to write under another time zone: node write-sample.ts <out.xlsx>
import { QINGSILUAN_LEDGER } from '#core/domain/ledger/qingsiluan-ledger.ts';
import { writeLedger } from '#worker/ledger/write-ledger.ts';
import { BARE_CASE, FULL_CASE, metaOf, rowOf } from './sample-cases.ts';

const outPath = process.argv[2];
if (outPath === undefined) throw new Error('write-sample.ts <out.xlsx>');
const rows = [rowOf(FULL_CASE, 1), rowOf(BARE_CASE, 2)];
const result = await writeLedger({ definition: QINGSILUAN_LEDGER, rows, meta: metaOf(2), outPath });
if (!result.ok) throw new Error(result.error.message);
