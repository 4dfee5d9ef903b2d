import { isUtf8 } from 'node:buffer';
import { type ZipPart, zipOf } from './zip.ts';

/** What a sheet may be made to claim in place of a number, a reference or a type. */
const NUMBERS = ['-1', '0', '1e308', 'NaN', '99999999999999999999', '2958466', '60', '4294967296', ''];
const REFERENCES = ['XFD1048576', 'A0', 'AAAA1', '', 'A1048577', 'B5:A1', 'A1:XFD1048576', '1A', '\u0000'];
const TYPES = ['s', 'str', 'inlineStr', 'b', 'e', 'd', 'n', 'x', ''];
const TEXTS = [
  '\ud800',
  '\u0000',
  '&#0;',
  '&lol;',
  '<![CDATA[x]]>',
  '=cmd|calc',
  '张　伟',
  '\ufffe',
  '𠮷'.repeat(50),
  '合计',
  '2026年13月45日',
];

/** A valid workbook changed in a way that its seed repeats: half of them in the bytes of the zip, half in the XML inside. */
export function mutant(parts: readonly ZipPart[], seed: number): Buffer {
  const random = randomFrom(seed);
  return seed % 2 === 0 ? mutateBytes(zipOf(parts), random) : zipOf(mutateXml(parts, random));
}

/** A file without parts (.xls, .csv, HTML) changed in a way that its seed repeats: in its bytes, half of the texts as texts. */
export function mutantOfBytes(bytes: Buffer, seed: number): Buffer {
  const random = randomFrom(seed);
  if (seed % 2 === 0 || !isUtf8(bytes)) return mutateBytes(bytes, random);
  let text = bytes.toString('utf8');
  for (let step = 0; step < 1 + (seed % 5); step += 1) text = mutateText(text, random);
  return Buffer.from(text);
}

function mutateBytes(bytes: Buffer, random: () => number): Buffer {
  const copy = Buffer.from(bytes);
  const changes = 1 + Math.floor(random() * 24);
  for (let step = 0; step < changes; step += 1) copy[Math.floor(random() * copy.length)] = Math.floor(random() * 256);
  return random() < 0.15 ? copy.subarray(0, Math.floor(random() * copy.length)) : copy;
}

function mutateXml(parts: readonly ZipPart[], random: () => number): readonly ZipPart[] {
  const target = random() < 0.7 ? 'xl/worksheets/sheet1.xml' : parts[Math.floor(random() * parts.length)]?.name;
  return parts.map((part) => {
    if (part.name !== target) return part;
    let text = Buffer.from(part.data).toString('utf8');
    const changes = 1 + Math.floor(random() * 6);
    for (let step = 0; step < changes; step += 1) text = mutateText(text, random);
    return { name: part.name, data: Buffer.from(text) };
  });
}

function mutateText(text: string, random: () => number): string {
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? '';
  const one = (pattern: RegExp, value: string) => replaceOne(text, pattern, value, random);
  const at = Math.floor(random() * text.length);
  const to = at + Math.floor(random() * 200);
  const ways: readonly (() => string)[] = [
    () => one(/(?<=<v>)[^<]*(?=<)/gu, pick(NUMBERS)),
    () => one(/(?<= r=")[^"]*(?=")/gu, pick(REFERENCES)),
    () => one(/(?<= s=")[^"]*(?=")/gu, pick(NUMBERS)),
    () => one(/(?<= t=")[^"]*(?=")/gu, pick(TYPES)),
    () => one(/(?<= ref=")[^"]*(?=")/gu, pick(REFERENCES)),
    () => one(/(?<=<t>)[^<]*(?=<)/gu, pick(TEXTS)),
    () => one(/<\/?\w+/gu, pick(['<x', '</c', '</row', '<!--', '<row'])),
    () => text.slice(0, at) + text.slice(to),
    () => text.slice(0, to) + text.slice(at, to) + text.slice(to),
    () => text.slice(0, at) + pick(TEXTS) + text.slice(at),
  ];
  return ways[Math.floor(random() * ways.length)]?.() ?? text;
}

function replaceOne(text: string, pattern: RegExp, value: string, random: () => number): string {
  const matches = [...text.matchAll(pattern)];
  const match = matches[Math.floor(random() * matches.length)];
  return match ? text.slice(0, match.index) + value + text.slice(match.index + match[0].length) : text;
}

/** A repeatable source of numbers 0 … 1 from a seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
