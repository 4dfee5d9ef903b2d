import { randomUUID } from 'node:crypto';
import { basename, join } from 'node:path';
import type * as Electron from 'electron';
import { CHANNELS, type HeqingEvent } from '#core/contract/bridge.ts';
import { traceOf } from '#core/contract/error-trace.ts';
import { type BackendNews, createBackendHost } from './backend/backend-host.ts';
import { createJobHost } from './backend/job-host.ts';
import { createRestartPolicy } from './backend/restart-policy.ts';
import { startBackend, startJob } from './backend/utility.ts';
import { endInFault } from './fault.ts';
import { type Bundles, bundlesOf, dataFolderOf, devServerOf } from './launch.ts';
import { createLogFile, type LogFile } from './log/log-file.ts';
import { installMenu } from './menu/install-menu.ts';
import { createPrinter } from './print/printer.ts';
import { createProtocol } from './protocol/serve.ts';
import type { WorkWindow } from './requests/long-work.ts';
import { createRouter, createRunningRequests, type Router } from './requests/router.ts';
import { createSessionKeeper } from './requests/session-keeper.ts';
import { shellHandlers } from './requests/shell-handlers.ts';
import { hardenSession } from './security/harden.ts';
import { SCHEME } from './security/origin.ts';
import { createWindows } from './window/windows.ts';
import { stateFile } from './window/window-state.ts';

/** What the shell is started with. */
export interface ShellStart {
  /** Folder of main's bundle. */
  readonly mainFolder: string;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => number;
  /** False where the program runs without Electron's binary. */
  readonly isElectron: boolean;
  /** Hears of every exception that nobody caught. */
  readonly onUncaught: (listener: (error: unknown) => void) => void;
}

/** The backend gets so long to close the database before it is ended. */
const CLOSE_LIMIT_MS = 10_000;

/**
 * The Electron shell: windows, menu, dialogs, protocol, and the line between windows and the backend process. It never
 * opens the database. Everything that decides something is a function of its own beside this one.
 */
export function startShell(electron: typeof Electron, start: ShellStart): void {
  const { app, dialog, protocol } = electron;
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  const { argv, env, now } = start;
  const launch = { argv, env, userData: app.getPath('userData'), packaged: app.isPackaged };
  const dataFolder = dataFolderOf(launch);
  const bundles = bundlesOf(start.mainFolder);
  const log = createLogFile(dataFolder, now);
  const fault = (error: unknown) => endInFault({ app, dialog, log, root: bundles.root }, error);
  start.onUncaught(fault);
  app.setAppUserModelId('cn.heqing.desktop');
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
  app.on('window-all-closed', () => app.quit());
  app
    .whenReady()
    .then(() => run(electron, { ...start, dataFolder, devServer: devServerOf(launch), bundles, log }))
    .catch(fault);
}

interface Running extends ShellStart {
  readonly dataFolder: string;
  readonly devServer: URL | null;
  readonly bundles: Bundles;
  readonly log: LogFile;
}

