import {
  AlignmentType,
  type IParagraphOptions,
  type IRunOptions,
  LineRuleType,
  Paragraph,
  ShadingType,
  TextRun,
} from 'docx';
import { markedParts } from '#core/domain/document/missing-mark.ts';
import { DOCUMENT_FONTS, PAGE_LAYOUT } from '#core/domain/document/page-layout.ts';

/** Twentieths of a point: what Word measures in. */
export function twips(pt: number): number {
  return Math.round(pt * 20);
}

/** How a paragraph of an official document looks. */
export interface Look {
  readonly font: keyof typeof DOCUMENT_FONTS;
  /** pt */
  readonly size: number;
  /** Line pitch, pt. */
  readonly pitch: number;
  readonly align?: 'left' | 'center' | 'right' | 'justify';
  /** Indent of the first line and of the whole from both sides, in characters of the size. */
  readonly first?: number;
  readonly left?: number;
  readonly right?: number;
  readonly color?: string;
  /** Between characters, twips. */
  readonly spacing?: number;
  readonly bold?: boolean;
  /** Stays on the page of the next paragraph. */
  readonly keepNext?: boolean;
}

const { size, linePitch, paper, margin, charactersPerLine } = PAGE_LAYOUT;

/** Text of the body: 3号仿宋. */
export const BODY: Look = { font: 'body', size: size.body, pitch: linePitch, align: 'justify', spacing: squeeze() };

/** What brings 28 characters into a line of 156 mm, which has room for 27.6: twips between characters. */
function squeeze(): number {
  const width = ((paper.width - margin.left - margin.right) / 25.4) * 72;
  return Math.floor((width / charactersPerLine - size.body) * 20);
}

/** A paragraph; what is missing in its text stands on yellow. */
export function paragraph(text: string, look: Look, rest: Omit<IParagraphOptions, 'children'> = {}): Paragraph {
  const { first = 0, left = 0, right = 0, align = 'left' } = look;
  return new Paragraph({
    alignment: align === 'justify' ? AlignmentType.BOTH : AlignmentType[ALIGNMENTS[align]],
    spacing: { line: twips(look.pitch), lineRule: LineRuleType.EXACT, before: 0, after: 0 },
    indent: {
      ...(first < 0 ? { hanging: twips(-first * look.size) } : { firstLine: twips(first * look.size) }),
      left: twips(left * look.size),
      right: twips(right * look.size),
    },
    keepNext: look.keepNext ?? false,
    ...rest,
    children: runs(text, look),
  });
}

const ALIGNMENTS = { left: 'LEFT', center: 'CENTER', right: 'RIGHT' } as const;

/** The runs of a text, line breaks kept. */
export function runs(text: string, look: Look): TextRun[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      index === 0 ? lineRuns(line, look) : [new TextRun({ ...runLook(look), break: 1 }), ...lineRuns(line, look)],
    );
}

function lineRuns(line: string, look: Look): TextRun[] {
  return markedParts(line).map(
    ({ text, missing }) =>
      new TextRun({
        ...runLook(look),
        text,
        ...(missing ? { shading: { type: ShadingType.CLEAR, color: 'auto', fill: 'FFF2CC' } } : {}),
      }),
  );
}

/** Font, size and colour of a run. */
export function runLook({ font, size: pt, color, bold, spacing }: Look): IRunOptions {
  const { name } = DOCUMENT_FONTS[font];
  return {
    font: { ascii: name, hAnsi: name, eastAsia: name, cs: name },
    size: pt * 2,
    ...(spacing === undefined ? {} : { characterSpacing: spacing }),
    ...(color === undefined ? {} : { color }),
    ...(bold === true ? { bold } : {}),
  };
}
