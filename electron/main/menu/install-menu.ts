import { join } from 'node:path';
import type * as Electron from 'electron';
import type { Windows } from '../window/windows.ts';
import { type MenuActions, menuTemplate, zoomed } from './menu-template.ts';

/** Puts up the menu bar; its commands go to the window in front. */
export function installMenu(
  { app, Menu, shell }: Pick<typeof Electron, 'app' | 'Menu' | 'shell'>,
  windows: Windows,
  { dataFolder, developing }: { readonly dataFolder: string; readonly developing: boolean },
): void {
  const actions = {
    command(command) {
      const window = windows.front();
      if (window !== null) windows.emit(window, { type: 'menu.command', command });
    },
    zoom(step) {
      const contents = windows.front()?.webContents;
      contents?.setZoomFactor(zoomed(contents.getZoomFactor(), step));
    },
    newWindow: () => void windows.open('/'),
    showDataFolder: () => void shell.openPath(dataFolder),
    showLogs: () => void shell.openPath(join(dataFolder, 'logs')),
    quit: () => app.quit(),
  } satisfies MenuActions;
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(actions, developing)));
}
