import { index, integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { atLeastCheck, oneOfCheck } from './columns.ts';

/** Photos (照片): what is known of them; the bytes are files named by `sha256`. `taken_at`: as the camera wrote it. */
export const photoTable = sqliteTable(
  'photo',
  {
    id: text('id').primaryKey(),
    ownerKind: text('owner_kind').notNull(),
    ownerId: text('owner_id').notNull(),
    role: text('role').notNull(),
    fileName: text('file_name').notNull(),
    sha256: text('sha256').notNull(),
    size: integer('size').notNull(),
    takenAt: text('taken_at'),
    lon: real('lon'),
    lat: real('lat'),
    addedAt: integer('added_at').notNull(),
  },
  (table) => [
    index('photo_owner_idx').on(table.ownerKind, table.ownerId),
    index('photo_sha256_idx').on(table.sha256),
    oneOfCheck('photo_owner_kind_check', table.ownerKind, ['finding', 'case']),
    oneOfCheck('photo_role_check', table.role, ['before', 'during', 'after', 'review', 'other']),
    atLeastCheck('photo_size_check', table.size, 0),
  ],
);
