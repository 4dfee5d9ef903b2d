import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '#core/contract/bridge.ts';

/** What the menu's entries do. */
export interface MenuActions {
  /** For the window in front. */
  readonly command: (command: MenuCommand) => void;
  readonly zoom: (step: ZoomStep) => void;
  readonly newWindow: () => void;
  readonly showDataFolder: () => void;
  readonly showLogs: () => void;
  readonly quit: () => void;
}

/** Larger, smaller, or back to 100 %. */
export type ZoomStep = 'in' | 'out' | 'reset';

const ZOOM = [0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2] as const;

/** The next zoom factor: 75 % to 200 %. */
export function zoomed(factor: number, step: ZoomStep): number {
  if (step === 'reset') return 1;
  // Factors come back from the browser with rounding errors.
  const next = step === 'in' ? ZOOM.find((one) => one > factor + 0.01) : ZOOM.findLast((one) => one < factor - 0.01);
  return next ?? (step === 'in' ? 2 : 0.75);
}

/** The menu bar. `developing` adds what only a developer needs: reloading, the tools. */
export function menuTemplate(actions: MenuActions, developing: boolean): MenuItemConstructorOptions[] {
  return [fileMenu(actions), editMenu(actions), viewMenu(actions, developing), windowMenu(), helpMenu(actions)];
}

const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' };

function fileMenu({ command, newWindow, showDataFolder, quit }: MenuActions): MenuItemConstructorOptions {
  return {
    label: '文件(&F)',
    submenu: [
      { label: '登记线索', accelerator: 'CmdOrCtrl+N', click: () => command('newFinding') },
      { label: '新建窗口', accelerator: 'CmdOrCtrl+Shift+N', click: newWindow },
      SEPARATOR,
      { label: '打开数据文件夹', click: showDataFolder },
      SEPARATOR,
      { label: '退出登录', click: () => command('signOut') },
      { label: '退出', accelerator: 'CmdOrCtrl+Q', click: quit },
    ],
  };
}

function editMenu({ command }: MenuActions): MenuItemConstructorOptions {
  return {
    label: '编辑(&E)',
    submenu: [
      { label: '撤销', role: 'undo' },
      { label: '重做', role: 'redo' },
      SEPARATOR,
      { label: '剪切', role: 'cut' },
      { label: '复制', role: 'copy' },
      { label: '粘贴', role: 'paste' },
      { label: '全选', role: 'selectAll' },
      SEPARATOR,
      { label: '搜索', accelerator: 'CmdOrCtrl+K', click: () => command('search') },
    ],
  };
}

function viewMenu({ zoom }: MenuActions, developing: boolean): MenuItemConstructorOptions {
  const tools: MenuItemConstructorOptions[] = [
    SEPARATOR,
    { label: '重新加载', role: 'reload' },
    { label: '开发者工具', role: 'toggleDevTools' },
  ];
  return {
    label: '视图(&V)',
    submenu: [
      { label: '放大', accelerator: 'CmdOrCtrl+Plus', click: () => zoom('in') },
      // The key of the plus sign without Shift, and that of the number pad.
      { label: '放大', accelerator: 'CmdOrCtrl+=', visible: false, click: () => zoom('in') },
      { label: '放大', accelerator: 'CmdOrCtrl+numadd', visible: false, click: () => zoom('in') },
      { label: '缩小', accelerator: 'CmdOrCtrl+-', click: () => zoom('out') },
      { label: '缩小', accelerator: 'CmdOrCtrl+numsub', visible: false, click: () => zoom('out') },
      { label: '实际大小', accelerator: 'CmdOrCtrl+0', click: () => zoom('reset') },
      SEPARATOR,
      { label: '全屏', role: 'togglefullscreen' },
      ...(developing ? tools : []),
    ],
  };
}

function windowMenu(): MenuItemConstructorOptions {
  return {
    label: '窗口(&W)',
    submenu: [
      { label: '最小化', role: 'minimize' },
      { label: '关闭窗口', role: 'close' },
    ],
  };
}

function helpMenu({ command, showLogs }: MenuActions): MenuItemConstructorOptions {
  return {
    label: '帮助(&H)',
    submenu: [
      { label: '键盘操作', click: () => command('keys') },
      { label: '打开日志文件夹', click: showLogs },
      SEPARATOR,
      { label: '关于河清', click: () => command('about') },
    ],
  };
}
