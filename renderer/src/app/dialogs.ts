import { useEffect, useState } from 'react';

/** Dialogs that are open anywhere in the program. */
export type DialogName = 'search' | 'keys';

const CHANNEL = new EventTarget();

/** Opens a dialog from anywhere. */
export function openDialog(name: DialogName): void {
  CHANNEL.dispatchEvent(new Event(name));
}

/** Whether a dialog is open, what closes it; it opens by `openDialog` and by its key. */
export function useDialog(name: DialogName, isKey: (event: KeyboardEvent) => boolean): readonly [boolean, () => void] {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const show = () => setOpen(true);
    const byKey = (event: KeyboardEvent) => {
      if (!isKey(event)) return;
      event.preventDefault();
      setOpen(true);
    };
    CHANNEL.addEventListener(name, show);
    window.addEventListener('keydown', byKey);
    return () => {
      CHANNEL.removeEventListener(name, show);
      window.removeEventListener('keydown', byKey);
    };
  }, [name, isKey]);
  return [open, () => setOpen(false)];
}

/** Whether somebody is typing, so that a key without Ctrl is a letter. */
export function isTyping({ target }: KeyboardEvent): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}
