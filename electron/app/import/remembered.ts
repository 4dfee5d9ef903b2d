import { z } from 'zod';
import { IMPORT_FIELDS, type ImportField } from '#core/domain/spreadsheet/fields.ts';
import { type ColumnMapping, sheetShape } from '#core/domain/spreadsheet/mapping.ts';
import { remember, type RememberedColumns } from '#core/domain/spreadsheet/remember-mapping.ts';
import type { Reader, Tx } from '#db/access.ts';
import { getSetting, putSetting } from '#db/repositories/settings.ts';

/** Most forms remembered; the one that was used longest ago goes. */
const MOST = 50;
const KEY = 'import.forms';

const FormsSchema = z.array(
  z.looseObject({
    shape: z.string(),
    columns: z.array(
      z.looseObject({
        label: z.string(),
        field: z
          .custom<ImportField>((value) => typeof value === 'string' && Object.hasOwn(IMPORT_FIELDS, value))
          .nullable(),
      }),
    ),
    fixed: z.looseObject({}),
  }),
);

/** How sheets were read before (沿用上次的对应关系), latest first; shared by everyone of the bureau. */
export function rememberedForms(reader: Reader): readonly RememberedColumns[] {
  // A field that this version does not know any more: the form is guessed anew.
  const parsed = FormsSchema.safeParse(getSetting(reader, KEY) ?? []);
  return parsed.success ? (parsed.data as unknown as readonly RememberedColumns[]) : [];
}

/** Remembers how a sheet was read, if a person had a hand in it; a form that was only guessed is guessed again. */
export function rememberForm(tx: Tx, mapping: ColumnMapping): void {
  const byHand = mapping.columns.some(({ reason }) => reason === '手工指定');
  if (!byHand && Object.keys(mapping.fixed).length === 0) return;
  const others = rememberedForms(tx).filter((form) => form.shape !== sheetShape(mapping));
  putSetting(tx, KEY, [remember(mapping), ...others].slice(0, MOST));
}
