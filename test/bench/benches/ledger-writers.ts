// Run by the bench `ledger`, each in a process of its own: node ledger-writers.ts ours|cells|floor|photos|pictures|store …
// Prints {"ms": …, "rss": …}: milliseconds of the writing alone, and the peak memory of the process, MB.
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw, inflateRawSync } from 'node:zlib';
import { ledgerReader, type ListFilter } from '#app/ledger/ledger-reader.ts';
import type { LedgerReader } from '#app/ledger/sheet-rows.ts';
import { CLOSURE_LEDGER } from '#core/domain/ledger/closure-ledger.ts';
import type { LedgerDefinition } from '#core/domain/ledger/ledger-definition.ts';
import { QINGSILUAN_LEDGER } from '#core/domain/ledger/qingsiluan-ledger.ts';
import { exportLedger } from '#worker/ledger/export-job.ts';
import { openDatabase } from '#db/open.ts';

/** The columns of the figure, of every type. */
const TWENTY = (
  'index number externalNumbers source foundAt river town place lon lat category item severity description leadUnit measures ' +
  'assignedOn rectificationDueOn extensions completion'
).split(' ');

const [, , what = '', from = '', to = '', more = ''] = process.argv;
/** Beside the sources; this file is run as a bundle. */
const MIGRATIONS = process.env['HEQING_MIGRATIONS'] ?? '';

/** One row for the floor: number, height, and its cells: column letters, style, text or number. */
type FloorRow = readonly [number: string, height: string, cells: readonly FloorCell[]];
type FloorCell = readonly [letters: string, style: string, text: string | null, number: string | null];

const WRITERS: Readonly<Record<string, () => Promise<number>>> = {
  ours: () => exported(QINGSILUAN_LEDGER, null, TWENTY, (reader) => reader),
  pictures: () => {
    const photos = readdirSync(more);
    let at = 0;
    return exported(CLOSURE_LEDGER, more, undefined, (reader) => ({
      ...reader,
      cases: function* (filter, sort) {
        for (const record of reader.cases(filter, sort)) {
          yield { ...record, facts: { ...record.facts, beforePhotos: 1, afterPhotos: 1 } };
        }
      },
      // Each photo twice: once before, once after.
      photos: () => {
        at += 1;
        return { before: [photos[at % photos.length] ?? ''], after: [photos[(at + 1) % photos.length] ?? ''] };
      },
    }));
  },
  async cells() {
    const sheet = inflated(readFileSync(from), 'xl/worksheets/sheet1.xml');
    writeFileSync(to, '');
    const out = createWriteStream(to);
    for (const row of rowsOf(sheet)) out.write(`${JSON.stringify(row)}\n`);
    await new Promise<void>((resolve) => out.end(resolve));
    return 0;
  },
  async floor() {
    const rows: FloorRow[] = [];
    for await (const line of createInterface({ input: createReadStream(from) }))
      rows.push(JSON.parse(line) as FloorRow);
    const start = performance.now();
    await pipeline(sheetXml(rows), createDeflateRaw({ level: 6 }), createWriteStream(to));
    return performance.now() - start;
  },
  async photos() {
    mkdirSync(from, { recursive: true });
    for (let at = 0; at < Number(to); at += 1) {
      const jpeg = noiseJpeg(60_000 + ((at * 7919) % 80_000));
      writeFileSync(join(from, createHash('sha256').update(jpeg).digest('hex')), jpeg);
    }
    return 0;
  },
  async store() {
    const start = performance.now();
    const out = createWriteStream(to);
    for (const name of readdirSync(from)) {
      const content = readFileSync(join(from, name));
      const head = Buffer.alloc(30);
      head.writeUInt32LE(crc32(content), 14);
      await written(out, Buffer.concat([head, Buffer.from(name), content]));
    }
    await new Promise<void>((resolve) => out.end(resolve));
    return performance.now() - start;
  },
};

