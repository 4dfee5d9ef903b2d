import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { strict } from './strict.ts';
import { world } from './world.ts';

/** Where a system keeps the data of programs. */
function appData(): string {
  const { APPDATA, XDG_CONFIG_HOME } = process.env;
  if (process.platform === 'win32') return APPDATA ?? join(homedir(), 'AppData', 'Roaming');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  return XDG_CONFIG_HOME ?? join(homedir(), '.config');
}

class CommandLine {
  private readonly switches = new Map<string, string>();

  appendSwitch(name: string, value = ''): void {
    if (world.ready) throw new Error(`switch ${name} comes too late: app is ready`);
    this.switches.set(name, value);
  }

  hasSwitch(name: string): boolean {
    return this.switches.has(name) || process.argv.some((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`));
  }

  getSwitchValue(name: string): string {
    const given = process.argv.find((arg) => arg.startsWith(`--${name}=`));
    return this.switches.get(name) ?? given?.slice(name.length + 3) ?? '';
  }
}

/** Electron's `app`. */
class App extends EventEmitter {
  readonly isPackaged = false;
  readonly commandLine = strict('app.commandLine', new CommandLine());
  private name: string | null = null;
  private version: string | null = null;
  private readonly paths = new Map<string, string>();
  private readonly becomesReady = Promise.withResolvers<void>();
  private locked = false;
  private quitting: 'no' | 'asked' | 'done' = 'no';

  whenReady(): Promise<void> {
    return this.becomesReady.promise;
  }

  isReady(): boolean {
    return world.ready;
  }

  getName(): string {
    this.name ??= String(this.manifest()['productName'] ?? this.manifest()['name']);
    return this.name;
  }

  setName(name: string): void {
    this.name = name;
  }

  getVersion(): string {
    this.version ??= String(this.manifest()['version']);
    return this.version;
  }

  getAppPath(): string {
    return world.root;
  }

  getLocale(): string {
    return 'zh-CN';
  }

  getPath(name: string): string {
    const set = this.paths.get(name);
    if (set !== undefined) return set;
    const known: Record<string, () => string> = {
      home: homedir,
      temp: tmpdir,
      appData,
      userData: () => join(this.getPath('appData'), this.getName()),
      sessionData: () => this.getPath('userData'),
      logs: () => join(this.getPath('userData'), 'logs'),
      documents: () => join(homedir(), 'Documents'),
      downloads: () => join(homedir(), 'Downloads'),
      desktop: () => join(homedir(), 'Desktop'),
      exe: () => process.execPath,
    };
    const path = known[name];
    if (!path) throw new Error(`Failed to get '${name}' path`);
    return path();
  }

  setPath(name: string, path: string): void {
    this.paths.set(name, path);
  }

  setAppLogsPath(path: string): void {
    this.paths.set('logs', path);
  }

  setAppUserModelId(_id: string): void {}

  setAboutPanelOptions(_options: object): void {}

  enableSandbox(): void {
    if (world.ready) throw new Error('app.enableSandbox comes before app is ready');
  }

  disableHardwareAcceleration(): void {}

  focus(): void {}

  requestSingleInstanceLock(): boolean {
    this.locked = world.lock(this.getPath('userData'), () => this.emit('second-instance', {}, [], '', undefined));
    return this.locked;
  }

  hasSingleInstanceLock(): boolean {
    return this.locked;
  }

  /** Asks everyone (before-quit, each window, will-quit), any of whom may refuse; then the process ends. */
  quit(): void {
    if (this.quitting !== 'no') return;
    this.quitting = 'asked';
    const refused = this.ask('before-quit') || this.closeWindows() || this.ask('will-quit');
    this.quitting = 'no';
    if (!refused) this.exit(0);
  }

  /** Ends the process, asking no one. */
  exit(code = 0): void {
    if (this.quitting === 'done') return;
    this.quitting = 'done';
    for (const window of world.windows.values()) window.destroy('quit');
    this.emit('quit', {}, code);
    world.events.emit('exit', code);
  }

  /** Not Electron's: main has been read, windows may come. */
  becomeReady(): void {
    world.ready = true;
    this.emit('ready');
    this.becomesReady.resolve();
  }

  /** Not Electron's: a window is gone. */
  windowGone(): void {
    if (world.windows.size > 0 || this.quitting !== 'no') return;
    if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed');
    else this.quit();
  }

  private closeWindows(): boolean {
    for (const window of [...world.windows.values()]) {
      window.close();
      if (!window.isDestroyed()) return true;
    }
    return false;
  }

  private ask(event: string): boolean {
    let refused = false;
    this.emit(event, { preventDefault: () => (refused = true) });
    return refused;
  }

  private manifest(): Record<string, unknown> {
    return JSON.parse(readFileSync(join(world.root, 'package.json'), 'utf8')) as Record<string, unknown>;
  }
}

/** Electron's `app`. */
export const app = strict('app', new App());

world.events.on('window', (window) => app.emit('browser-window-created', {}, window));
world.events.on('window', (window) => app.emit('web-contents-created', {}, window.webContents));
world.events.on('window-gone', () => app.windowGone());
