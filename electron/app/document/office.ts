import { z } from 'zod';
import { partsOf } from '#core/domain/deadline/civil-date.ts';
import { DOCUMENT_KINDS, type DocumentKind } from '#core/domain/document/document-kinds.ts';
import { DEFAULT_DOCUMENT_SETTINGS, type DocumentSettings } from '#core/domain/document/document-settings.ts';
import type { DocumentOffice } from '#core/domain/document/document-source.ts';
import { formatDocumentNumber } from '#core/domain/numbering/document-number.ts';
import type { Reader, Tx } from '#db/access.ts';
import { lastSerial } from '#db/repositories/documents.ts';
import { getSetting, putSetting } from '#db/repositories/settings.ts';
import { today } from '../environment.ts';
import type { Ports } from '../ports.ts';
import { readSettings } from '../settings/settings.ts';

const KEY = 'documents';

const Stored = z.object({
  redHead: z.boolean().catch(DEFAULT_DOCUMENT_SETTINGS.redHead),
  contact: z.string().catch(''),
  phone: z.string().catch(''),
  series: z.partialRecord(z.enum(DOCUMENT_KINDS), z.string()).catch({}),
});

/** Settings of the documents as stored, defaults where nothing was set. */
export function readDocumentSettings(reader: Reader): DocumentSettings {
  const { success, data } = Stored.safeParse(getSetting(reader, KEY));
  if (!success) return DEFAULT_DOCUMENT_SETTINGS;
  return { ...data, series: { ...DEFAULT_DOCUMENT_SETTINGS.series, ...data.series } };
}

/** Sets them. */
export function writeDocumentSettings(tx: Tx, settings: DocumentSettings): void {
  putSetting(tx, KEY, settings);
}

/** What documents of a kind know of the bureau. `ahead`: how many numbers of the series are passed over (a batch). */
export function officeOf(reader: Reader, ports: Ports, kind: DocumentKind, ahead = 0): DocumentOffice {
  const { redHead, contact, phone, series } = readDocumentSettings(reader);
  const day = today(ports);
  const agency = series[kind];
  const { year } = partsOf(day);
  return {
    bureau: readSettings(reader).bureau,
    today: day,
    redHead,
    contact,
    phone,
    nextNumber:
      agency === ''
        ? null
        : formatDocumentNumber({ agency, year, serial: lastSerial(reader, agency, year) + 1 + ahead }),
  };
}
