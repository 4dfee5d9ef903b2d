/** What stands in a document for a value that nobody has filled in. */
export function missingMark(label: string): string {
  return `【待填：${label}】`;
}

const MARK = /(【待填：[^】]*】)/u;

/** A text taken apart, so that a writer can show what is missing; no part is empty. */
export function markedParts(text: string): readonly { readonly text: string; readonly missing: boolean }[] {
  return text
    .split(MARK)
    .filter((part) => part !== '')
    .map((part) => ({ text: part, missing: MARK.test(part) }));
}
