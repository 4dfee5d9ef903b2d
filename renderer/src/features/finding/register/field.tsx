import type { ReactNode } from 'react';
import { noteId } from './form-part.ts';

interface FieldProps {
  readonly id: string;
  readonly label: string;
  /** Columns of twelve. */
  readonly span: number;
  readonly required?: boolean;
  readonly fault?: string | undefined;
  readonly notes?: readonly string[] | undefined;
  readonly children: ReactNode;
}

/** One field of a dense form: its name above, its fault or what was understood below. */
export function Field({ id, label, span, required = false, fault, notes, children }: FieldProps) {
  const line = fault ?? notes?.join(' ');
  return (
    <div style={{ gridColumn: `span ${span}`, minWidth: 0 }}>
      <label htmlFor={id} className="muted" style={{ display: 'block', fontSize: 13, lineHeight: '20px' }}>
        {label}
        {required && <span style={{ color: 'var(--ink)' }}>（必填）</span>}
      </label>
      {children}
      {line !== undefined && (
        <div
          id={noteId(id)}
          role={fault === undefined ? undefined : 'alert'}
          style={{ fontSize: 12, lineHeight: '18px', color: fault === undefined ? 'var(--muted)' : '#B91C1C' }}
        >
          {line}
        </div>
      )}
    </div>
  );
}
