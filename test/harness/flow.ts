import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InputOf, OutputOf } from '#core/contract/routes.ts';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import { aProblem, type ProblemInput } from './problem.ts';
import type { PEOPLE, Program } from './program.ts';

type Person = keyof typeof PEOPLE;
type Act = InputOf<'case.act'>['act'];

/** Registers and confirms a finding, and files a case from it. */
export async function aCase(
  program: Program,
  over: Partial<ProblemInput> = {},
  file: Partial<InputOf<'case.file'>> = {},
): Promise<CaseRecord> {
  const { id, rev } = await aConfirmed(program, over);
  const usual: InputOf<'case.file'> = {
    findings: [{ id, rev }],
    rectificationType: 'timeLimited',
    goal: null,
    measures: null,
    reboundOf: null,
  };
  const filed = await program.call('case.file', { ...usual, ...file });
  return program.call('case.get', { id: filed.id });
}

/** A finding that was found to be true. */
export async function aConfirmed(program: Program, over: Partial<ProblemInput> = {}): Promise<OutputOf<'finding.act'>> {
  const saved = await program.call('finding.register', { problem: aProblem(over) });
  return program.call('finding.act', {
    id: saved.id,
    rev: saved.rev,
    act: { type: 'finding.confirmed', opinion: '属实' },
  });
}

/** One act on a case as it stands now. */
export async function act(program: Program, id: string, step: Act, who: Person = 'clerk'): Promise<CaseRecord> {
  const { rev } = await program.call('case.get', { id });
  await program.call('case.act', { id, rev, act: step }, who);
  return program.call('case.get', { id });
}

/** The reply to an act that is expected to be refused. */
export async function refusal(program: Program, id: string, step: Act, who: Person = 'clerk') {
  const { rev } = await program.call('case.get', { id });
  const reply = await program.send('case.act', { id, rev, act: step }, who);
  if (reply.ok) throw new Error(`${step.type} should have been refused`);
  return reply.error;
}

/** 交办 and 签收. */
export async function intoRectifying(program: Program, id: string): Promise<CaseRecord> {
  const assigned = {
    leadUnit: '石城镇人民政府',
    coUnits: [],
    supervisingUnit: null,
    responsiblePerson: null,
    responsiblePhone: null,
    goal: null,
    measures: null,
  };
  await act(program, id, { type: 'case.assigned', ...assigned });
  return act(program, id, { type: 'case.receiptConfirmed' }, 'inspector');
}

/** Smallest file that passes for a picture. */
export const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

/** Uploads a photo to a case as it stands now; the reply as it is. */
export async function aPhoto(program: Program, id: string, role: 'before' | 'after', content = PNG) {
  const path = join(program.root, `${role}.png`);
  writeFileSync(path, content);
  const { rev } = await program.call('case.get', { id });
  const file = program.ports.files.grant(path);
  return program.send('photo.add', { owner: { kind: 'case', id }, rev, role, file }, 'inspector');
}

/** Photos before and after, and 申报整改完成 on a day. */
export async function reported(program: Program, id: string, completedOn: string): Promise<CaseRecord> {
  await aPhoto(program, id, 'before');
  await aPhoto(program, id, 'after');
  return act(program, id, { type: 'case.completionReported', text: '完成', completedOn, effects: [] }, 'inspector');
}
