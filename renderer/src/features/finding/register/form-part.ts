import type { Input } from 'antd';
import type { ComponentRef, RefObject } from 'react';
import type { DraftField, FindingDraft } from '../draft/finding-draft.ts';
import type { DraftReading } from '../draft/read-draft.ts';

/** What the parts of the form of a finding share. */
export interface FormPart {
  readonly draft: FindingDraft;
  readonly set: (change: Partial<FindingDraft>) => void;
  /** Name, fault and notes of a field, for `Field`. */
  readonly shown: (field: DraftField) => {
    readonly id: string;
    readonly fault?: string | undefined;
    readonly notes?: readonly string[] | undefined;
  };
  /** Key and validity of a field, for a text field. */
  readonly input: (field: DraftField) => {
    readonly id: string;
    readonly status?: 'error';
    readonly 'aria-invalid'?: boolean;
    readonly 'aria-describedby'?: string;
  };
  /** The same, for a combo box. */
  readonly combo: (field: DraftField) => {
    readonly id: string;
    readonly invalid: boolean;
    readonly describedBy?: string;
  };
  /** The field in which typing begins. */
  readonly first: RefObject<ComponentRef<typeof Input> | null>;
}

/** Key of the line under a field, for `aria-describedby`. */
export function noteId(id: string): string {
  return `${id}-note`;
}

/**
 * Makes the shared part of a form. A fault of an empty field is shown only once saving was tried (`tried`): nobody is
 * scolded for what they have not come to yet.
 */
export function formPart(
  draft: FindingDraft,
  { faults, notes }: Pick<DraftReading, 'faults' | 'notes'>,
  tried: boolean,
  set: FormPart['set'],
  first: FormPart['first'],
): FormPart {
  const faultOf = (field: DraftField) =>
    tried || (typeof draft[field] === 'string' && draft[field] !== '') ? faults[field] : undefined;
  const described = (field: DraftField) => faultOf(field) !== undefined || notes[field] !== undefined;
  return {
    draft,
    set,
    first,
    shown: (field) => ({ id: field, fault: faultOf(field), notes: notes[field] }),
    input: (field) => ({
      id: field,
      ...(faultOf(field) === undefined ? {} : { status: 'error', 'aria-invalid': true }),
      ...(described(field) ? { 'aria-describedby': noteId(field) } : {}),
    }),
    combo: (field) => ({
      id: field,
      invalid: faultOf(field) !== undefined,
      ...(described(field) ? { describedBy: noteId(field) } : {}),
    }),
  };
}
