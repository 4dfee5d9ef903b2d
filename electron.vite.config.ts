import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

/** Port of the development server; the windows reach it through `app://`, only its socket is named by address. */
const DEV_PORT = 5178;

/**
 * Build of the desktop program into `out/`. The other processes (backend, job), the threads of a verification and the
 * command line are named inputs of the main build, because `?modulePath` fails with Vite 8; their bundles lie in one
 * folder without sub-folders, so that a module finds the others beside itself whichever bundle it became a part of.
 */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      rolldownOptions: {
        input: {
          index: 'electron/main/index.ts',
          backend: 'electron/worker/backend.ts',
          job: 'electron/worker/job.ts',
          cli: 'electron/worker/cli.ts',
          'verify-thread': 'electron/app/log/verify-thread.ts',
          'checkpoint-thread': 'electron/app/writes/checkpoint-thread.ts',
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'part-[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      rolldownOptions: {
        input: { index: 'electron/preload/index.ts' },
        // A sandboxed preload is loaded as a CommonJS script.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react(), { name: 'absolute-base', config: () => ({ base: '/' }) }],
    build: {
      outDir: 'out/renderer',
      minify: true,
      // Small fonts would become data: addresses, which the policy of `security/csp.ts` refuses.
      assetsInlineLimit: 0,
      emptyOutDir: true,
      // Absolute: the build reads it from the working folder, the development server from `root`.
      rolldownOptions: { input: { index: fileURLToPath(new URL('renderer/index.html', import.meta.url)) } },
    },
    server: {
      host: '127.0.0.1',
      port: DEV_PORT,
      strictPort: true,
      hmr: { host: '127.0.0.1', clientPort: DEV_PORT },
    },
  },
});