function run(electron: typeof Electron, { dataFolder, devServer, bundles, log, now, isElectron }: Running): void {
  const { app, BrowserWindow, dialog, powerMonitor, protocol, screen, shell, utilityProcess } = electron;
  const crashes = createRestartPolicy();

  const windows = createWindows({
    BrowserWindow,
    preload: bundles.preload,
    stateFile: stateFile(join(app.getPath('userData'), 'window.json')),
    screens: () => [screen.getPrimaryDisplay().workArea, ...screen.getAllDisplays().map(({ workArea }) => workArea)],
    onLoaded(window) {
      const state = host.state();
      if (state.state !== 'ready') windows.emit(window, state);
    },
    onGone(_window, how) {
      log.write({ what: 'process', name: 'window', how });
      return crashes.mayRestart(now());
    },
    mayDiscard: (window) => dialog.showMessageBoxSync(window, UNSAVED) === 1,
  });

  const session = createSessionKeeper((account) => windows.emitToAll({ type: 'session.changed', account }));
  const isSignedIn = () => session.accountId() !== null;
  const notify = (title: string, body: string) => {
    if (electron.Notification.isSupported()) new electron.Notification({ title, body }).show();
  };

  function takeNews(news: BackendNews): void {
    switch (news.type) {
      case 'changed':
        windows.emitToAll({ type: 'data.changed', route: news.route });
        break;
      case 'report':
        log.write({ what: 'error', id: news.id, error: news.error });
        break;
      case 'deadlineReached':
        windows.emitToAll({ type: 'deadline.reached', today: news.today });
        if (!windows.anyFocused() && isSignedIn())
          notify(`今天是 ${news.today}`, '各案件的剩余天数已按今天重算，请到工作台查看今日到期的案件。');
    }
  }

  const host = createBackendHost({
    dataFolder,
    launch: () => startBackend(utilityProcess, bundles.backend),
    jobsOf: (post) => createJobHost((entry, heapMb) => startJob(utilityProcess, entry, heapMb), post),
    print: createPrinter(BrowserWindow, (error) =>
      log.write({ what: 'error', id: randomUUID(), error: traceOf(error, bundles.root) }),
    ),
    now,
    onState: (state) => windows.emitToAll(state),
    onNews: takeNews,
    onDeath: (how) => log.write({ what: 'process', name: 'backend', how }),
  });

  const own = { dataFolder, sample: false };
  let place = own;
  /** Beside the bureau's own folder, never in it. */
  const sampleFolder = join(dataFolder, '..', `${basename(dataFolder)}-sample`, 'data');

  async function openSample(open: boolean): Promise<void> {
    if (open === place.sample) return;
    place = open ? { dataFolder: sampleFolder, sample: true } : own;
    session.take({ account: null });
    await host.move(place, new Promise((resolve) => setTimeout(resolve, CLOSE_LIMIT_MS)));
  }

  const running = createRunningRequests();
  const workOf = (window: Electron.BrowserWindow): WorkWindow => ({
    emit: (event: HeqingEvent) => windows.emit(window, event),
    setProgressBar(part) {
      if (!window.isDestroyed()) window.setProgressBar(part);
    },
  });
  const router = createRouter({
    host,
    session,
    handlers: shellHandlers({
      get info() {
        return { version: app.getVersion(), mode: isElectron ? 'electron' : 'browser', ...place } as const;
      },
      openSample,
      host,
      dialog,
      shell,
      isSignedIn,
      openWindow: (address) => void windows.open(address),
      cancel: (window, id) => running.cancel(window, id),
    }),
    running,
    work: workOf,
    teller: { anyFocused: windows.anyFocused, notify, now },
    log,
    root: bundles.root,
  });

  hardenSession(electron.session.defaultSession);
  const served = {
    renderer: bundles.renderer,
    get photos() {
      return join(place.dataFolder, 'photos');
    },
    devServer,
    isSignedIn,
  };
  protocol.handle(SCHEME, createProtocol(served));
  answerRequests(electron, router);
  installMenu(electron, windows, { dataFolder, developing: devServer !== null });
  app.on('second-instance', () => windows.focusFirst());
  app.on('activate', () => windows.focusFirst());
  powerMonitor.on('resume', () => host.checkDay());
  endWell(app, (limit) => host.close(limit));
  host.start();
  windows.open('/');
}

/** The one request channel. */
function answerRequests({ BrowserWindow, ipcMain }: typeof Electron, router: Router): void {
  ipcMain.handle(CHANNELS.request, ({ senderFrame, sender }, raw: unknown) => {
    const window = BrowserWindow.fromWebContents(sender);
    const frameAddress = senderFrame?.url ?? null;
    const isTopFrame = senderFrame === sender.mainFrame;
    return router({ frameAddress, isTopFrame, isWindow: window !== null }, window, raw);
  });
}

/** The database is closed before the program ends, after the windows. */
function endWell(app: Electron.App, close: (limit: Promise<unknown>) => Promise<void>): void {
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    const limit = new Promise((resolve) => setTimeout(resolve, CLOSE_LIMIT_MS));
    void close(limit).finally(() => {
      closed = true;
      app.exit(0);
    });
  });
}

const UNSAVED = {
  type: 'question',
  title: '河清',
  message: '有填写了但没有保存的内容，关闭窗口后不再保留。',
  buttons: ['继续填写', '不保存，关闭'],
  defaultId: 0,
  cancelId: 0,
  noLink: true,
} satisfies Electron.MessageBoxSyncOptions;
