import { expect, test } from 'vitest';
import { parseCoordinates } from '#core/domain/geo/parse-coordinates.ts';
import { matchName } from '#core/domain/spreadsheet/header-name.ts';
import { parseDateCell } from '#core/domain/spreadsheet/parse-date.ts';
import { parseQuantityCell } from '#core/domain/spreadsheet/parse-quantity.ts';
import district from '#resources/towns/110118.json' with { type: 'json' };
import { cell } from './support.ts';

/** As long as Excel lets a cell be; each repeats what a reader of values looks for. */
const LONG = ['1 ', '1.', '1-', '一', '年', '1米', '117.2,', 'E1', '(', '合计'].map((part) =>
  part.repeat(Math.floor(32_767 / part.length)),
);

test.each(LONG)('a cell full of one thing is refused unread, and its message stays short (%#)', (text) => {
  for (const read of [
    parseDateCell(cell(text), { date1904: false, year: 2026 }),
    parseQuantityCell(cell(text), null),
    parseCoordinates({ pair: text }, { box: district.box }),
    parseCoordinates({ lon: text, lat: text }, { box: district.box }),
  ]) {
    expect(read.ok).toBe(false);
    if (!read.ok) expect(read.error.message.length).toBeLessThan(200);
  }
  expect(matchName(text)).toEqual([]);
});
