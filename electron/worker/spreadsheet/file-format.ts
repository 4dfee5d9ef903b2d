/** What a file is by its first bytes, never by its name. */
export type FileFormat =
  | 'empty'
  | 'zip'
  | 'ole'
  | 'encryptedOffice'
  | 'pdf'
  | 'picture'
  | 'archive'
  | 'html'
  | 'xml'
  | 'text'
  | 'unknown';

/** Chinese names for messages. */
export const FORMAT_NAMES: Readonly<Record<FileFormat, string>> = {
  empty: '空文件',
  zip: 'zip 压缩包',
  ole: '旧版 Excel 工作簿（.xls）或其他旧版 Office 文件',
  encryptedOffice: '加了密码的 Office 文件',
  pdf: 'PDF 文件',
  picture: '图片',
  archive: 'RAR 或 7z 压缩包',
  html: '网页（HTML）表格',
  xml: 'XML 文件',
  text: '文本文件（可能是 CSV）',
  unknown: '无法识别的文件',
};

const SIGNATURES: readonly (readonly [FileFormat, readonly number[]])[] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['ole', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ['picture', [0xff, 0xd8, 0xff]],
  ['picture', [0x89, 0x50, 0x4e, 0x47]],
  ['picture', [0x47, 0x49, 0x46, 0x38]],
  ['picture', [0x42, 0x4d]],
  ['picture', [0x49, 0x49, 0x2a, 0x00]],
  ['picture', [0x4d, 0x4d, 0x00, 0x2a]],
  ['archive', [0x52, 0x61, 0x72, 0x21]],
  ['archive', [0x37, 0x7a, 0xbc, 0xaf]],
];

/** Tells the format of a file by its content. */
export function detectFormat(bytes: Uint8Array): FileFormat {
  if (bytes.length === 0) return 'empty';
  for (const [format, signature] of SIGNATURES) {
    if (signature.every((byte, at) => bytes[at] === byte))
      return format === 'ole' && holdsEncryptedPackage(bytes) ? 'encryptedOffice' : format;
  }
  if (isWebp(bytes)) return 'picture';
  return textFormat(bytes.subarray(0, 4096));
}

/** An encrypted .xlsx is an OLE file with a stream of this name, written in UTF-16 in its directory. */
function holdsEncryptedPackage(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    Buffer.from('EncryptedPackage', 'utf16le'),
  );
}

function isWebp(bytes: Uint8Array): boolean {
  return ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP';
}

function textFormat(head: Uint8Array): FileFormat {
  const start = ascii(head, 0, head.length)
    .replace(/^\u00ef\u00bb\u00bf/u, '')
    .trimStart()
    .toLowerCase();
  if (/^<(!doctype html|html|table|head|meta|body)/u.test(start)) return 'html';
  if (start.startsWith('<?xml')) return start.includes('<html') ? 'html' : 'xml';
  const control = head.filter((byte) => byte < 9 || (byte > 13 && byte < 32)).length;
  return control === 0 ? 'text' : 'unknown';
}

function ascii(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.subarray(from, to)).toString('latin1');
}
