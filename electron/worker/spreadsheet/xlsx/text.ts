import { decodeXml } from '../error-workbook/xml.ts';
import { tooLarge } from '../unreadable.ts';

/** Excel keeps 32,767 characters in a cell; whatever goes on for a million is no text of a cell. */
const MOST_TEXT = 1 << 20;

/** Gathers the text of one element as it comes in pieces; entities and `_x000D_` are resolved at the end. */
export class TextGatherer {
  private gathered = '';
  private raw = '';

  add(source: string, from: number, to: number, cdata: boolean): void {
    if (this.raw.length + this.gathered.length + to - from > MOST_TEXT)
      throw tooLarge('有单元格的文字超过 100 万字（Excel 最多 32767 字）');
    if (!cdata) this.raw += source.slice(from, to);
    else this.gathered += decodeXml(this.takeRaw()) + source.slice(from, to);
  }

  /** The text so far; begins anew. */
  take(): string {
    const text = this.gathered + decodeXml(this.takeRaw());
    this.gathered = '';
    return text;
  }

  private takeRaw(): string {
    const { raw } = this;
    this.raw = '';
    return raw;
  }
}

/** Resolves Excel's own escapes of characters that XML can't hold: `_x000D_`, and `_x005F_` for an underscore before such. */
export function decodeExcelEscapes(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/gu, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
