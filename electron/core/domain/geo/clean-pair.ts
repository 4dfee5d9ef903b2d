import type { Datum } from '../finding/problem.ts';
import { datumsIn, withoutDatums } from './datum-words.ts';

/** A text with a pair, without what is no part of it; `datum`: the one system that the text itself names. */
export interface CleanPair {
  readonly text: string;
  readonly datum: Datum | null;
}

/**
 * Takes off what people write around a pair: 坐标：…, X:… Y:…, POINT(… …), （高德）, 约, a height as third figure.
 * Brackets, signs and axis words are left to the reader of angles.
 */
export function cleanPair(written: string): CleanPair {
  const datums = datumsIn(written);
  const named = datums.length === 0 ? written : withoutDatums(written);
  const text = named
    .normalize('NFC')
    .replace(/東/gu, '东')
    .replace(/經/gu, '经')
    .replace(/緯/gu, '纬')
    .replace(/^\s*(约|大约|大概)/u, '')
    .replace(/^\s*(中心点?|点位|位置|地理|gps)*(坐标系?|经纬度|定位|gps)\s*[:：=]?\s*/iu, '')
    .replace(/\bpoint\s*(?=\()/iu, '')
    .replace(/&/gu, ',')
    .replace(/(^|[\s,，;；、])[xy]\s*[:：=]\s*(?=\d)/giu, '$1,')
    .replace(/^[\s,，:：]+|[\s,，;；。]+$/gu, '')
    .replace(/坐标系?\s*$/u, '');
  return { text: withoutHeight(text), datum: datums.length === 1 ? (datums[0] ?? null) : null };
}

/** 117.2083,40.5033,85.2: the third figure is a height in metres. */
function withoutHeight(text: string): string {
  return text.replace(
    /^([^,，]*\d{2,3}\.\d{3,}[^,，\d]*[,，]\s*\d{2,3}\.\d{3,})\s*[,，]\s*-?\d{1,4}(\.\d+)?\s*(m|米)?$/iu,
    '$1',
  );
}
