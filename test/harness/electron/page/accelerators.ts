/// <reference lib="dom" />
let stop = () => {};

/** Listens for the accelerators of the menu (`CmdOrCtrl+Shift+N`); those of an earlier menu end. */
export function listenForAccelerators(list: readonly string[], pressed: (accelerator: string) => void): void {
  stop();
  const listen = (event: KeyboardEvent) => {
    const found = list.find((accelerator) => matches(accelerator, event));
    if (found === undefined) return;
    event.preventDefault();
    pressed(found);
  };
  addEventListener('keydown', listen, true);
  stop = () => removeEventListener('keydown', listen, true);
}

const NAMES: Readonly<Record<string, string>> = {
  plus: '+',
  space: ' ',
  esc: 'escape',
  return: 'enter',
  up: 'arrowup',
  down: 'arrowdown',
  left: 'arrowleft',
  right: 'arrowright',
};

function matches(accelerator: string, event: KeyboardEvent): boolean {
  const parts = accelerator.toLowerCase().split('+');
  const key = parts.at(-1) ?? '';
  const has = (...names: string[]) => names.some((name) => parts.slice(0, -1).includes(name));
  return (
    (NAMES[key] ?? key) === event.key.toLowerCase() &&
    has('cmdorctrl', 'commandorcontrol', 'ctrl', 'control') === (event.ctrlKey || event.metaKey) &&
    has('shift') === event.shiftKey &&
    has('alt', 'option') === event.altKey
  );
}
