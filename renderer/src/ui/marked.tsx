import { type Mark, markedSpans } from './marks.ts';

/** A text with the hits of the search marked. */
export function Marked({ text, marks }: { readonly text: string; readonly marks: readonly Mark[] }) {
  const spans = markedSpans(text, marks);
  if (spans.length === 0) return text;
  const parts = spans.flatMap(({ from, to }, index) => [
    text.slice(spans[index - 1]?.to ?? 0, from),
    <mark key={from}>{text.slice(from, to)}</mark>,
  ]);
  return (
    <>
      {parts}
      {text.slice(spans.at(-1)?.to ?? 0)}
    </>
  );
}
