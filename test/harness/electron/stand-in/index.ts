/**
 * The stand-in for the `electron` module: what a main process imports. A name that is not here fails as a missing
 * export; a member that is not there fails by name (`strict.ts`).
 */
import { app } from './app.ts';
import { BrowserWindow as Window } from './browser-window.ts';
import { dialog } from './dialog.ts';
import { ipcMain } from './ipc-main.ts';
import { Menu as PlainMenu, MenuItem } from './menu.ts';
import { protocol } from './protocol.ts';
import { session } from './session.ts';
import { strict } from './strict.ts';
import { net, Notification, nativeTheme, powerMonitor, safeStorage, screen, shell } from './system.ts';
import { utilityProcess } from './utility-process.ts';

const BrowserWindow = strict('BrowserWindow', Window);
const Menu = strict('Menu', PlainMenu);

export {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  utilityProcess,
};

export default strict('electron', {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  utilityProcess,
});
