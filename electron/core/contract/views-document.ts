import type { DocumentField } from '../domain/document/document-fields.ts';
import type { DocumentKind, KindTraits } from '../domain/document/document-kinds.ts';
import type { DocumentModel } from '../domain/document/document-model.ts';

/** A kind of document (文书). */
export interface DocumentKindView extends KindTraits {
  readonly kind: DocumentKind;
}

/** A document as it would be made now. */
export interface DocumentPreview {
  /** Fields with what the first case says of them. */
  readonly fields: readonly DocumentField[];
  /** What is missing with the values typed, in words. */
  readonly missing: readonly string[];
  readonly model: DocumentModel;
  /** How the 文号 departs from the formal writing; null when it does not. */
  readonly numberNote: string | null;
  /** Which document bears the 文号 already; null when it is free. */
  readonly numberUsed: string | null;
}

/** A document that was made (文书记录). */
export interface MadeDocument {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly label: string;
  readonly title: string;
  readonly number: string | null;
  readonly format: 'docx' | 'pdf';
  readonly fileName: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Name and version of the bureau's own template; null for the layout of the program. */
  readonly template: string | null;
  readonly missing: readonly string[];
  readonly actorName: string;
  /** Instant, ms UTC. */
  readonly at: number;
  readonly caseIds: readonly string[];
}

/** What `document.make` wrote. */
export interface DocumentsMade {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly documents: readonly MadeDocument[];
}

/** One of the bureau's own templates in use. */
export interface DocumentTemplateView {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly name: string;
  readonly version: number;
  readonly fileName: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly fields: readonly string[];
  readonly addedBy: string;
  readonly addedAt: number;
}

/** A field that a template of a kind may name. */
export interface TemplateFieldView {
  /** As it is written between braces, e.g. `案件编号`. */
  readonly name: string;
  readonly about: string;
}