async function exported(
  definition: LedgerDefinition,
  photos: string | null,
  columns: readonly string[] | undefined,
  wrap: (reader: LedgerReader<ListFilter>) => LedgerReader<ListFilter>,
): Promise<number> {
  const database = await openDatabase(from, {
    readonly: true,
    migrationsFolder: MIGRATIONS,
    backupsFolder: '',
    now: Date.now,
  });
  if (!database.ok) throw new Error(database.error.message);
  const meta = { exportId: 'bench', privacy: 'standard', filingUnit: '水务局', filterText: '全部案件' } as const;
  const at = { exportedAt: '2026-11-02T09:00', exportedAtMs: Date.parse('2026-11-02T01:00:00Z'), exporter: '某人' };
  const start = performance.now();
  const { connection } = database.value;
  connection.sqlite.exec('BEGIN');
  const reader = wrap(ledgerReader(connection.reader, '', 'bench'));
  const request = { definition, filter: {}, report: null, photos, meta: { ...meta, ...at }, outPath: to };
  const result = await exportLedger({ ...request, ...(columns === undefined ? {} : { columns }) }, reader);
  const ms = performance.now() - start;
  connection.sqlite.exec('COMMIT');
  database.value.close();
  if (!result.ok) throw new Error(result.error.message);
  if (columns !== undefined && result.value.rows !== Number(more)) throw new Error(`${result.value.rows} rows`);
  return ms;
}

function* sheetXml(rows: readonly FloorRow[]): Generator<string> {
  let chunk = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet><sheetData>';
  for (const [number, height, cells] of rows) {
    chunk += `<row r="${number}" ht="${height}" customHeight="1">`;
    for (const [letters, style, text, value] of cells) {
      if (text !== null)
        chunk += `<c r="${letters}${number}" s="${style}" t="inlineStr"><is><t>${escaped(text)}</t></is></c>`;
      else if (value !== null) chunk += `<c r="${letters}${number}" s="${style}"><v>${value}</v></c>`;
      else chunk += `<c r="${letters}${number}" s="${style}"/>`;
    }
    chunk += '</row>';
    if (chunk.length < 65_536) continue;
    yield chunk;
    chunk = '';
  }
  yield `${chunk}</sheetData></worksheet>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function* rowsOf(xml: string): Generator<FloorRow> {
  const cell =
    /<c r="([A-Z]+)\d+"(?: s="(\d+)")?(?: t="inlineStr"><is><t[^>]*>([^<]*)<\/t><\/is><\/c>|><v>([^<]*)<\/v><\/c>|\/>)/g;
  for (const [, number = '', height = '', cells = ''] of xml.matchAll(
    /<row r="(\d+)" ht="([^"]*)" customHeight="1">(.*?)<\/row>/gs,
  )) {
    const list = [...cells.matchAll(cell)].map(
      ([, letters = '', style = '0', text, value]): FloorCell => [
        letters,
        style,
        text === undefined ? null : plain(text),
        value ?? null,
      ],
    );
    yield [number, height, list];
  }
}

function plain(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function inflated(zip: Buffer, name: string): string {
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const length = zip.readUInt16LE(at + 28);
    if (zip.toString('utf8', at + 46, at + 46 + length) === name) {
      const local = zip.readUInt32LE(at + 42);
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      return inflateRawSync(zip.subarray(start, start + zip.readUInt32LE(at + 20))).toString('utf8');
    }
    at += 46 + length + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  throw new Error(`no part ${name}`);
}

/** Bytes that begin as a JPEG of 1600 × 1200 and shrink as little. */
function noiseJpeg(length: number): Buffer {
  const body = randomBytes(length);
  return Buffer.concat([
    Buffer.from('ffd8ffc000110804b0064003012200021101031101ffda', 'hex'),
    body,
    Buffer.from('ffd9', 'hex'),
  ]);
}

async function written(out: Writable, bytes: Buffer): Promise<void> {
  if (!out.write(bytes)) await new Promise<void>((resolve) => out.once('drain', resolve));
}

const ms = await (WRITERS[what] ?? (() => Promise.reject(new Error(`no writer ${what}`))))();
process.stdout.write(JSON.stringify({ ms, rss: Math.round(process.resourceUsage().maxRSS / 1024) }));
