/// <reference lib="dom" />
import { ADDRESS, type PageDialog, type ToPage } from './messages.ts';

/*
 * What the harness itself shows: dialogs, notices, the end. Styles are set by script, since the program's policy lets
 * no style attributes in; everything is marked `data-harness`, so that tests can tell it from the program's own.
 */

type Styles = Partial<CSSStyleDeclaration>;

const FONT = '14px "Microsoft YaHei UI", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC Variable", sans-serif';

function make<K extends keyof HTMLElementTagNameMap>(tag: K, styles: Styles, text = ''): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  Object.assign(element.style, styles);
  element.textContent = text;
  return element;
}

function box(title: string): { readonly dialog: HTMLDialogElement; readonly row: HTMLDivElement } {
  const dialog = make('dialog', {
    padding: '20px',
    border: '1px solid #94a3b8',
    borderRadius: '6px',
    font: FONT,
    maxWidth: '440px',
    color: '#0f172a',
  });
  dialog.dataset['harness'] = 'dialog';
  dialog.setAttribute('aria-label', title);
  const row = make('div', { display: 'flex', gap: '8px', justifyContent: 'flex-end', margin: '16px 0 0' });
  dialog.append(make('h2', { font: `bold ${FONT}`, margin: '0 0 12px' }, title));
  return { dialog, row };
}

function button(text: string, primary: boolean): HTMLButtonElement {
  const made = make(
    'button',
    {
      font: FONT,
      padding: '5px 14px',
      borderRadius: '4px',
      border: '1px solid #0f766e',
      cursor: 'pointer',
      background: primary ? '#0f766e' : '#fff',
      color: primary ? '#fff' : '#0f766e',
    },
    text,
  );
  made.type = 'button';
  return made;
}

/** Shows a dialog; resolves with uploaded paths or the number of the button, null when closed. */
export function showDialog(wanted: PageDialog): Promise<readonly string[] | number | null> {
  const { dialog, row } = box(wanted.title);
  return new Promise((resolve) => {
    const end = (value: readonly string[] | number | null) => {
      resolve(value);
      dialog.close();
      dialog.remove();
    };
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      end(null);
    });
    if (wanted.kind === 'open') fillOpen(dialog, row, wanted, end);
    else fillMessage(dialog, row, wanted, end);
    dialog.append(row);
    document.body.append(dialog);
    dialog.showModal();
  });
}

type Ended<T> = (value: T | null) => void;

function fillOpen(
  dialog: HTMLElement,
  row: HTMLElement,
  wanted: Extract<PageDialog, { kind: 'open' }>,
  end: Ended<readonly string[]>,
): void {
  const input = make('input', { font: FONT });
  Object.assign(input, {
    type: 'file',
    multiple: wanted.multiple,
    accept: wanted.accept,
    webkitdirectory: wanted.folder,
  });
  input.setAttribute('aria-label', '选择文件');
  const state = make('p', { margin: '12px 0 0' }, '文件会交给本机上的河清，不会上传到别处。');
  state.setAttribute('role', 'status');
  const close = button('取消', false);
  close.onclick = () => end(null);
  input.onchange = () => {
    state.textContent = '正在读取文件……';
    input.disabled = true;
    upload([...(input.files ?? [])]).then(end, () => {
      state.textContent = '文件没有读完，请再选一次。';
      input.disabled = false;
    });
  };
  dialog.append(input, state);
  row.append(close);
}

async function upload(files: readonly File[]): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const file of files) {
    const answer = await fetch(`${ADDRESS.upload}?name=${encodeURIComponent(file.name)}`, {
      method: 'POST',
      body: file,
    });
    if (!answer.ok) throw new Error(`upload: ${answer.status}`);
    paths.push(await answer.text());
  }
  return paths;
}

function fillMessage(
  dialog: HTMLElement,
  row: HTMLElement,
  wanted: Extract<PageDialog, { kind: 'message' }>,
  end: Ended<number>,
): void {
  dialog.append(make('p', { margin: '0', whiteSpace: 'pre-wrap' }, wanted.message));
  if (wanted.detail !== '')
    dialog.append(make('p', { margin: '8px 0 0', whiteSpace: 'pre-wrap', color: '#475569' }, wanted.detail));
  for (const [index, text] of wanted.buttons.entries()) {
    const made = button(text, index === wanted.defaultId);
    made.onclick = () => end(index);
    made.autofocus = index === wanted.defaultId;
    row.append(made);
  }
}

/** A line in the corner, until it is clicked or ten seconds are over. */
export function showNotice(notice: { readonly title: string; readonly body: string }, clicked: () => void): void {
  const shown = button(`${notice.title}：${notice.body}`, false);
  Object.assign(shown.style, {
    position: 'fixed',
    inset: 'auto 16px 16px auto',
    zIndex: '10000',
    background: '#fff',
    maxWidth: '360px',
    boxShadow: '0 2px 8px #0003',
  });
  shown.dataset['harness'] = 'notice';
  shown.onclick = () => {
    shown.remove();
    clicked();
  };
  document.body.append(shown);
  setTimeout(() => shown.remove(), 10_000);
}

const ENDS: Readonly<Record<Extract<ToPage, { t: 'end' }>['why'] | 'lost', string>> = {
  closed: '这个窗口已关闭，可以关掉本标签页。',
  elsewhere: '这个窗口已在另一个标签页中打开，请到那里继续。',
  quit: '河清已退出，可以关掉本标签页。',
  lost: '与河清的连接断开了：程序已结束。请在命令行重新运行 npm start。',
};

/** Covers the page for good: nothing typed here reaches the program any more. */
export function showEnd(why: keyof typeof ENDS): void {
  if (why === 'closed') window.close();
  const { dialog } = box('河清');
  dialog.dataset['harness'] = 'end';
  dialog.append(make('p', { margin: '0' }, ENDS[why]));
  dialog.addEventListener('cancel', (event) => event.preventDefault());
  document.body.append(dialog);
  dialog.showModal();
}
