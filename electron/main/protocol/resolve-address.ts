import { join, relative, isAbsolute } from 'node:path';
import { isOurs } from '../security/origin.ts';

/** What an address under our origin stands for. */
export type Target =
  /** A file of the renderer. */
  | { readonly kind: 'file'; readonly path: string }
  /** A photo of the data folder; `paths` in the order in which they are tried. */
  | { readonly kind: 'photo'; readonly sha256: string; readonly paths: readonly string[] }
  | { readonly kind: 'none' };

/** Folders that addresses lead into; absolute paths. */
export interface ServedFolders {
  readonly renderer: string;
  readonly photos: string;
}

const PHOTO = /^\/photo\/([0-9a-f]{64})$/u;

/** Finds out what an address stands for. Whatever leads out of the folders is nothing. */
export function resolveAddress(address: string, { renderer, photos }: ServedFolders): Target {
  if (!isOurs(address)) return { kind: 'none' };
  const { pathname, searchParams } = new URL(address);
  const sha256 = PHOTO.exec(pathname)?.[1];
  if (sha256 !== undefined) {
    const original = join(photos, sha256);
    const thumb = join(photos, 'thumbs', `${sha256}.webp`);
    return { kind: 'photo', sha256, paths: searchParams.has('thumb') ? [thumb, original] : [original] };
  }
  const path = decoded(pathname);
  if (path === null || pathname.startsWith('/photo/')) return { kind: 'none' };
  const file = join(renderer, path === '/' ? 'index.html' : path);
  return isWithin(file, renderer) ? { kind: 'file', path: file } : { kind: 'none' };
}

/** The path as text; null when it is no UTF-8, or holds what no file of ours has in its name. */
function decoded(pathname: string): string | null {
  try {
    const path = decodeURIComponent(pathname);
    return /[\0\\:]/u.test(path) ? null : path;
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return !way.startsWith('..') && !isAbsolute(way);
}
