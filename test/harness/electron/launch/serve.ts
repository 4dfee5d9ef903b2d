/**
 * Runs the built program through the stand-in and opens it in the user's browser. Started by `start.ts`, or by
 * electron-vite in Electron's place (`npm run dev`); arguments are the program's own.
 */
import { ENTRY, ROOT } from '../build.ts';
import { openThroughPage, runProgram } from '../host.ts';
import { openBrowser } from './open-browser.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);
let opened = false;

const host = await runProgram({
  entry: ENTRY,
  root: ROOT,
  onWindow(window, address) {
    if (opened) return openThroughPage(window);
    opened = true;
    say(openBrowser(address) ? `已在浏览器中打开；也可以自己打开这个地址：${address}` : `请在浏览器中打开：${address}`);
    say('地址中带有钥匙，请勿转给他人；只有本机能够打开。结束程序：Ctrl+C');
  },
  onFirst(address) {
    say(`河清已经在运行：${address}`);
    openBrowser(address);
  },
  onExit(code) {
    process.exit(code);
  },
});

let asked = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    // The first asks, so that the database is closed; who can't wait asks again.
    if (asked) process.exit(1);
    asked = true;
    host.quit();
  });
}
