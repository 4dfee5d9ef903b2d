import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { HolidayNoticeSchema } from '#core/contract/schemas.ts';
import { type NoticeDraft, readNoticeText } from '#core/domain/deadline/read-notice-text.ts';
import { deny, need, type Ports } from '../ports.ts';
import { describeIssue } from '../wording.ts';

/** A notice is a page of text; anything larger is another file. */
const LARGEST = 1024 * 1024;

/** Reads a chosen file as a notice: JSON in the form of `resources/holidays`, or else the text of the notice. */
export async function readNoticeFile(ports: Ports, token: string): Promise<NoticeDraft> {
  const path = ports.files.resolve(token);
  if (path === null) deny('FILE_TOKEN_UNKNOWN', '没有找到所选的文件；请重新选择。');
  const name = basename(path);
  const { size } = await stat(path);
  if (size > LARGEST)
    deny('NOTICE_FILE_UNREADABLE', `「${name}」大于 1 MB，不是放假安排通知；请选择通知的 JSON 文件或文本文件。`);
  const text = (await readFile(path, 'utf8')).replace(/^\uFEFF/u, '');
  return /^\s*[{[]/u.test(text) ? fromJson(text, name) : need(readNoticeText(text));
}

function fromJson(text: string, name: string): NoticeDraft {
  const parsed = HolidayNoticeSchema.safeParse(parse(text, name));
  if (!parsed.success) {
    const faults = parsed.error.issues.slice(0, 3).map(describeIssue).join('；');
    deny('NOTICE_FILE_UNREADABLE', `「${name}」不是放假安排通知的 JSON 文件：${faults}。`);
  }
  const { year, title, documentNumber, issuedOn, days } = parsed.data;
  return { year, title, documentNumber, issuedOn, days, doubts: [] };
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return deny('NOTICE_FILE_UNREADABLE', `「${name}」不是完整的 JSON 文件；请重新保存，或改为粘贴通知正文。`);
  }
}
