import type { LedgerPreview } from '#core/contract/views-export.ts';
import type { LedgerColumn } from '#core/domain/ledger/ledger-definition.ts';
import type { Reader } from '#db/access.ts';
import { photoSize } from '#db/repositories/photos.ts';
import type { RowPhotos, SheetRows } from './sheet-rows.ts';

/** Rows that are looked at; what comes after is reckoned from them. */
const LOOKED_AT = 200;

/** How many pictures a file would hold and how large they are: each stored once, however often it is shown. */
export function photosAhead(reader: Reader, sheets: readonly SheetRows[], total: number): LedgerPreview['photos'] {
  const sizes = new Map<string, number>();
  let most = 0;
  for (const { plan, items } of sheets) {
    const columns = plan.columns.filter(({ photos }) => photos !== undefined);
    if (columns.length === 0) continue;
    let rows = 0;
    for (const { photos } of items) {
      if (rows >= LOOKED_AT) break;
      rows += 1;
      for (const sha256 of shown(columns, photos)) if (!sizes.has(sha256)) sizes.set(sha256, photoSize(reader, sha256));
    }
    most = Math.max(most, rows);
  }
  const exact = total <= most;
  const factor = exact || most === 0 ? 1 : total / most;
  const bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  return { count: Math.round(sizes.size * factor), bytes: Math.round(bytes * factor), exact };
}

function shown(columns: readonly LedgerColumn[], photos: RowPhotos | undefined): readonly string[] {
  if (photos === undefined) return [];
  return columns.flatMap((column) => {
    if (column.photos === undefined) return [];
    const { role, most } = column.photos;
    if (role === 'before') return photos.before.slice(0, most);
    if (role === 'after') return photos.after.slice(-most);
    return [...photos.before.slice(0, 1), ...photos.after.slice(-1)];
  });
}
