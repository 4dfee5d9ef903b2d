/** Reads the workbook named on the command line and sends the values of its first row. */
import { readFileSync } from 'node:fs';
import { readWorkbook } from '#worker/spreadsheet/read-workbook.ts';

const [path = ''] = process.argv.slice(2);
const read = await readWorkbook(readFileSync(path), path);
process.send?.(read.ok ? read.value.sheets[0]?.rows[0]?.cells.map((cell) => cell.value) : read.error);
process.disconnect?.();
