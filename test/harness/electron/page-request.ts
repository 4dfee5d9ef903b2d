/// <reference lib="dom" />
import type { Page } from '@playwright/test';
import type { HeqingBridge, HeqingEvent } from '#core/contract/bridge.ts';
import type { Reply } from '#core/contract/errors.ts';

/** Password of everybody in test data. */
export const PASSWORD = 'heqing-2026';

/** Sends a request as the page would; the data of a request that must go through. */
export async function request<T>(page: Page, route: string, input: unknown): Promise<T> {
  const reply = await page.evaluate(
    ([name, body]) => {
      const { heqing } = window as unknown as { heqing: HeqingBridge };
      return heqing.request({ id: crypto.randomUUID(), route: name, input: body });
    },
    [route, input] as const,
  );
  const { ok } = reply;
  if (!ok) throw new Error(`${route}: ${reply.error.code} ${reply.error.message}`);
  return (reply as Extract<Reply<unknown>, { ok: true }>).data as T;
}

/**
 * Signs in by login. Accounts made on the command line have no password: the administrator (`guanli`) gets one as at the
 * first start, and gives one to the others.
 */
export async function signIn(page: Page, login: string): Promise<void> {
  const { firstStart } = await request<{ firstStart: boolean }>(page, 'session.current', {});
  if (firstStart) {
    const input = {
      bureau: '密云区河长制办公室',
      numberPrefix: 'MY',
      login: 'guanli',
      displayName: '孙管理',
      password: PASSWORD,
    };
    await request(page, 'session.firstStart', input);
    const accounts = await request<readonly { id: string; login: string }[]>(page, 'account.list', {});
    for (const { id, login: other } of accounts) {
      if (other !== 'guanli') await request(page, 'account.setPassword', { id, password: PASSWORD });
    }
  }
  await request(page, 'session.signIn', { login, password: PASSWORD });
  await page.reload();
}

type EventOf<T extends HeqingEvent['type']> = Extract<HeqingEvent, { readonly type: T }>;

/** Listens in the page for events of a type from now on; the function returned tells those that have come. */
export async function listen<T extends HeqingEvent['type']>(page: Page, type: T): Promise<() => Promise<EventOf<T>[]>> {
  const name = `heard:${type}`;
  await page.evaluate(
    ([key, wanted]) => {
      const heard: HeqingEvent[] = [];
      Reflect.set(window, key, heard);
      const { heqing } = window as unknown as { heqing: HeqingBridge };
      heqing.onEvent((event) => {
        if (event.type === wanted) heard.push(event);
      });
    },
    [name, type] as const,
  );
  return () => page.evaluate((key) => Reflect.get(window, key) as EventOf<T>[], name);
}
