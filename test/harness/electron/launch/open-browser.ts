import { spawn } from 'node:child_process';

/** Opens an address in the user's browser; false where there is no display to open it on. */
export function openBrowser(address: string): boolean {
  const { DISPLAY, WAYLAND_DISPLAY, BROWSER } = process.env;
  if (BROWSER === 'none') return false;
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) return false;
  const [command, ...args] = COMMANDS[process.platform] ?? ['xdg-open'];
  if (command === undefined) return false;
  const child = spawn(command, [...args, address], { stdio: 'ignore', detached: true });
  // Without such a command the printed address is what is left.
  child.once('error', () => {});
  child.unref();
  return true;
}

const COMMANDS: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
  darwin: ['open'],
  linux: ['xdg-open'],
};
