import {
  BorderStyle,
  ImageRun,
  type IParagraphOptions,
  Paragraph,
  AlignmentType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { DocumentBlock, FormCell, TableColumn } from '#core/domain/document/document-model.ts';
import { PAGE_LAYOUT } from '#core/domain/document/page-layout.ts';
import { BODY, type Look, paragraph, twips } from './docx-text.ts';
import { fitPicture, type Picture } from './picture.ts';

/** Pictures of a document by their SHA-256. */
export type Pictures = ReadonlyMap<string, Picture>;

const { size, tablePitch, paper, margin } = PAGE_LAYOUT;
/** Width of the text, twips. */
const TEXT_WIDTH = twips(((paper.width - margin.left - margin.right) / 25.4) * 72);
const FORM_COLUMNS = 6;

/** Characters from which on a cell may go on on the next page. */
const LONG_CELL = 60;
const CELL: Look = { font: 'body', size: size.table, pitch: tablePitch };
const HEAD: Look = { ...CELL, font: 'heading', align: 'center' };

const LINE = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const BORDERS = { top: LINE, bottom: LINE, left: LINE, right: LINE, insideHorizontal: LINE, insideVertical: LINE };
const CELL_MARGINS = { top: 40, bottom: 40, left: 80, right: 80 };

/** One part of the body as Word's paragraphs and tables. */
export function blockParts(block: DocumentBlock, pictures: Pictures): readonly (Paragraph | Table)[] {
  switch (block.type) {
    case 'heading':
      return [
        paragraph(block.text, {
          ...BODY,
          font: block.level === 1 ? 'heading' : 'subheading',
          first: 2,
          keepNext: true,
        }),
      ];
    case 'paragraph':
      return [paragraph(block.text, { ...BODY, first: 2 })];
    case 'table':
      return [listTable(block.columns, block.rows)];
    case 'form':
      return [formTable(block.rows, pictures)];
  }
}

function listTable(columns: readonly TableColumn[], rows: readonly (readonly string[])[]): Table {
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  const widths = columns.map(({ width }) => Math.floor((width / whole) * TEXT_WIDTH));
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map(({ title }, index) => cell(widths[index] ?? 0, [paragraph(title, HEAD)])),
  });
  const body = rows.map(
    (row) =>
      new TableRow({
        cantSplit: row.every((text) => text.length < LONG_CELL),
        children: columns.map(({ align }, index) =>
          cell(widths[index] ?? 0, [paragraph(row[index] ?? '', { ...CELL, align })]),
        ),
      }),
  );
  return table(widths, [head, ...body]);
}

function formTable(rows: readonly (readonly FormCell[])[], pictures: Pictures): Table {
  const width = Math.floor(TEXT_WIDTH / FORM_COLUMNS);
  return table(
    Array.from({ length: FORM_COLUMNS }, () => width),
    rows.map(
      (row) =>
        new TableRow({
          cantSplit: true,
          children: row.map((one) => cell(width * one.span, formParts(one, pictures), one.span)),
        }),
    ),
  );
}

function formParts(one: FormCell, pictures: Pictures): Paragraph[] {
  const look: Look = one.kind === 'label' ? { ...HEAD, size: size.form } : { ...CELL, size: size.form };
  const photos = one.photos ?? [];
  const text = one.text === '' && photos.length > 0 ? [] : one.text.split('\n').map((line) => paragraph(line, look));
  return photos.length === 0 ? text : [photoLine(photos, pictures), ...text];
}

/** Photos side by side, proportions kept. Widths in pixels of 96 to the inch. */
function photoLine(photos: NonNullable<FormCell['photos']>, pictures: Pictures): Paragraph {
  const box = { width: Math.floor(470 / Math.max(photos.length, 2)), height: 170 };
  const options: IParagraphOptions = {
    alignment: AlignmentType.CENTER,
    children: photos.flatMap(({ sha256, caption }, index) => {
      const picture = pictures.get(sha256);
      if (picture === undefined) return [];
      const upright = fitPicture(picture, box);
      const turned = picture.turn % 180 !== 0;
      return [
        ...(index === 0 ? [] : [new TextRun(' ')]),
        new ImageRun({
          type: picture.type,
          data: picture.bytes,
          // Word turns a picture inside the size it has before turning.
          transformation: turned
            ? { width: upright.height, height: upright.width, rotation: picture.turn }
            : { ...upright, rotation: picture.turn },
          altText: { name: caption, title: caption, description: caption },
        }),
      ];
    }),
  };
  return new Paragraph(options);
}

function table(widths: readonly number[], rows: readonly TableRow[]): Table {
  return new Table({
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: [...widths],
    layout: TableLayoutType.FIXED,
    borders: BORDERS,
    rows: [...rows],
  });
}

function cell(width: number, children: Paragraph[], span = 1): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    columnSpan: span,
    verticalAlign: VerticalAlignTable.CENTER,
    margins: CELL_MARGINS,
    children,
  });
}
