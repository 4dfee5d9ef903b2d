import type { BrowserWindowConstructorOptions, Rectangle } from 'electron';

/** Smallest window in which every control can be reached. */
export const SMALLEST = { width: 1000, height: 600 } as const;

/** Options of every window: no Node in the page, its own world for the preload, everything in the sandbox. */
export function windowOptions(preload: string, bounds: Partial<Rectangle>): BrowserWindowConstructorOptions {
  return {
    ...bounds,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    title: '河清',
    show: false,
    backgroundColor: '#ffffff',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      defaultEncoding: 'utf-8',
    },
  };
}
