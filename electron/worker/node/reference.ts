import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReferencePort } from '#app/ports.ts';
import { HolidayNoticeSchema } from '#core/contract/schemas.ts';
import { checkNotice, type HolidayNotice } from '#core/domain/deadline/holiday-notice.ts';
import { parseWordBook } from '#core/domain/finding/problem-words.ts';
import { parseSeverityRules } from '#core/domain/finding/severity.ts';
import { parseRivers } from '#core/domain/place/rivers.ts';
import { parseDistrict } from '#core/domain/place/towns.ts';
import { parsePolicyBook } from '#core/domain/policy/policy-book.ts';
import { ok, type Refusal, type Result, refuse } from '#core/domain/shared/result.ts';

/** Reads and checks the reference data of a district. Refuses a damaged file by its name; throws only on I/O. */
export function readReference(resources: string, district: string): Result<ReferencePort> {
  const read = (...parts: string[]): unknown => JSON.parse(readFileSync(join(resources, ...parts), 'utf8'));
  try {
    return ok({
      notices: jsonFiles(join(resources, 'holidays')).map((name) => take(readNotice(read('holidays', name)))),
      policyBook: take(parsePolicyBook(read('policies', 'default.json'))),
      severityRules: jsonFiles(join(resources, 'severity')).map((name) =>
        take(parseSeverityRules(read('severity', name))),
      ),
      district: take(parseDistrict(read('towns', `${district}.json`))),
      rivers: take(parseRivers(read('towns', `rivers-${district}.json`))),
      words: take(parseWordBook(read('taxonomy', 'words.json'))),
    });
  } catch (error) {
    if (error instanceof Damaged) return { ok: false, error: error.refusal };
    throw error;
  }
}

class Damaged extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

function take<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Damaged(result.error);
}

function readNotice(raw: unknown): Result<HolidayNotice> {
  const parsed = HolidayNoticeSchema.safeParse(raw);
  return parsed.success
    ? checkNotice(parsed.data)
    : refuse('RESOURCE_DAMAGED', '节假日安排资料已损坏；请重新安装程序。');
}

function jsonFiles(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort();
}
