import type { GridCell } from '#core/domain/spreadsheet/grid.ts';
import type { TextCells } from '../grid-builder.ts';
import { tooLarge } from '../unreadable.ts';
import { readXmlStream } from '../xml/read-xml.ts';
import { decodeExcelEscapes, TextGatherer } from './text.ts';

/** Texts of a file that differ from each other; Excel's own sheets of a million rows stay below. */
const MOST_STRINGS = 6_000_000;

/** The texts that cells name by number. Rich text is joined; readings of characters (`rPh`) are no text. */
export async function readSharedStrings(
  source: AsyncIterable<Uint8Array>,
  texts: TextCells,
): Promise<readonly GridCell[]> {
  const strings: GridCell[] = [];
  const gatherer = new TextGatherer();
  let inText = false;
  let inReading = false;
  await readXmlStream(source, {
    open(name) {
      if (name === 't') inText = !inReading;
      else if (name === 'rPh') inReading = true;
    },
    close(name) {
      if (name === 't') inText = false;
      else if (name === 'rPh') inReading = false;
      else if (name === 'si') {
        if (strings.push(texts.cell(decodeExcelEscapes(gatherer.take()))) > MOST_STRINGS)
          throw tooLarge(`文字超过 ${MOST_STRINGS / 10_000} 万段`);
      }
    },
    text(piece, from, to, cdata) {
      if (inText) gatherer.add(piece, from, to, cdata);
    },
  });
  return strings;
}
