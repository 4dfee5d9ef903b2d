/// <reference lib="dom" />
import { ADDRESS, type FromPage, type PageBatch, type ToPage, WINDOW_KEY } from './messages.ts';

/** The page's end of the line to Node: an event stream down, batches of messages up, in their order. */
export interface Link {
  tell(item: FromPage): void;
  on(listener: (message: ToPage) => void): void;
  /** Called when the line is lost for good (the program has ended). */
  onLost(listener: () => void): void;
}

const RETRIES = 20;

/** Connects this document; null when this tab is no window yet (the page then goes to where it becomes one). */
export function connect(): Link | null {
  const window = sessionStorage.getItem(WINDOW_KEY);
  if (window === null) {
    location.replace(`${ADDRESS.enter}?path=${encodeURIComponent(here())}`);
    return null;
  }
  const id = crypto.randomUUID();
  const listeners: ((message: ToPage) => void)[] = [];
  let lost = () => {};
  let failures = 0;
  const source = new EventSource(`${ADDRESS.events}?window=${window}&document=${id}`);
  source.onopen = () => {
    failures = 0;
  };
  source.onmessage = ({ data }) => {
    const message = JSON.parse(data as string) as ToPage;
    if (message.t === 'end') source.close();
    for (const listener of listeners) listener(message);
  };
  source.onerror = () => {
    failures += 1;
    if (source.readyState !== EventSource.CLOSED && failures < RETRIES) return;
    source.close();
    lost();
  };
  const tell = sender(Number(window), id);
  return {
    tell,
    on: (listener) => void listeners.push(listener),
    onLost(listener) {
      lost = listener;
    },
  };
}

function here(): string {
  return location.href.slice(location.origin.length);
}

/** One POST at a time; what comes meanwhile goes with the next, so that the order is kept. */
function sender(window: number, document: string): (item: FromPage) => void {
  let waiting: FromPage[] = [];
  let busy = false;
  const flush = async () => {
    busy = true;
    while (waiting.length > 0) {
      const batch: PageBatch = { window, document, path: here(), top: self === top, items: waiting };
      waiting = [];
      try {
        await fetch(ADDRESS.messages, { method: 'POST', body: JSON.stringify(batch) });
      } catch {
        // The program has ended; the stream says so to the user.
      }
    }
    busy = false;
  };
  return (item) => {
    waiting.push(item);
    if (!busy) void Promise.resolve().then(flush);
    busy = true;
  };
}
