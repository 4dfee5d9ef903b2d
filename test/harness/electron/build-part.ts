/** Builds one part of the program as `electron-vite build` does: `node build-part.ts main|preload|renderer`. */
import { resolveConfig } from 'electron-vite';
import { build } from 'vite';

process.env['NODE_ENV_ELECTRON_VITE'] = 'production';
const part = process.argv[2];
const { config } = await resolveConfig({ logLevel: 'warn' }, 'build', 'production');
const wanted = part === 'main' || part === 'preload' || part === 'renderer' ? config?.[part] : undefined;
if (!wanted) throw new Error(`electron.vite.config.ts has no part ${part}`);
await build(wanted);
