import { execFile } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildIfNeeded, copyProgram, ROOT } from '../electron/build.ts';
import { makeStandInElectron } from './stand-in-electron.ts';

/**
 * Packages the program for Windows as `npm run package` does, but into a folder and around a stand-in of Electron: no
 * network, no installer. Works in `folder`, which exists; returns the folder with the packaged program. Throws with what
 * the tool has said.
 */
export async function packageProgram(folder: string): Promise<string> {
  const failures = await buildIfNeeded((line) => process.stdout.write(`${line}\n`));
  if (failures.length > 0) throw new Error(failures.map(({ output }) => output).join('\n'));
  const program = join(folder, 'program');
  const electron = join(folder, 'electron');
  const output = join(folder, 'dist');
  await copyProgram(program);
  for (const name of ['db', 'resources']) {
    // Links would be packaged as links.
    rmSync(join(program, name));
    cpSync(join(ROOT, name), join(program, name), { recursive: true });
  }
  nameLister(join(program, 'package.json'));
  makeStandInElectron(electron);
  const tool = join(ROOT, 'node_modules/electron-builder/cli.js');
  const config = join(ROOT, 'electron/builder.config.ts');
  const overrides = [`-c.electronDist=${electron}`, `-c.directories.output=${output}`];
  const { CSC_LINK: _link, WIN_CSC_LINK: _windowsLink, ...env } = process.env;
  try {
    await promisify(execFile)(process.execPath, [tool, '--win', 'dir', '--x64', '--config', config, ...overrides], {
      cwd: program,
      env,
    });
  } catch (error) {
    throw new Error(
      `electron-builder:\n${Reflect.get(Object(error), 'stdout')}${Reflect.get(Object(error), 'stderr')}`,
    );
  }
  return join(output, 'win-unpacked');
}

/** npm does not list what is behind a linked `node_modules`; electron-builder's own lister finds the same packages. */
function nameLister(manifest: string): void {
  const content = JSON.parse(readFileSync(manifest, 'utf8')) as object;
  writeFileSync(manifest, JSON.stringify({ ...content, packageManager: 'traversal@1' }));
}
