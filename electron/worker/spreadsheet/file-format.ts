import { compoundKind } from './xls/compound-file.ts';

/** What a file is by its content, never by its name. */
export type FileFormat =
  | 'empty'
  | 'zip'
  | 'xls'
  | 'oldExcel'
  | 'oldWord'
  | 'oldSlides'
  | 'ole'
  | 'encryptedOffice'
  | 'pdf'
  | 'picture'
  | 'archive'
  | 'html'
  | 'mhtml'
  | 'xmlWorkbook'
  | 'xml'
  | 'rtf'
  | 'sylk'
  | 'text'
  | 'unknown';

const SAVE_AS = '请用 Excel 或 WPS 打开后另存为 .xlsx 再导入';

/** Chinese name of a format that is not read, and what to do about it. */
export const FORMAT_ADVICE: Readonly<Partial<Record<FileFormat, readonly [name: string, advice: string]>>> = {
  oldExcel: ['很旧的 Excel 工作簿（Excel 5.0/95 或更早）', SAVE_AS],
  oldWord: ['Word 或 WPS 文字文档', '请把里面的表格复制到 Excel 或 WPS 表格中，存为 .xlsx 再导入'],
  oldSlides: ['演示文稿', '请把里面的表格复制到 Excel 或 WPS 表格中，存为 .xlsx 再导入'],
  ole: ['旧版 Office 文件，但里面没有 Excel 表格', SAVE_AS],
  pdf: ['PDF 文件', '请向提供的人要原来的表格'],
  picture: ['图片', '照片请在线索或案件里添加；表格的照片请向提供的人要原来的表格'],
  archive: ['RAR 或 7z 压缩包', '请解压后导入里面的表格文件'],
  mhtml: ['单个文件网页（MHTML）', SAVE_AS],
  xml: ['XML 文件，但不是电子表格', SAVE_AS],
  rtf: ['写字板文档（RTF）', '请把里面的表格复制到 Excel 或 WPS 表格中，存为 .xlsx 再导入'],
  sylk: ['SYLK 表格', SAVE_AS],
  unknown: ['无法识别的文件', SAVE_AS],
};

const SIGNATURES: readonly (readonly [FileFormat, readonly number[]])[] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['ole', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  // Workbooks of Excel 2 to 5 that are not in a container.
  ['oldExcel', [0x09, 0x00, 0x04, 0x00]],
  ['oldExcel', [0x09, 0x02, 0x06, 0x00]],
  ['oldExcel', [0x09, 0x04, 0x06, 0x00]],
  ['oldExcel', [0x09, 0x08, 0x08, 0x00]],
  ['oldExcel', [0x09, 0x08, 0x10, 0x00]],
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ['picture', [0xff, 0xd8, 0xff]],
  ['picture', [0x89, 0x50, 0x4e, 0x47]],
  ['picture', [0x47, 0x49, 0x46, 0x38]],
  ['picture', [0x49, 0x49, 0x2a, 0x00]],
  ['picture', [0x4d, 0x4d, 0x00, 0x2a]],
  ['archive', [0x52, 0x61, 0x72, 0x21]],
  ['archive', [0x37, 0x7a, 0xbc, 0xaf]],
  ['archive', [0x1f, 0x8b]],
  ['rtf', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
];

/** Tells the format of a file by its content. */
export function detectFormat(bytes: Uint8Array): FileFormat {
  if (bytes.length === 0) return 'empty';
  for (const [format, signature] of SIGNATURES) {
    if (signature.every((byte, at) => bytes[at] === byte)) return format === 'ole' ? compoundKind(bytes) : format;
  }
  return isPicture(bytes) ? 'picture' : textFormat(bytes.subarray(0, 4096));
}

/** WebP, HEIC of telephones, and Windows bitmaps (`BM` alone may begin a text). */
function isPicture(bytes: Uint8Array): boolean {
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return true;
  if (ascii(bytes, 4, 8) === 'ftyp') return true;
  return ascii(bytes, 0, 2) === 'BM' && bytes[6] === 0 && bytes[7] === 0 && bytes[8] === 0 && bytes[9] === 0;
}

function textFormat(head: Uint8Array): FileFormat {
  const utf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  // Of UTF-16 the zero bytes are left out: what is ASCII in it can be recognised.
  const start = ascii(utf16 ? head.filter((byte, at) => at > 1 && byte !== 0) : head, 0, head.length)
    .replace(/^\u00ef\u00bb\u00bf/u, '')
    .trimStart()
    .toLowerCase();
  if (start.startsWith('mime-version:')) return 'mhtml';
  if (start.startsWith('id;p')) return 'sylk';
  if (/^<(?:!doctype html|html|table|head|meta|body|style|div|!--)/u.test(start)) return 'html';
  if (start.startsWith('<?xml') || start.startsWith('<workbook')) return xmlFormat(start);
  if (utf16) return 'text';
  const control = head.filter((byte) => byte < 9 || (byte > 13 && byte < 32)).length;
  return control === 0 ? 'text' : 'unknown';
}

function xmlFormat(start: string): FileFormat {
  if (/urn:schemas-microsoft-com:office:spreadsheet|progid="excel\.sheet"/u.test(start)) return 'xmlWorkbook';
  return /<html|<table/u.test(start) ? 'html' : 'xml';
}

function ascii(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.subarray(from, to)).toString('latin1');
}
