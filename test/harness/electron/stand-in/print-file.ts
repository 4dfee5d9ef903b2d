import { pathToFileURL } from 'node:url';

/** Prints an HTML file as Electron does, by a Chromium that is started for it; scripts do not run. */
export async function printFile(
  path: string,
  options: { readonly preferCSSPageSize?: boolean; readonly printBackground?: boolean },
): Promise<Buffer> {
  // Loaded when something is printed: it brings Playwright with it.
  const { launchChromium } = await import('../chromium.ts');
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ javaScriptEnabled: false, offline: true });
    await page.goto(pathToFileURL(path).href);
    return await page.pdf(options);
  } finally {
    await browser.close();
  }
}
