/// <reference lib="dom" />
import { expect, type Page } from '@playwright/test';

/**
 * Fails with every enabled control of the page (or of the part that `within` selects) that cannot be brought into sight by
 * scrolling as a user can: cut off by something that does not scroll, of no size, or covered wherever it is scrolled to. The
 * test goes on, so that one run tells of all screens. What is scrolled is put back.
 */
export async function expectAllReachable(page: Page, where: string, within = 'body'): Promise<void> {
  const lost = await page.evaluate(lostControls, within);
  expect.soft(lost, `controls that are lost: ${where}`).toEqual([]);
}

/** Runs in the page; must not use anything of this module. */
function lostControls(within: string): string[] {
  const CONTROLS =
    'button, a[href], input, select, textarea, summary, [role="button"], [role="tab"], [role="menuitem"], [role="combobox"]';
  const root = document.querySelector(within);
  if (root === null) return [`nothing is ${within}`];
  // Under a modal dialog the page behind is not to be used.
  const modal = [...document.querySelectorAll('.ant-modal-wrap, .ant-drawer-section')].find((one) =>
    one.checkVisibility(),
  );
  const scope = modal ?? root;

  const isShown = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true }) && element.closest('[aria-hidden="true"], [inert]') === null;
  const isEnabled = (element: Element) => !element.matches(':disabled');
  /** What is clicked: a tick box is drawn by its label, the link of a menu fills its item. */
  const faceOf = (element: Element) =>
    (element instanceof HTMLInputElement && /^(radio|checkbox)$/u.test(element.type) && element.closest('label')) ||
    element.closest('.ant-select, .ant-menu-item') ||
    element;
  /** The grid brings its own cells into sight by the arrow keys; a tooltip and the steps of a number are there on hover. */
  const isIn = (element: Element) => element.closest('.ag-body, [role="tooltip"], .ant-input-number-action') === null;

  function ancestors(element: Element): Element[] {
    const found: Element[] = [];
    for (let up = element.parentElement; up !== null; up = up.parentElement) found.push(up);
    return found;
  }

  const scrolls = (element: Element) => {
    const { overflowX, overflowY } = getComputedStyle(element);
    return [overflowX, overflowY].some((overflow) => overflow === 'auto' || overflow === 'scroll');
  };
  const clips = (element: Element) => {
    const { overflowX, overflowY } = getComputedStyle(element);
    return { x: overflowX !== 'visible', y: overflowY !== 'visible' };
  };

  /** The part of a rectangle that is seen: cut by what clips it and by the window. */
  function seen(element: Element): { left: number; top: number; right: number; bottom: number } {
    const box = { ...pick(element.getBoundingClientRect()) };
    let fixed = getComputedStyle(element).position === 'fixed';
    for (const up of ancestors(element)) {
      if (fixed) break;
      const { x, y } = clips(up);
      const edge = up.getBoundingClientRect();
      if (x && up !== document.body) {
        box.left = Math.max(box.left, edge.left);
        box.right = Math.min(box.right, edge.right);
      }
      if (y && up !== document.body) {
        box.top = Math.max(box.top, edge.top);
        box.bottom = Math.min(box.bottom, edge.bottom);
      }
      fixed = getComputedStyle(up).position === 'fixed';
    }
    return {
      left: Math.max(box.left, 0),
      top: Math.max(box.top, 0),
      right: Math.min(box.right, innerWidth),
      bottom: Math.min(box.bottom, innerHeight),
    };
  }

  function pick({ left, top, right, bottom }: DOMRect) {
    return { left, top, right, bottom };
  }

  /** Why a control cannot be used where it now is; null when it can. */
  function fault(element: Element): string | null {
    const whole = element.getBoundingClientRect();
    const part = seen(element);
    const [width, height] = [part.right - part.left, part.bottom - part.top];
    if (whole.width < 1 || whole.height < 1) return 'has no size';
    // Taller or wider than the window: what fits is enough.
    const enough = { width: Math.min(whole.width * 0.6, 60), height: Math.min(whole.height * 0.6, 24) };
    if (width < enough.width || height < enough.height)
      return `cut off: ${Math.round(width)} × ${Math.round(height)} seen`;
    const at = document.elementFromPoint(part.left + width / 2, part.top + height / 2);
    if (at === null) return 'outside the window';
    const related = element.contains(at) || at.contains(element) || at.closest('label') === element.closest('label');
    return related && (element.contains(at) || at.closest('label') !== null || element.parentElement === at)
      ? null
      : `covered by ${nameOf(at)}`;
  }

  function nameOf(element: Element): string {
    const classes = typeof element.className === 'string' ? element.className.split(' ').slice(0, 2).join('.') : '';
    const label = element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 24) ?? '';
    return `${element.tagName.toLowerCase()}${classes === '' ? '' : `.${classes}`}「${label || element.id}」`;
  }

  const lost: string[] = [];
  for (const control of scope.querySelectorAll(CONTROLS)) {
    if (!isShown(control) || !isEnabled(control) || !isIn(control)) continue;
    const face = faceOf(control);
    if (control instanceof HTMLInputElement && (control.type === 'file' || control.type === 'hidden')) continue;
    const places = ancestors(face).map((up) => ({ up, left: up.scrollLeft, top: up.scrollTop }));
    const faults: string[] = [];
    for (const block of ['nearest', 'center', 'start', 'end'] as const) {
      face.scrollIntoView({ block, inline: block === 'nearest' ? 'nearest' : 'center', behavior: 'instant' });
      // A script can scroll what no user can: that is put back before it is looked at.
      for (const { up, left, top } of places) {
        if (scrolls(up)) continue;
        up.scrollLeft = left;
        up.scrollTop = top;
      }
      const why = fault(face);
      if (why === null) {
        faults.length = 0;
        break;
      }
      faults.push(why);
    }
    for (const { up, left, top } of places) {
      up.scrollLeft = left;
      up.scrollTop = top;
    }
    if (faults[0] !== undefined) lost.push(`${nameOf(control)} ${faults.at(-1)}`);
  }
  return lost;
}
