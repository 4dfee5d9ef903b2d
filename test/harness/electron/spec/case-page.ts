/// <reference lib="dom" />
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import type { HandlingState } from '#core/domain/case/case-state.ts';
import { aProblem, type ProblemInput } from '../../problem.ts';
import { request, signIn } from '../page-request.ts';
import type { Program } from './program.ts';

/** Smallest PNG that a browser shows: one pixel. */
const PNG = Buffer.from(
  '89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63606060000000040001f61738550000000049454e44ae426082',
  'hex',
);

const NOBODY = { coUnits: [], supervisingUnit: null, responsiblePerson: null, responsiblePhone: null };

/** What a saved finding or case answers. */
export interface Saved {
  readonly id: string;
  readonly rev: number;
  readonly number: string;
}

/** A confirmed finding (已核实). */
export async function aConfirmed(page: Page, over: Partial<ProblemInput> = {}): Promise<Saved> {
  const problem = aProblem({ foundOn: '2027-01-20', ...over });
  const found = await request<Saved>(page, 'finding.register', { problem });
  const confirmed = { type: 'finding.confirmed', opinion: '属实' };
  return request<Saved>(page, 'finding.act', { id: found.id, rev: found.rev, act: confirmed });
}

/** A case that has just been filed, opened in the page. */
export async function openNewCase(page: Page, over: Partial<ProblemInput> = {}): Promise<string> {
  const { id, rev } = await aConfirmed(page, over);
  const filing = { rectificationType: 'timeLimited', goal: null, measures: null, reboundOf: null };
  const filed = await request<Saved>(page, 'case.file', { findings: [{ id, rev }], ...filing });
  await openCase(page, filed.id);
  return filed.id;
}

/** Opens a case by its address. */
export async function openCase(page: Page, id: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = `#/cases/${to}`;
  }, id);
  await expect(page.getByRole('heading', { name: '办理流程' })).toBeVisible();
}

/** Somebody else takes over: signs in and opens the same case. */
export async function as(page: Page, login: string, id: string): Promise<void> {
  await signIn(page, login);
  await openCase(page, id);
}

/** The case as the backend has it. */
export function recordOf(page: Page, id: string): Promise<CaseRecord> {
  return request<CaseRecord>(page, 'case.get', { id });
}

/** Opens the form of an action. */
export async function form(page: Page, action: string): Promise<Locator> {
  const panel = page.getByRole('region', { name: '可办事项' });
  await panel.getByRole('button', { name: action, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: action, exact: true })).toBeVisible();
  return dialog;
}

/** Fills in the texts of the form of an action and saves it with Ctrl+Enter. */
export async function act(page: Page, action: string, fields: Readonly<Record<string, string>> = {}): Promise<void> {
  const dialog = await form(page, action);
  for (const [label, value] of Object.entries(fields)) await dialog.getByLabel(label, { exact: true }).fill(value);
  await save(dialog);
}

/** Saves an open form with Ctrl+Enter; it closes. */
export async function save(dialog: Locator): Promise<void> {
  await dialog.getByLabel('办理日期').press('Control+Enter');
  await expect(dialog).toHaveCount(0);
}

/** Types a day into a date field of a form that has not the focus: the focus begins with the year. */
export async function typeDate(dialog: Locator, label: string, day: string): Promise<void> {
  const field = dialog.getByLabel(label, { exact: true });
  await field.focus();
  await field.pressSequentially(day.replaceAll('-', ''));
  await field.press('Enter');
  await expect(field).toHaveValue(day);
}

/** Chooses from a select of a form by mouse. */
export async function choose(dialog: Locator, label: string, option: string | RegExp): Promise<void> {
  await dialog.getByRole('combobox', { name: label }).click();
  await dialog.page().getByTitle(option).last().click();
}

/** The state chip in the head of the case. */
export async function expectState(page: Page, state: string): Promise<void> {
  await expect(page.locator('.case-head .ant-tag').first()).toHaveText(state);
}

