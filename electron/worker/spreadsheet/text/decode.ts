import { Unreadable } from '../unreadable.ts';

/** Bytes as text, and how they were written. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'big5';
}

/**
 * Finds out how a text is written by its content: a mark at its start, else UTF-8 where all of it is valid UTF-8, else
 * GB18030 (GBK and GB2312 with it). `declared`: what the text says of itself, of use only for what none of these is.
 * Code: TEXT_UNREADABLE. Nothing is ever replaced by a question mark.
 */
export function decodeText(bytes: Uint8Array, declared: string | null = null): DecodedText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeAs(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeAs(bytes, 'utf-16be');
  const utf8 = tryDecode(bytes, 'utf-8');
  if (utf8 !== null) return { text: utf8, encoding: 'utf-8' };
  return decodeAs(bytes, /big5/iu.test(declared ?? '') ? 'big5' : 'gb18030');
}

function decodeAs(bytes: Uint8Array, encoding: DecodedText['encoding']): DecodedText {
  const text = tryDecode(bytes, encoding);
  if (text !== null) return { text, encoding };
  throw new Unreadable(
    'TEXT_UNREADABLE',
    '文件里的文字既不是 UTF-8 也不是 GB18030（国标）编码，或中途损坏，没有读取任何内容；请用 Excel 或 WPS 打开，核对无误后另存为 .xlsx 再导入。',
  );
}

function tryDecode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
