import { damaged } from '../unreadable.ts';

/** Numbers of the BIFF8 records that are read. */
export const RECORD = {
  formula: 0x0006,
  eof: 0x000a,
  dateMode: 0x0022,
  filePass: 0x002f,
  continue: 0x003c,
  columnInfo: 0x007d,
  boundSheet: 0x0085,
  multiRk: 0x00bd,
  richString: 0x00d6,
  xf: 0x00e0,
  mergedCells: 0x00e5,
  drawingGroup: 0x00eb,
  sst: 0x00fc,
  labelSst: 0x00fd,
  number: 0x0203,
  label: 0x0204,
  boolError: 0x0205,
  string: 0x0207,
  row: 0x0208,
  rk: 0x027e,
  format: 0x041e,
  bof: 0x0809,
} as const;

/** One record with the records that continue it. `data` is what follows its head. */
export interface BiffRecord {
  readonly id: number;
  readonly data: Buffer;
  readonly continued: readonly Buffer[];
}

/** Records of a stream from a place on. One that runs past the end of the stream is damaged, never read in part. */
export function* readRecords(stream: Buffer, from: number): Generator<BiffRecord> {
  let at = from;
  while (at + 4 <= stream.length) {
    const id = stream.readUInt16LE(at);
    const data = body(stream, at);
    at += 4 + data.length;
    const continued: Buffer[] = [];
    while (at + 4 <= stream.length && stream.readUInt16LE(at) === RECORD.continue) {
      const more = body(stream, at);
      continued.push(more);
      at += 4 + more.length;
    }
    yield { id, data, continued };
  }
}

function body(stream: Buffer, at: number): Buffer {
  const end = at + 4 + stream.readUInt16LE(at + 2);
  if (end > stream.length) throw damaged('文件不完整');
  return stream.subarray(at + 4, end);
}

/** Reads texts that may run over into continuing records, where their characters begin anew with a flag of their width. */
export class TextCursor {
  private readonly blocks: readonly Buffer[];
  private block = 0;
  private at: number;

  constructor({ data, continued }: BiffRecord, from: number) {
    this.blocks = [data, ...continued];
    this.at = from;
  }

  get ended(): boolean {
    this.skipEnded();
    return this.block >= this.blocks.length;
  }

  /** A text with a count of 16 bits; formats of its characters and their readings are passed over. */
  text(): string {
    const length = this.u16();
    const flags = this.u8();
    const runs = (flags & 8) === 0 ? 0 : this.u16();
    const extra = (flags & 4) === 0 ? 0 : this.u32();
    const text = this.characters(length, (flags & 1) !== 0);
    this.skip(runs * 4 + extra);
    return text;
  }

  u8(): number {
    const value = this.current().readUInt8(this.at);
    this.at += 1;
    return value;
  }

  u16(): number {
    return this.u8() | (this.u8() << 8);
  }

  u32(): number {
    return (this.u16() | (this.u16() << 16)) >>> 0;
  }

  /** Characters of one or two bytes; where a continuing record begins, their width is told anew. */
  characters(count: number, wide: boolean): string {
    let text = '';
    let isWide = wide;
    let left = count;
    while (left > 0) {
      if (this.at >= (this.blocks[this.block]?.length ?? 0)) {
        this.current();
        isWide = (this.u8() & 1) !== 0;
      }
      const data = this.current();
      const width = isWide ? 2 : 1;
      const here = Math.min(left, Math.floor((data.length - this.at) / width));
      if (here === 0) throw damaged('文字中途断开');
      const end = this.at + here * width;
      text += data.toString(isWide ? 'utf16le' : 'latin1', this.at, end);
      this.at = end;
      left -= here;
    }
    return text;
  }

  private skip(count: number): void {
    let left = count;
    while (left > 0) {
      const data = this.current();
      const here = Math.min(left, data.length - this.at);
      this.at += here;
      left -= here;
    }
  }

  private current(): Buffer {
    this.skipEnded();
    const data = this.blocks[this.block];
    if (data === undefined) throw damaged('文字中途断开');
    return data;
  }

  private skipEnded(): void {
    while (this.block < this.blocks.length && this.at >= (this.blocks[this.block]?.length ?? 0)) {
      this.block += 1;
      this.at = 0;
    }
  }
}
