import { composeDocument } from '#core/domain/document/compose-document.ts';
import { DOCUMENT_KINDS, KIND_TRAITS } from '#core/domain/document/document-kinds.ts';
import type { DocumentPreview } from '#core/contract/views-document.ts';
import type { ParsedOf } from '#core/contract/routes.ts';
import { inReadTx, inWriteTx, type Reader } from '#db/access.ts';
import { documentsOfCase } from '#db/repositories/documents.ts';
import { caseAt } from '../case/read-case.ts';
import type { Environment } from '../environment.ts';
import type { HandlersOf } from '../handlers.ts';
import { madeView } from './made-view.ts';
import { makeDocuments, type NumbersHeld } from './make.ts';
import { readNumber, usedBy } from './numbers.ts';
import { officeOf, readDocumentSettings, writeDocumentSettings } from './office.ts';
import { sourceOf } from './sources.ts';
import { templateHandlers } from './templates.ts';

/** Use cases of the documents (文书): what they say now, making and recording them, the bureau's own templates. */
export function documentHandlers(env: Environment): HandlersOf<'document'> {
  const { connection } = env;
  const held: NumbersHeld = new Set();
  return {
    ...templateHandlers(env),
    'document.kinds': () => DOCUMENT_KINDS.map((kind) => ({ kind, ...KIND_TRAITS[kind] })),
    'document.preview': (input) => inReadTx(connection, (reader) => preview(env, reader, input)),
    'document.make': (input, call) => makeDocuments(env, held, input, call),
    'document.list': ({ id }) =>
      inReadTx(connection, (reader) => {
        caseAt(reader, id);
        return documentsOfCase(reader, id).map((document) => madeView(reader, document));
      }),
    'document.settings': () => readDocumentSettings(connection.reader),
    'document.setSettings': (settings) => {
      inWriteTx(connection, (tx) => writeDocumentSettings(tx, settings));
      return null;
    },
  };
}

function preview(env: Environment, reader: Reader, input: ParsedOf<'document.preview'>): DocumentPreview {
  const { kind, cases, values } = input;
  const wanted = KIND_TRAITS[kind].together ? cases : cases.slice(0, 1);
  const [first, ...rest] = [...new Set(wanted)].map((id) => sourceOf(env, reader, caseAt(reader, id)));
  if (first === undefined) throw new Error('a document of no case');
  const {
    fields,
    values: filled,
    model,
    missing,
  } = composeDocument(kind, [first, ...rest], officeOf(reader, env.ports, kind), values);
  const number = readNumber(filled['number'] ?? '');
  const used = number === null ? null : usedBy(reader, env.ports, number.text);
  return {
    fields,
    missing,
    model,
    numberNote: number?.note ?? null,
    numberUsed: used,
  };
}
