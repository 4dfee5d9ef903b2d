import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { basename } from 'node:path';
import { ADDRESS } from '../page/messages.ts';

const HERE = new URL('..', import.meta.url);

/** What a preload needs of the harness, each after what it imports. Names at their top level must differ. */
const PAGE_SCRIPTS = [
  'wire.ts',
  'page/messages.ts',
  'page/bridge.ts',
  'page/accelerators.ts',
  'page/overlay.ts',
  'page/link.ts',
  'page/electron.ts',
] as const;

let pageScripts: string | null = null;

/** The page's part of the harness as one script: one request instead of one for each file. */
function pageScript(): string {
  pageScripts ??= PAGE_SCRIPTS.map((path) => {
    const script = withoutTypes(readFileSync(new URL(path, HERE), 'utf8'));
    return script.replaceAll(/^import [^;]*;$/gm, '').replaceAll(/^export /gm, '');
  }).join('\n');
  return pageScripts;
}

/** Node warns that this is experimental, at every start and to the user; the specs would tell if it changed. */
function withoutTypes(source: string): string {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return stripTypeScriptTypes(source);
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** The built preload as a script of the page, with the `require` that a sandboxed preload has. */
export function preloadScript(path: string | null): string {
  const code = path === null ? '' : readFileSync(path, 'utf8').replace(/^\/\/# sourceMappingURL=.*$/m, '');
  const name = JSON.stringify(path === null ? 'preload' : basename(path));
  return `${pageScript()}\nstart((require, module, exports) => {${code}\n}, ${name});`;
}

const FIRST_SCRIPT = `<script type="module" src="${ADDRESS.preload}"></script>`;

/** The page with the preload as its first script. Module scripts run in their order, so it is ready before the page's. */
export function withPreload(html: string): string {
  const head = /<head[^>]*>/i.exec(html);
  if (!head) throw new Error('a page of the program has no <head>');
  const at = head.index + head[0].length;
  return html.slice(0, at) + FIRST_SCRIPT + html.slice(at);
}

/** A policy that lets the page reach the harness (same origin) as well. */
export function withConnect(policy: string): string {
  const directives = policy
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const connect = directives.findIndex((part) => part.startsWith('connect-src'));
  if (connect < 0) return [...directives, "connect-src 'self'"].join('; ');
  if (/'self'/.test(directives[connect] ?? '')) return policy;
  const others = (directives[connect] ?? '').replace(/'none'/, '').trim();
  return directives.with(connect, `${others} 'self'`).join('; ');
}
