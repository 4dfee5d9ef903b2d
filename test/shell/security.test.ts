import { EventEmitter } from 'node:events';
import type { Session, WebContents } from 'electron';
import { describe, expect, test } from 'vitest';
import { contentSecurityPolicy } from '../../electron/main/security/csp.ts';
import { hardenContents, hardenSession, isPermitted } from '../../electron/main/security/harden.ts';
import { isOurs, pageAddress } from '../../electron/main/security/origin.ts';
import { isTrusted } from '../../electron/main/security/sender.ts';

const STRANGERS = [
  'https://heqing/',
  'http://127.0.0.1:5178/',
  'file:///C:/heqing/index.html',
  'app://heqing.evil.cn/',
  'app://evil/#app://heqing/',
  'app://heqing@evil/',
  'app://user@heqing/',
  'application://heqing/',
  'about:blank',
  'javascript:alert(1)',
  'heqing',
  '',
];

describe('our origin', () => {
  test('is recognised on every page of ours', () => {
    expect([pageAddress('/'), pageAddress('/cases/1?a=b'), 'app://heqing/index.html'].every(isOurs)).toBe(true);
  });

  test.each(STRANGERS)('is not taken for %j', (address) => {
    expect(isOurs(address)).toBe(false);
  });
});

describe('a request is answered', () => {
  const page = { frameAddress: 'app://heqing/#/cases', isTopFrame: true, isWindow: true };

  test('to the page of a window', () => expect(isTrusted(page)).toBe(true));
  test('not to a frame inside it', () => expect(isTrusted({ ...page, isTopFrame: false })).toBe(false));
  test('not to contents that are no window', () => expect(isTrusted({ ...page, isWindow: false })).toBe(false));
  test('not to a frame that is gone', () => expect(isTrusted({ ...page, frameAddress: null })).toBe(false));
  test.each(STRANGERS)('not to %j', (frameAddress) => expect(isTrusted({ ...page, frameAddress })).toBe(false));
});

describe('the content security policy', () => {
  const rules = (devServer: URL | null) =>
    Object.fromEntries(
      contentSecurityPolicy(devServer)
        .split('; ')
        .map((rule) => [rule.slice(0, rule.indexOf(' ')), rule.slice(rule.indexOf(' ') + 1)]),
    );

  test('of the product knows no inline script, no evaluation and no other origin', () => {
    const found = rules(null);
    expect(found['default-src']).toBe("'self'");
    expect(found['script-src']).toBe("'self'");
    expect(found['connect-src']).toBe("'self'");
    expect(found['img-src']).toBe("'self' blob: data:");
    for (const rule of ['object-src', 'base-uri', 'frame-src', 'frame-ancestors', 'form-action'])
      expect(found[rule]).toBe("'none'");
    expect(contentSecurityPolicy(null)).not.toMatch(/unsafe-eval|https?:|ws:|\*/);
  });

  test('of development adds the socket of that one server and nothing else from outside', () => {
    expect(rules(new URL('http://127.0.0.1:5178/'))['connect-src']).toBe("'self' ws://127.0.0.1:5178");
  });
});

describe('a window', () => {
  function hardened() {
    const contents = Object.assign(new EventEmitter(), {
      openHandler: (_details: { readonly url: string }): { readonly action: string } => ({ action: 'allow' }),
      setWindowOpenHandler(handler: () => { readonly action: string }) {
        contents.openHandler = handler;
      },
    });
    hardenContents(contents as unknown as WebContents);
    return contents;
  }

  function isPrevented(name: string, url: string): boolean {
    let prevented = false;
    hardened().emit(name, {
      url,
      preventDefault() {
        prevented = true;
      },
    });
    return prevented;
  }

  test.each(['will-navigate', 'will-redirect'])('stays on our pages: %s', (name) => {
    expect(STRANGERS.filter((address) => !isPrevented(name, address))).toEqual([]);
    expect(isPrevented(name, 'app://heqing/#/work')).toBe(false);
  });

  test('embeds nothing', () => expect(isPrevented('will-attach-webview', 'app://heqing/')).toBe(true));

  test('opens no other window by itself, not even with our page', () => {
    expect(hardened().openHandler({ url: 'app://heqing/' })).toEqual({ action: 'deny' });
  });
});

describe('permissions', () => {
  const ALL = ['media', 'geolocation', 'notifications', 'fullscreen', 'clipboard-read', 'hid', 'usb', 'openExternal'];

  test('none is given but copying text on our own pages', () => {
    expect(ALL.filter((permission) => isPermitted(permission, 'app://heqing/'))).toEqual([]);
    expect(isPermitted('clipboard-sanitized-write', 'app://heqing/')).toBe(true);
    expect(isPermitted('clipboard-sanitized-write', 'https://evil.cn/')).toBe(false);
  });

  test('are refused when asked for and when looked up', () => {
    const kept: { ask?: (...words: unknown[]) => void; look?: (...words: unknown[]) => boolean } = {};
    hardenSession({
      setPermissionRequestHandler: (handler: typeof kept.ask & object) => {
        kept.ask = handler;
      },
      setPermissionCheckHandler: (handler: typeof kept.look & object) => {
        kept.look = handler;
      },
    } as unknown as Session);
    const answers: boolean[] = [];
    kept.ask?.({ getURL: () => 'app://heqing/' }, 'media', (given: boolean) => answers.push(given));
    expect(answers).toEqual([false]);
    expect(kept.look?.(null, 'media', 'app://heqing')).toBe(false);
  });
});
