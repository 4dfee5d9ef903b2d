import { FINDING_MACHINE_VERSION } from '../finding/finding-machine.ts';
import { ok, type Result, refuse } from '../shared/result.ts';
import { CASE_MACHINE_VERSION } from './case-machine.ts';

/** The body of a logged event as it was stored: the JSON object of `payload`, with `type`. */
export interface StoredBody {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** One step: rewrites an event written by version N as version N + 1 would have written it. Pure. */
export type Upcaster = (event: StoredBody) => StoredBody;

/**
 * Steps by the version they start from. Empty while version 1 is the only one.
 * To change the meaning of a state or event: raise the machine's version, add the step from the version before,
 * and keep a golden log of the old version under `test/fixtures/golden/` that must still replay.
 */
export type UpcasterTable = ReadonlyMap<number, Upcaster>;

/** Steps of the case log. */
export const CASE_UPCASTERS: UpcasterTable = new Map();

/** Steps of the finding log. */
export const FINDING_UPCASTERS: UpcasterTable = new Map();

/**
 * Rewrites a logged event for the current machine, one version at a time.
 * Refusals: `EVENT_TOO_NEW` when a newer program wrote it; `EVENT_VERSION_UNKNOWN` when a step is missing.
 */
export function upcast(event: StoredBody, version: number, current: number, steps: UpcasterTable): Result<StoredBody> {
  if (!Number.isInteger(version) || version < 1) {
    return refuse('EVENT_VERSION_UNKNOWN', `这条记录的流程版本写作 ${version}，应为从 1 起的整数`, {
      version,
      current,
    });
  }
  if (version > current) {
    return refuse(
      'EVENT_TOO_NEW',
      `这条记录由更新的版本写入（流程版本 ${version}，本程序只认到 ${current}），请先升级程序再打开`,
      { version, current },
    );
  }
  let upcasted = event;
  for (let from = version; from < current; from++) {
    const step = steps.get(from);
    if (step === undefined) {
      return refuse('EVENT_VERSION_UNKNOWN', `这条记录的流程版本是 ${version}，本程序不能把它转换到版本 ${current}`, {
        version,
        current,
      });
    }
    upcasted = step(upcasted);
  }
  return ok(upcasted);
}

/** `upcast` for the case log; the caller checks the shape of what comes out. */
export function upcastCaseEvent(event: StoredBody, version: number): Result<StoredBody> {
  return upcast(event, version, CASE_MACHINE_VERSION, CASE_UPCASTERS);
}

/** `upcast` for the finding log. */
export function upcastFindingEvent(event: StoredBody, version: number): Result<StoredBody> {
  return upcast(event, version, FINDING_MACHINE_VERSION, FINDING_UPCASTERS);
}
