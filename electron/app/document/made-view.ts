import type { MadeDocument } from '#core/contract/views-document.ts';
import { KIND_TRAITS } from '#core/domain/document/document-kinds.ts';
import type { Reader } from '#db/access.ts';
import { getTemplate } from '#db/repositories/document-templates.ts';
import type { StoredDocument } from '#db/repositories/documents.ts';

/** A record of a document as screens show it. */
export function madeView(reader: Reader, document: StoredDocument): MadeDocument {
  const { id, kind, title, number, format, fileName, fileHash, fileSize, templateId, missing, actorName, at, caseIds } =
    document;
  const template = templateId === null ? null : getTemplate(reader, templateId);
  return {
    id,
    kind,
    label: KIND_TRAITS[kind].label,
    title,
    number,
    format,
    fileName,
    sha256: fileHash,
    bytes: fileSize,
    template: template === null ? null : `${template.name}（第 ${template.version} 版）`,
    missing,
    actorName,
    at,
    caseIds,
  };
}
