import type { ReactNode } from 'react';

/** One choice of a combo box. */
export interface ComboOption {
  readonly key: string;
  /** What the field says when it is chosen; also what a screen reader reads. */
  readonly text: string;
  /** How the row looks; `text` when left out. */
  readonly row?: ReactNode;
}
