import { type Refusal, type Result, refuse } from '#core/domain/shared/result.ts';

/** Thrown deep inside a reader when a file cannot be read; `attempt` turns it into the refusal it carries. */
export class Unreadable extends Error {
  readonly refusal: Refusal;

  constructor(code: string, message: string, data?: unknown) {
    super(message);
    this.name = 'Unreadable';
    this.refusal = data === undefined ? { code, message } : { code, message, data };
  }
}

const REPAIR = '请用 Excel 或 WPS 打开修复后另存为 .xlsx 再导入。';

/** The file breaks off or contradicts itself; `found` says in Chinese what was found. */
export function damaged(found: string, code = 'WORKBOOK_DAMAGED'): Unreadable {
  return new Unreadable(code, `表格文件已损坏（${found}），没有读取任何内容；${REPAIR}`);
}

/** More than a sheet may hold; `found` says in Chinese how much was found and what is allowed. */
export function tooLarge(found: string): Unreadable {
  return new Unreadable('SHEET_TOO_LARGE', `${found}；请拆成几个文件，或删去多余的内容后再导入。`);
}

/**
 * Runs a reader. What it throws about the file becomes a refusal; so does any error of the parsers themselves, since a
 * damaged file may break a rule that nobody thought of. Code of those: WORKBOOK_DAMAGED.
 */
export async function attempt<T>(read: () => T | Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await read() };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, error: error.refusal };
    const reason = error instanceof Error ? error.message : String(error);
    return refuse('WORKBOOK_DAMAGED', `表格文件已损坏，无法读取；${REPAIR}`, { reason });
  }
}
