import { buffer } from 'node:stream/consumers';
import { crc32, deflateRawSync } from 'node:zlib';
import { fromBufferPromise } from 'yauzl';

/** One part of a zip to be written. `claims`: a size that the headers give instead of the true one; `flags`: bit 0 = encrypted. */
export interface ZipPart {
  readonly name: string;
  readonly data: Uint8Array;
  readonly claims?: number;
  readonly flags?: number;
  /** Data is already deflated (its true size then is `claims`). */
  readonly raw?: boolean;
}

/** Writes a zip as given, lies included. */
export function zipOf(parts: readonly ZipPart[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name);
    const packed = part.raw ? Buffer.from(part.data) : deflateRawSync(part.data);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE((part.flags ?? 0) | 0x800, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(part.raw ? 0 : crc32(part.data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(part.claims ?? part.data.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, name, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), Buffer.from([20, 0]), common, tail, name]));
    bodies.push(local);
    offset += local.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(index.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, index, end]);
}

/** The parts of a zip, unpacked. */
export async function partsOf(bytes: Buffer): Promise<ZipPart[]> {
  const zip = await fromBufferPromise(bytes, { autoClose: false });
  const parts: ZipPart[] = [];
  for await (const entry of zip.eachEntry())
    parts.push({ name: entry.fileName, data: await buffer(await zip.openReadStreamPromise(entry)) });
  return parts;
}
