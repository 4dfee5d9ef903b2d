/** Fails to compile where a union is not handled in full; throws if reached at run time. */
export function assertNever(value: never, what: string): never {
  throw new Error(`unhandled ${what}: ${JSON.stringify(value)}`);
}
