import { LOGIN } from './cast.ts';
import type { Driver } from './driver.ts';

/** Up to 整改中. */
export async function assignAndReceive(driver: Driver, id: string, leadUnit: string): Promise<void> {
  await assign(driver, id, leadUnit);
  await driver.act(id, LOGIN.inspector, { type: 'case.receiptConfirmed' });
}

/** 交办. */
export async function assign(driver: Driver, id: string, leadUnit: string): Promise<void> {
  await driver.act(id, LOGIN.clerk, {
    type: 'case.assigned',
    leadUnit,
    coUnits: ['区水务局'],
    supervisingUnit: '区河长制办公室',
    responsiblePerson: '周镇河',
    responsiblePhone: '13800000000',
    goal: '恢复河道原状，通过现场复核',
    measures: '清运、拆除、平整、复绿，建立日常巡查',
  });
}

/** 上传整改前、整改后照片并报告整改完成 → 待复核. */
export async function reportCompletion(driver: Driver, id: string): Promise<void> {
  const record = await driver.caseOf(id);
  if (record.facts.beforePhotos === 0) await driver.photo(id, 'before');
  await driver.photo(id, 'after');
  await driver.act(id, LOGIN.inspector, {
    type: 'case.completionReported',
    text: '已按要求完成整改，现场清理到位',
    completedOn: await today(driver, id),
    effects: [{ kind: '清垃圾', amount: 120, unit: 'm³' }],
  });
}

/** The latest day of the case: completion is stated as of it. */
async function today(driver: Driver, id: string): Promise<string> {
  return (await driver.caseOf(id)).facts.lastOn;
}

/** 复核通过 → 公示中 or 待销号. */
export async function passReview(driver: Driver, id: string): Promise<void> {
  await driver.act(id, LOGIN.reviewer, { type: 'case.reviewPassed', opinion: '现场复核，整改到位' });
}

/** 公示, where required, until its last day is over → 待销号. */
export async function giveNotice(driver: Driver, id: string, startedOn: string): Promise<void> {
  const record = await driver.act(id, LOGIN.clerk, {
    type: 'case.noticeStarted',
    startedOn,
    venue: '区政府网站、村务公开栏',
  });
  driver.waitUntil(record.facts.notice?.endsOn ?? startedOn);
  driver.wait(1);
  await driver.act(id, LOGIN.clerk, { type: 'case.noticeFinished' });
}

/** 批准销号, and 备案 where the source level asks for it → 已销号. */
export async function close(driver: Driver, id: string, serial: number): Promise<void> {
  const record = await driver.act(id, LOGIN.supervisor, {
    type: 'case.closureApproved',
    closureNumber: `密河销〔2026〕${serial}号`,
    opinion: '资料齐全，同意销号',
  });
  if (record.state.handling !== 'pendingFiling') return;
  await driver.act(id, LOGIN.clerk, { type: 'case.filingAcknowledged', filingNumber: `京河备〔2026〕${serial}号` });
}
