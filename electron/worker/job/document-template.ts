import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import type { TemplateJob } from '#app/jobs.ts';
import type { TemplateNames } from '#core/domain/document/template-fields.ts';
import { type Result, refuse } from '#core/domain/shared/result.ts';
import { type CheckedTemplate, checkTemplate } from '../document/template.ts';

const InputSchema = z.object({
  path: z.string().min(1),
  fileName: z.string(),
  names: z.custom<TemplateNames>((value) => typeof value === 'object' && value !== null),
}) satisfies z.ZodType<TemplateJob>;

/** Checks a template in a process of its own: it is a file from outside. Codes: FILE_MISSING and those of `checkTemplate`. */
export async function runTemplateCheck(raw: unknown): Promise<Result<CheckedTemplate>> {
  const { path, fileName, names } = InputSchema.parse(raw);
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true)
    return refuse('FILE_MISSING', `找不到文件「${fileName}」；请确认它没有被移走或改名，再选一次。`);
  return checkTemplate(readFileSync(path), fileName, names);
}
