import { extname } from 'node:path';

/** Names that Windows keeps for devices, whatever their ending. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/iu;
const LONGEST = 120;

/** A file name that every system takes, as like as possible to the one given; nothing of it leads to another folder. */
export function safeName(name: string): string {
  const last = name.split(/[\\/]/u).at(-1) ?? '';
  // Control and formatting characters too: one of the latter turns the order of what follows.
  const clean = last.replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '_').replace(/^\.+|[. ]+$/gu, '');
  const ending = extname(clean).slice(0, 20);
  const stem = clean
    .slice(0, clean.length - extname(clean).length)
    .slice(0, LONGEST)
    .trim();
  return stem === '' || RESERVED.test(stem) ? `文件${stem}${ending}` : `${stem}${ending}`;
}
