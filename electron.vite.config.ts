import { defineConfig } from 'electron-vite';

/**
 * Build of the desktop program. The entries of main, preload and renderer come with the windows; the two other
 * processes (backend, job) are named inputs of the main build, because `?modulePath` fails with Vite 8.
 */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      rollupOptions: {
        input: {
          job: 'electron/worker/job.ts',
          cli: 'electron/worker/cli.ts',
          'verify-thread': 'electron/app/log/verify-thread.ts',
        },
      },
    },
  },
});
