/** What was caught, as an error: a refusal keeps its words. */
export function asError(fault: unknown): Error {
  return fault instanceof Error ? fault : new Error(String(fault));
}
