import { currentWindow } from './browser-window.ts';
import { strictObject } from './strict.ts';
import { world } from './world.ts';

/** One entry of a menu template, as far as it is used. */
interface ItemOptions {
  readonly label?: string;
  readonly role?: string;
  readonly type?: string;
  readonly id?: string;
  readonly accelerator?: string;
  readonly enabled?: boolean;
  readonly visible?: boolean;
  readonly checked?: boolean;
  readonly submenu?: readonly ItemOptions[] | Menu;
  readonly click?: (item: MenuItem, window: unknown, event: unknown) => void;
  readonly [more: string]: unknown;
}

/** Electron's `MenuItem`. */
export class MenuItem extends strictObject('MenuItem') {
  readonly label: string;
  readonly role: string | undefined;
  readonly type: string;
  readonly id: string | undefined;
  readonly accelerator: string | undefined;
  enabled: boolean;
  visible: boolean;
  checked: boolean;
  readonly submenu: Menu | undefined;
  private readonly clicked: ItemOptions['click'];

  constructor(options: ItemOptions) {
    super();
    this.label = options.label ?? '';
    this.role = options.role;
    this.type = options.type ?? (options.submenu ? 'submenu' : 'normal');
    this.id = options.id;
    this.accelerator = options.accelerator;
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.checked = options.checked ?? false;
    this.submenu =
      options.submenu instanceof Menu ? options.submenu : options.submenu && Menu.buildFromTemplate(options.submenu);
    this.clicked = options.click;
  }

  /** True for an entry that the program carries out itself (not a role, which is the browser's or the system's). */
  get own(): boolean {
    return this.clicked !== undefined;
  }

  click(): void {
    if (this.enabled) this.clicked?.(this, currentWindow(), {});
  }
}

/** Electron's `Menu`. A page has no menu bar: what is left of it are the accelerators, which the page listens for. */
export class Menu extends strictObject('Menu') {
  private static application: Menu | null = null;
  readonly items: MenuItem[];

  constructor(items: MenuItem[] = []) {
    super();
    this.items = items;
  }

  static buildFromTemplate(template: readonly (ItemOptions | MenuItem)[]): Menu {
    return new Menu(template.map((item) => (item instanceof MenuItem ? item : new MenuItem(item))));
  }

  static setApplicationMenu(menu: Menu | null): void {
    Menu.application = menu;
    world.events.emit('menu');
  }

  static getApplicationMenu(): Menu | null {
    return Menu.application;
  }

  append(item: MenuItem): void {
    this.items.push(item);
  }

  getMenuItemById(id: string): MenuItem | null {
    return this.all().find((item) => item.id === id) ?? null;
  }

  /** A context menu: the browser has its own. */
  popup(): void {}

  /** Not Electron's: every entry, those of submenus too. */
  all(): MenuItem[] {
    return this.items.flatMap((item) => [item, ...(item.submenu?.all() ?? [])]);
  }
}

/** A page can't set its own zoom, and a browser's user expects these keys to. */
const OF_THE_BROWSER = /^CmdOrCtrl\+(Plus|=|-|0|numadd|numsub)$/;

/** Accelerators of the application menu's own entries. */
export function accelerators(): string[] {
  const all = (Menu.getApplicationMenu()?.all() ?? []).flatMap((item) =>
    item.own && item.accelerator ? [item.accelerator] : [],
  );
  return all.filter((accelerator) => !OF_THE_BROWSER.test(accelerator));
}

/** Carries out the entry with this accelerator. */
export function pressAccelerator(accelerator: string): void {
  Menu.getApplicationMenu()
    ?.all()
    .find((item) => item.own && item.accelerator === accelerator)
    ?.click();
}
