import PizZip from 'pizzip';
import { ok, type Result, refuse } from '#core/domain/shared/result.ts';
import { detectFormat } from '../spreadsheet/file-format.ts';
import { measureZip } from '../spreadsheet/zip-guard.ts';

const MIB = 1 << 20;
/** Largest template, bytes. */
const MOST = 20 * MIB;
const LIMITS = { entries: 2000, entryBytes: 64 * MIB, totalBytes: 128 * MIB, ratio: 200, ratioFromBytes: 8 * MIB };
const MAIN = 'word/document.xml';
/** Relations that fetch something from elsewhere as soon as a document is opened. */
const LINKED = /Type="[^"]*\/(attachedTemplate|oleObject|frame|subDocument)"/u;

/** Looks at a template as a package: a whole .docx, without password, macros, controls or parts that lie elsewhere. */
export async function checkPackage(bytes: Uint8Array, fileName: string): Promise<Result<null>> {
  const format = detectFormat(bytes);
  if (format === 'encryptedOffice')
    return refuse('TEMPLATE_ENCRYPTED', `「${fileName}」加了打开密码；请在 Word 或 WPS 中去掉密码后另存，再放入。`);
  if (format !== 'zip')
    return refuse('TEMPLATE_NOT_DOCX', `「${fileName}」不是 .docx 文件；请用 Word 或 WPS 另存为 .docx 再放入。`);
  if (bytes.length > MOST)
    return refuse(
      'TEMPLATE_TOO_LARGE',
      `「${fileName}」有 ${Math.ceil(bytes.length / MIB)} MB，模板最大 20 MB；请压缩其中的图片。`,
    );
  const measured = await measureZip(bytes, LIMITS);
  if (!measured.ok)
    return refuse(
      measured.error.code === 'ZIP_ENCRYPTED' ? 'TEMPLATE_ENCRYPTED' : 'TEMPLATE_DAMAGED',
      `「${fileName}」已损坏、加了密码或不是正常的文档，未放入；请用 Word 或 WPS 打开后另存为 .docx 再放入。`,
      { cause: measured.error.code },
    );
  return checkParts(new PizZip(bytes), fileName, new Set(measured.value.map(({ name }) => name)));
}

function checkParts(zip: PizZip, fileName: string, parts: ReadonlySet<string>): Result<null> {
  const types = zip.file('[Content_Types].xml')?.asText() ?? '';
  if (!parts.has(MAIN) || types === '')
    return refuse('TEMPLATE_NOT_DOCX', `「${fileName}」里没有 Word 文档的正文；请用 Word 或 WPS 另存为 .docx 再放入。`);
  const active = [...parts].find((name) => /vbaProject|activeX\//iu.test(name));
  if (active !== undefined || /macroEnabled|vbaProject/iu.test(types))
    return refuse('TEMPLATE_MACRO', `「${fileName}」带有宏或控件，不能用作模板；请另存为不带宏的 .docx 再放入。`);
  const linked = [...parts].filter((name) => name.endsWith('.rels')).find((name) => linksElsewhere(zip, name));
  if (linked !== undefined)
    return refuse(
      'TEMPLATE_LINKED',
      `「${fileName}」引用了网上或其他电脑上的模板、对象；请在 Word 或 WPS 中断开链接后另存，再放入。`,
    );
  return ok(null);
}

function linksElsewhere(zip: PizZip, name: string): boolean {
  const relations =
    zip
      .file(name)
      ?.asText()
      .match(/<Relationship\b[^>]*>/gu) ?? [];
  // Word notes the template a document was written from (Normal.dotm) as a file of that machine: harmless.
  return relations.some(
    (relation) =>
      /TargetMode="External"/u.test(relation) &&
      LINKED.test(relation) &&
      /Target="(https?:|ftp:|\\\\|file:\/\/[^/])/iu.test(relation),
  );
}
