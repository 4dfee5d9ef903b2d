import type { AppErrorData } from '#core/contract/errors.ts';

/** A refusal or fault as an exception, for the query library; `message` is Chinese and meant for people. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';
  readonly code: string;
  readonly data: unknown;

  constructor({ code, message, data }: AppErrorData) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

/** Faults of single fields of a refused input (`VALIDATION_FAILED`): path in the input and Chinese message. */
export function fieldFaults(error: unknown): readonly { readonly path: string; readonly message: string }[] {
  if (!(error instanceof RequestRefused) || typeof error.data !== 'object' || error.data === null) return [];
  const issues: unknown = Reflect.get(error.data, 'issues');
  if (!Array.isArray(issues)) return [];
  return issues.filter(
    (issue): issue is { path: string; message: string } =>
      typeof issue === 'object' && issue !== null && 'path' in issue && 'message' in issue,
  );
}
