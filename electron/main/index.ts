/** Entry of the main process (主进程): the only module that loads Electron. */
import * as electron from 'electron';
import { startShell } from './shell.ts';

startShell(electron, {
  mainFolder: import.meta.dirname,
  argv: process.argv.slice(1),
  env: process.env,
  now: () => Date.now(),
  isElectron: process.versions['electron'] !== undefined,
  onUncaught: (listener) => void process.on('uncaughtException', listener),
});
