import { lostDigits } from './cell-text.ts';
import type { ImportField } from './fields.ts';
import type { Reporter } from './map-row.ts';
import { phoneOf, splitList } from './parse-words.ts';
import type { RowReader } from './row-reader.ts';

/** Unit, person, phone and remarks of a row; the reporter is kept apart and written into the remarks. */
export interface ContactFields {
  readonly violator: string | null;
  readonly responsibleUnit: string | null;
  readonly responsiblePerson: string | null;
  readonly responsiblePhone: string | null;
  readonly remarks: string | null;
  readonly reporter: Reporter;
}

/** Reads people as written: blanks inside a name (张　伟) stay. */
export function contactFields(reader: RowReader): ContactFields {
  const reporter = { name: reader.text('reporter'), phone: phone(reader, 'reporterPhone') };
  const remarks = reader
    .values('remarks')
    .map((value) => value.text)
    .filter((text) => text !== null);
  const line = reporterLine(reporter);
  return {
    violator: reader.text('violator'),
    responsibleUnit: reader.text('responsibleUnit'),
    responsiblePerson: reader.text('responsiblePerson'),
    responsiblePhone: phone(reader, 'responsiblePhone'),
    remarks: [...remarks, ...(line ? [line] : [])].join('\n') || null,
    reporter,
  };
}

/** A finding has no field of its own for who reported it, so the remarks say it. */
function reporterLine({ name, phone }: Reporter): string | null {
  if (name === null && phone === null) return null;
  return `上报人：${name ?? '未填'}${phone === null ? '' : `，电话 ${phone}`}`;
}

function phone(reader: RowReader, field: ImportField): string | null {
  const value = reader.value(field);
  if (value.text === null) return null;
  const digits = phoneOf(value.text);
  if (digits === null)
    reader.report(
      'warning',
      'PHONE_ODD',
      field,
      `“${value.text}”不像电话号码（手机 11 位，座机带区号），按原文保留`,
      value,
    );
  return digits ?? value.text;
}

/** 外部编号, several columns and several in a cell. A number that Excel has cut to 15 digits is an error. */
export function externalNumbers(reader: RowReader): readonly string[] {
  const numbers = reader.values('externalNumber').flatMap((value) => {
    if (value.text === null) return [];
    if (lostDigits(value.cell)) {
      reader.report(
        'error',
        'DIGITS_LOST',
        'externalNumber',
        `编号 ${value.text} 存成了数字，Excel 只保留 15 位，后面的数字已经丢失；请把该列设为文本后重新填写`,
        value,
      );
      return [];
    }
    return splitList(value.text).filter((part) => !/^[-—/\\无]+$/u.test(part));
  });
  return [...new Set(numbers)];
}

/** Values of a column that may hold several, each once. */
export function listField(reader: RowReader, field: ImportField): readonly string[] {
  return [...new Set(reader.values(field).flatMap((value) => (value.text === null ? [] : splitList(value.text))))];
}
