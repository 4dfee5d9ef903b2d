import { xmlText } from './xml.ts';

/** Look of a cell; one object per look, shared by all cells that have it (looks are told apart by identity). */
export interface CellStyle {
  readonly font: { readonly name: string; readonly size: number; readonly color?: string };
  readonly align: {
    readonly horizontal: 'left' | 'center' | 'right';
    readonly vertical: 'center' | 'top' | 'bottom';
    readonly wrap: boolean;
  };
  readonly border: boolean;
  /** Fill, RRGGBB. */
  readonly fill?: string;
  readonly format?: string;
  /** The text was typed with an apostrophe: it stays text when somebody edits it. */
  readonly quoted?: boolean;
  /** May be changed while the sheet is protected. */
  readonly unlocked?: boolean;
}

/** Numbers the styles of a workbook as they come. */
export interface StyleTable {
  /** Number of a style, as a cell names it. */
  indexOf(style: CellStyle): number;
  /** The part `xl/styles.xml`. */
  xml(): string;
}

const FIRST_FORMAT = 164;
const LINE = '<color rgb="FF000000"/>';
const BOX = ['left', 'right', 'top', 'bottom'].map((side) => `<${side} style="thin">${LINE}</${side}>`).join('');

/** Begins a table with the two fills that Excel takes for granted. */
export function createStyleTable(): StyleTable {
  const known = new Map<CellStyle, number>();
  const fonts = new Pool(['<font><sz val="11"/><name val="Calibri"/><family val="2"/></font>']);
  const fills = new Pool([
    '<fill><patternFill patternType="none"/></fill>',
    '<fill><patternFill patternType="gray125"/></fill>',
  ]);
  const formats = new Pool([]);
  const looks = new Pool(['<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>']);

  function lookOf({ font, align, border, fill, format, quoted, unlocked = false }: CellStyle): string {
    const color = font.color === undefined ? '' : `<color rgb="FF${font.color}"/>`;
    const fontId = fonts.at(
      `<font><sz val="${font.size}"/>${color}<name val="${font.name}"/><charset val="134"/></font>`,
    );
    const solid = `<fill><patternFill patternType="solid"><fgColor rgb="FF${fill}"/><bgColor indexed="64"/></patternFill></fill>`;
    const fillId = fill === undefined ? 0 : fills.at(solid);
    const numFmtId = format === undefined ? 0 : format === '@' ? 49 : FIRST_FORMAT + formats.at(format);
    const wrap = align.wrap ? ' wrapText="1"' : '';
    return (
      `<xf numFmtId="${numFmtId}" fontId="${fontId}" fillId="${fillId}" borderId="${border ? 1 : 0}" xfId="0"` +
      `${quoted === true ? ' quotePrefix="1"' : ''} applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"${unlocked ? ' applyProtection="1"' : ''}>` +
      `<alignment horizontal="${align.horizontal}" vertical="${align.vertical}"${wrap}/>` +
      `${unlocked ? '<protection locked="0"/>' : ''}</xf>`
    );
  }

  return {
    indexOf(style) {
      const index = known.get(style);
      if (index !== undefined) return index;
      const made = looks.at(lookOf(style));
      known.set(style, made);
      return made;
    },
    xml() {
      const codes = formats.all.map(
        (code, at) =>
          `<numFmt numFmtId="${FIRST_FORMAT + at}" formatCode="${xmlText(code).replaceAll('"', '&quot;')}"/>`,
      );
      return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
        (codes.length === 0 ? '' : `<numFmts count="${codes.length}">${codes.join('')}</numFmts>`) +
        `<fonts count="${fonts.all.length}">${fonts.all.join('')}</fonts>` +
        `<fills count="${fills.all.length}">${fills.all.join('')}</fills>` +
        `<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${BOX}<diagonal/></border></borders>` +
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
        `<cellXfs count="${looks.all.length}">${looks.all.join('')}</cellXfs>` +
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>' +
        '<dxfs count="0"/></styleSheet>'
      );
    },
  };
}

/** Distinct texts by the order in which they came. */
class Pool {
  readonly all: string[];
  readonly #known: Map<string, number>;

  constructor(first: readonly string[]) {
    this.all = [...first];
    this.#known = new Map(first.map((text, at) => [text, at]));
  }

  at(text: string): number {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    this.#known.set(text, this.all.length);
    return this.all.push(text) - 1;
  }
}
