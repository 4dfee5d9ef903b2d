/** Reads one file and tells how far it is; what it gives is how many rows there are. */
import { readFileSync } from 'node:fs';
import { ok } from '#core/domain/shared/result.ts';
import { connectPort } from '#worker/job/port.ts';
import { readingProgress, serveJob } from '#worker/job/serve.ts';
import { readWorkbook } from '#worker/spreadsheet/read-workbook.ts';

serveJob(
  {
    read: async (input, control) => {
      const read = await readWorkbook(readFileSync(String(input)), '表', readingProgress(control));
      return read.ok ? ok(read.value.sheets.map(({ rows }) => rows.length)) : read;
    },
  },
  connectPort(),
);