/** A grey action, and the reason that stands beside it. */
export function reason(page: Page, action: string): { readonly grey: Locator; readonly text: Locator } {
  const grey = page.getByRole('region', { name: '可办事项' }).getByRole('button', { name: action, exact: true });
  return {
    grey,
    text: page
      .locator('.case-actions .case-refused')
      .filter({ has: page.getByRole('button', { name: action, exact: true }) }),
  };
}

/** The place where the case stands in the drawing of its track, e.g. `▸ 挂账监管`. */
export function standsAt(page: Page): Locator {
  return page.locator('.case-node-here .case-node-label');
}

/** The stays of the case, one line each, as the track tells them to those who cannot see it. */
export function stays(page: Page): Locator {
  return page.getByRole('figure', { name: '办理流程图' }).getByRole('listitem');
}

/** An entry of the timeline, newest first, by the name of its act. */
export function entry(page: Page, action: string): Locator {
  return page
    .getByRole('list', { name: '办理经过', exact: true })
    .getByRole('listitem')
    .filter({ has: page.getByText(action, { exact: true }) })
    .first();
}

/** Opens the ledger with the filter of a state and one case searched: its only row says that state. */
export async function expectInLedger(page: Page, number: string, state: HandlingState, label: string): Promise<void> {
  const filter = encodeURIComponent(JSON.stringify({ handling: [state] }));
  await page.evaluate(
    (to) => {
      location.hash = `#/cases?${to}`;
    },
    `f=${filter}&q=${encodeURIComponent(number)}`,
  );
  const row = page.locator('.ag-row[row-index="0"]');
  await expect(row.locator('[col-id="number"]')).toHaveText(number);
  await expect(row.locator('[col-id="state"]')).toHaveText(label);
  await expect(page.locator('#content')).toContainText('共 1 件');
}

/** The act as a request: what comes before a spec's own steps, done by whoever is signed in. */
export async function step(page: Page, id: string, body: Readonly<Record<string, unknown>>): Promise<void> {
  const { rev } = await recordOf(page, id);
  await request(page, 'case.act', { id, rev, act: body });
}

/** 交办 and 签收 by requests: the case is 整改中. */
export async function inRectifying(page: Page, id: string): Promise<void> {
  await step(page, id, { type: 'case.assigned', leadUnit: '石城镇人民政府', ...NOBODY, goal: null, measures: null });
  await step(page, id, { type: 'case.receiptConfirmed' });
}

/** A photo by requests. */
export async function photo(page: Page, program: Program, id: string, role: 'before' | 'after'): Promise<void> {
  await program.answerDialog('open', [pictureOf(program, 'photo')]);
  const [file] = await request<readonly { token: string }[]>(page, 'shell.chooseFiles', {
    purpose: 'photos',
    multiple: false,
  });
  const { rev } = await recordOf(page, id);
  await request(page, 'photo.add', { owner: { kind: 'case', id }, rev, role, file: file?.token });
}

/** A picture in the spec's folder; its path. */
export function pictureOf(program: Program, name: string): string {
  const path = join(program.userDataDir, `${name}.png`);
  writeFileSync(path, PNG);
  return path;
}

/** 申报整改完成 by requests, with the photo it needs. */
export async function reportDone(page: Page, program: Program, id: string): Promise<void> {
  await photo(page, program, id, 'after');
  await step(page, id, { type: 'case.completionReported', text: '已清运', completedOn: '2027-02-01', effects: [] });
}

/** 交办, 签收, photos and 申报整改完成 by requests: the case is 待复核. */
export async function inReview(page: Page, program: Program, id: string): Promise<void> {
  await inRectifying(page, id);
  await photo(page, program, id, 'before');
  await reportDone(page, program, id);
}

/** From 待复核 to 已销号 by requests of the second and the third person. */
export async function closed(page: Page, id: string): Promise<void> {
  await signIn(page, 'fuhe');
  await step(page, id, { type: 'case.reviewPassed', opinion: '现场已清' });
  await signIn(page, 'shenhe');
  await step(page, id, { type: 'case.closureApproved', closureNumber: '密河销〔2027〕3号', opinion: '同意销号' });
}
