import { type DocumentKind, KIND_TRAITS } from '#core/domain/document/document-kinds.ts';

/** Name of the file of a document, unlike those in `taken`, to which it is added: `交办单-MY-AJ-2026-0001.docx`. */
export function documentFileName(
  kind: DocumentKind,
  caseNumber: string,
  format: 'docx' | 'pdf',
  taken: Set<string>,
): string {
  const stem = `${KIND_TRAITS[kind].label}-${caseNumber}`;
  let name = `${stem}.${format}`;
  for (let count = 2; taken.has(name); count += 1) name = `${stem}（${count}）.${format}`;
  taken.add(name);
  return name;
}
