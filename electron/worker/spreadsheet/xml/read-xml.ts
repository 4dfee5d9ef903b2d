import { damaged } from '../unreadable.ts';
import { type XmlEvents, XmlReader } from './xml-reader.ts';

/** Reads a part of a package: UTF-8, or UTF-16 with its mark. What is no text in that encoding is damaged, never replaced. */
export async function readXmlStream(source: AsyncIterable<Uint8Array>, events: XmlEvents): Promise<void> {
  const reader = new XmlReader(events);
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  try {
    for await (const piece of source) {
      decoder ??= new TextDecoder(utf16Of(piece) ?? 'utf-8', { fatal: true });
      reader.write(decoder.decode(piece, { stream: true }));
    }
    if (decoder !== null) reader.write(decoder.decode());
  } catch (error) {
    if (error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
      throw damaged('文字编码错误');
    throw error;
  }
  reader.end();
}

/** Reads a whole text. */
export function readXmlText(text: string, events: XmlEvents): void {
  const reader = new XmlReader(events);
  reader.write(text.replace(/^\ufeff/u, ''));
  reader.end();
}

function utf16Of(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
}
