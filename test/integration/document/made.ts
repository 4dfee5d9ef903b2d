import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import PizZip from 'pizzip';
import type { InputOf } from '#core/contract/routes.ts';
import { createJobs } from '#worker/node/jobs.ts';
import { openProgram, type Program, ROOT } from '#test/harness/program.ts';

/** A program that writes documents in job processes. */
export function openWriter(): Promise<Program> {
  const places = { resources: `${ROOT}resources`, migrationsFolder: `${ROOT}db/migrations`, district: '110118' };
  return openProgram({ jobs: createJobs(places) });
}

type Make = InputOf<'document.make'>;

/** A request for Word documents of cases, to a file of the program's folder. */
export function wanted(program: Program, name: string, over: Partial<Make> & Pick<Make, 'kind' | 'cases'>): Make {
  return { format: 'docx', file: program.ports.files.grant(join(program.root, name)), ...over };
}

/** The text of a Word file, one line a paragraph, and its main part. */
export function readWord(bytes: Uint8Array): { readonly text: string; readonly xml: string } {
  const xml = new PizZip(bytes).file('word/document.xml')?.asText() ?? '';
  const text = xml
    .split('</w:p>')
    .map((part) => [...part.matchAll(/<w:t(?:\s[^>]*)?>([^<]*)<\/w:t>/gu)].map(([, found]) => found).join(''))
    .join('\n')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
  return { text, xml };
}

/** A made file of the program's folder. */
export function madeFile(program: Program, name: string): Buffer {
  return readFileSync(join(program.root, name));
}
