import { XML_HEAD } from './xml.ts';
import type { ZipEntry } from './zip-writer.ts';

/** A picture inside one cell. Lengths in EMU from the cell's upper left corner. */
export interface Placed {
  /** Of `Pictures`, from 1. */
  readonly picture: number;
  /** From 0. */
  readonly column: number;
  readonly row: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Quarter turns to the right by which it has to be turned to stand upright. */
  readonly turns: 0 | 1 | 2 | 3;
}

/** The pictures that lie over a sheet. */
export interface Drawing {
  readonly number: number;
  readonly placed: readonly Placed[];
}

/** EMU of a pixel and of a point. */
export const EMU = { pixel: 9525, point: 12_700 } as const;

const QUARTER = 5_400_000;

/** Writes `xl/drawings/drawingN.xml`: each picture bound to its cell, so that it moves, is hidden and is sorted with it. */
export async function writeDrawing(
  entry: ZipEntry,
  { placed }: Drawing,
  relationOf: (picture: number) => number,
): Promise<void> {
  entry.write(
    `${XML_HEAD}<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">`,
  );
  let number = 0;
  for (const one of placed) {
    number += 1;
    entry.write(anchorXml(one, number, relationOf(one.picture)));
    if (number % 500 === 0) await entry.settle();
  }
  entry.write('</xdr:wsDr>');
  await entry.end();
}

function anchorXml(one: Placed, number: number, relation: number): string {
  const { column, row, left, top, width, height, turns } = one;
  // Anchors describe the box that is seen; the shape itself lies unturned around the same middle.
  const lying = turns % 2 === 1;
  const [across, down] = lying ? [height, width] : [width, height];
  const turned = turns === 0 ? '' : ` rot="${turns * QUARTER}"`;
  const x = Math.round(left + (width - across) / 2);
  const y = Math.round(top + (height - down) / 2);
  return (
    `<xdr:twoCellAnchor><xdr:from><xdr:col>${column}</xdr:col><xdr:colOff>${left}</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>${top}</xdr:rowOff></xdr:from>` +
    `<xdr:to><xdr:col>${column}</xdr:col><xdr:colOff>${left + width}</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>${top + height}</xdr:rowOff></xdr:to>` +
    `<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="${number + 1}" name="图片 ${number}"/><xdr:cNvPicPr><a:picLocks noChangeAspect="1"/></xdr:cNvPicPr></xdr:nvPicPr>` +
    `<xdr:blipFill><a:blip r:embed="rId${relation}"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>` +
    `<xdr:spPr><a:xfrm${turned}><a:off x="${x}" y="${y}"/><a:ext cx="${across}" cy="${down}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:twoCellAnchor>`
  );
}
