/**
 * `npm start`: builds what was changed, then opens the program: in Electron where its binary is or can be fetched, else
 * in the user's browser. `npm run dev` (`--dev`): the same with hot reload. `--browser`: in the browser in any case.
 * All other arguments are the program's (`--data <folder>`).
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfNeeded, forgetBuild, ROOT } from '../build.ts';
import { fetchElectronBinary } from './electron-binary.ts';

const OWN = new Set(['--dev', '--browser']);
const given = process.argv.slice(2);
const args = given.filter((arg) => !OWN.has(arg));
const say = (line: string) => process.stdout.write(`${line}\n`);

const NO_ELECTRON =
  '没有取得 Electron 程序包，改在浏览器中打开同一个程序。要用桌面窗口：设环境变量 ELECTRON_MIRROR 为可用的镜像后重新运行；或下载离线包（electron-v*.zip）解压，把 ELECTRON_OVERRIDE_DIST_PATH 设为解压的文件夹。';

const SERVE = fileURLToPath(new URL('./serve.ts', import.meta.url));

await (given.includes('--dev') ? develop() : start());

async function start(): Promise<void> {
  const failures = await buildIfNeeded(say);
  if (failures.length > 0) {
    say(`构建没有成功：\n${failures.map(({ output }) => output).join('\n')}`);
    process.exitCode = 1;
    return;
  }
  const electron = await binary();
  if (electron !== null) follow(electron, [ROOT, ...args], process.env);
  else await import(SERVE);
}

/** The dev server of electron-vite; without the binary it starts the stand-in in its place. */
async function develop(): Promise<void> {
  forgetBuild();
  const electron = await binary();
  const instead = { ELECTRON_EXEC_PATH: process.execPath, ELECTRON_ENTRY: SERVE };
  const env = { ...process.env, ...(electron === null ? instead : { ELECTRON_EXEC_PATH: electron }) };
  const tool = join(ROOT, 'node_modules/electron-vite/bin/electron-vite.js');
  follow(process.execPath, [tool, 'dev', '--watch', '--', ...args], env);
}

async function binary(): Promise<string | null> {
  if (given.includes('--browser')) return null;
  const found = await fetchElectronBinary();
  if (found === null) say(NO_ELECTRON);
  return found;
}

/** Runs a command in this one's place: its output, its signals, its end. */
function follow(command: string, commandArgs: readonly string[], env: NodeJS.ProcessEnv): void {
  const child = spawn(command, commandArgs, { cwd: ROOT, env, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void child.kill(signal));
  child.once('close', (code) => process.exit(code ?? 1));
}
