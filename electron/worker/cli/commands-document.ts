import { resolve } from 'node:path';
import { DOCUMENT_KINDS, type DocumentKind, KIND_TRAITS } from '#core/domain/document/document-kinds.ts';
import type { Command } from './command.ts';
import { CommandFailed, EXIT, folderFor } from './failure.ts';
import { say } from './print.ts';
import type { Session } from './session.ts';

const KIND_NAMES = DOCUMENT_KINDS.map((kind) => KIND_TRAITS[kind].label);

/** Commands of the documents (文书). */
export const DOCUMENT_COMMANDS: readonly Command[] = [
  {
    name: 'document make',
    words: ['种类', '案件编号'],
    options: ['--out 文件.docx', '[--set 栏目JSON]', '[--reuse-number]'],
    about: `制作文书（${KIND_NAMES.join('、')}）；--set 另填栏目，如 '{"contact":"张三"}'；--reuse-number 沿用已用过的文号`,
    async run(session, args) {
      const kind = kindOf(args.oneOf('种类', args.word(0), KIND_NAMES));
      const path = resolve(args.option('out'));
      folderFor(path);
      const values = args.jsonOption('set') as Record<string, string> | undefined;
      const made = await session.call('document.make', {
        kind,
        cases: [await caseKey(session, args.word(1))],
        format: 'docx',
        ...(values === undefined ? {} : { values }),
        reuseNumber: args.flag('reuse-number'),
        file: session.ports.files.grant(path),
      });
      for (const { label, number, missing } of made.documents) {
        say(`${label}${number === null ? '' : ` ${number}`} → ${made.path}\nSHA-256 ${made.sha256}`);
        if (missing.length > 0) say(`  待填：${missing.join('、')}`);
      }
    },
  },
];

function kindOf(label: string): DocumentKind {
  const kind = DOCUMENT_KINDS.find((one) => KIND_TRAITS[one].label === label);
  if (kind === undefined) throw new Error(`no kind ${label}`);
  return kind;
}

const KEY = /^[0-9a-f]{8}-[0-9a-f-]{27}$/u;

/** The key of a case, by its key or its number. */
async function caseKey(session: Session, word: string): Promise<string> {
  if (KEY.test(word)) return word;
  const list = await session.call('case.list', { filter: {}, search: word, page: { offset: 0, size: 10 } });
  const found = list.rows.find(({ number }) => number === word.toUpperCase());
  if (found !== undefined) return found.id;
  throw new CommandFailed(`没有编号为「${word}」的案件；编号写作 MY-AJ-2026-0001 的样式。`, EXIT.refused);
}
