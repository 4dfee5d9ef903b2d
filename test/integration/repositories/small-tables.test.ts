import { describe, expect, test } from 'vitest';
import { inWriteTx } from '#db/access.ts';
import {
  getAccount,
  getAccountByLogin,
  insertAccount,
  listAccounts,
  updateAccount,
} from '#db/repositories/accounts.ts';
import { insertBackup, listBackups } from '#db/repositories/backup-log.ts';
import {
  batchesOfFile,
  getBatch,
  insertBatch,
  insertRowLink,
  listBatches,
  rowLinksOfBatch,
  rowsByFingerprints,
  updateBatch,
} from '#db/repositories/batches.ts';
import { insertExport, listExports } from '#db/repositories/export-log.ts';
import { getNotice, insertNotice, listNotices } from '#db/repositories/notices.ts';
import { getPhoto, insertPhoto, photosBySha256, photosOf } from '#db/repositories/photos.ts';
import { getSetting, listSettings, putSetting } from '#db/repositories/settings.ts';
import { openTestDatabase } from './test-database.ts';

describe('small tables give back what was put in', () => {
  test('accounts; a login is taken once; deactivating is kept', () => {
    const connection = openTestDatabase();
    const account = {
      id: 'a1',
      login: 'zhang',
      displayName: '张三',
      role: 'clerk' as const,
      active: true,
      createdAt: 5,
      passwordHash: null,
    };
    inWriteTx(connection, (tx) => insertAccount(tx, account));
    expect(getAccountByLogin(connection.reader, 'zhang')).toEqual(account);
    expect(() => inWriteTx(connection, (tx) => insertAccount(tx, { ...account, id: 'a2' }))).toThrow(
      expect.objectContaining({ code: 'SQLITE_CONSTRAINT_UNIQUE' }),
    );
    const changed = { ...account, role: 'supervisor' as const, active: false };
    expect(inWriteTx(connection, (tx) => updateAccount(tx, changed))).toBe(true);
    expect(inWriteTx(connection, (tx) => updateAccount(tx, { ...changed, id: 'nobody' }))).toBe(false);
    expect(getAccount(connection.reader, 'a1')).toEqual(changed);
    expect(listAccounts(connection.reader)).toEqual([changed]);
  });

  test('batches and row links; an undone batch no longer claims its rows', () => {
    const connection = openTestDatabase();
    const batch = {
      id: 'b1',
      fileName: '巡查.xlsx',
      fileHash: 'h',
      fileSize: 10,
      sheet: '表1',
      state: 'committed' as const,
      counts: { added: 2 },
      createdAt: 1,
      actor: 'a1',
      undoneAt: null,
    };
    const links = [4, 5].map((sourceRow) => ({
      batchId: 'b1',
      findingId: `f${sourceRow}`,
      sourceRow,
      fingerprint: `p${sourceRow}`,
      fileFingerprint: sourceRow === 5 ? 'p105' : null,
      effect: 'created' as const,
    }));
    inWriteTx(connection, (tx) => {
      insertBatch(tx, batch);
      for (const link of links) insertRowLink(tx, link);
    });
    expect(getBatch(connection.reader, 'b1')).toEqual(batch);
    expect(batchesOfFile(connection.reader, 'h')).toEqual([batch]);
    expect(listBatches(connection.reader)).toEqual([batch]);
    expect(rowLinksOfBatch(connection.reader, 'b1')).toEqual(links);
    const asked = Array.from({ length: 250 }, (_, at) => `p${at}`);
    // The second row is known as it was written and as its file had it.
    expect(rowsByFingerprints(connection.reader, asked)).toEqual([
      { fingerprint: 'p4', findingId: 'f4' },
      { fingerprint: 'p5', findingId: 'f5' },
      { fingerprint: 'p105', findingId: 'f5' },
    ]);
    inWriteTx(connection, (tx) => updateBatch(tx, { id: 'b1', state: 'undone', counts: {}, undoneAt: 9 }));
    expect(rowsByFingerprints(connection.reader, asked)).toEqual([]);
  });

  test('a row link needs its batch', () => {
    const connection = openTestDatabase();
    const link = {
      batchId: 'none',
      findingId: 'f',
      sourceRow: 1,
      fingerprint: 'p',
      fileFingerprint: null,
      effect: 'created' as const,
    };
    expect(() => inWriteTx(connection, (tx) => insertRowLink(tx, link))).toThrow(
      expect.objectContaining({ code: 'SQLITE_CONSTRAINT_FOREIGNKEY' }),
    );
  });

  test('notices, settings, photos', () => {
    const connection = openTestDatabase();
    const notice = {
      id: 'n1',
      year: 2026,
      documentNumber: '国办发明电〔2025〕7号',
      title: '通知',
      issuedOn: '2025-11-04',
      source: 'gov.cn',
      supersedes: null,
      days: [{ date: '2026-01-01', kind: 'holiday' }],
      loadedAt: 3,
    };
    const photo = {
      id: 'p1',
      ownerKind: 'finding' as const,
      ownerId: 'f1',
      role: 'before' as const,
      fileName: 'a.jpg',
      sha256: 's',
      size: 9,
      takenAt: null,
      lon: 116.9,
      lat: null,
      addedAt: 1,
    };
    inWriteTx(connection, (tx) => {
      insertNotice(tx, notice);
      putSetting(tx, 'prefix', 'MY');
      putSetting(tx, 'prefix', { finding: 'MY-XS' });
      insertPhoto(tx, photo);
    });
    expect(listNotices(connection.reader)).toEqual([notice]);
    expect(getNotice(connection.reader, 'n1')).toEqual(notice);
    expect(getSetting(connection.reader, 'prefix')).toEqual({ finding: 'MY-XS' });
    expect(getSetting(connection.reader, 'never set')).toBeUndefined();
    expect(listSettings(connection.reader).size).toBe(1);
    expect(photosOf(connection.reader, 'finding', 'f1')).toEqual([photo]);
    expect(photosOf(connection.reader, 'case', 'f1')).toEqual([]);
    expect(photosBySha256(connection.reader, 's')).toEqual([photo]);
    expect(getPhoto(connection.reader, 'p1')).toEqual(photo);
  });

  test('export and backup logs, latest first', () => {
    const connection = openTestDatabase();
    const exported = (id: string, at: number) => ({
      id,
      at,
      actor: 'a1',
      actorName: '某人',
      ledger: 'fourDisorders',
      ledgerVersion: 1,
      filter: { townCode: ['110118001'] },
      filterText: '镇街：鼓楼街道',
      columns: at === 1 ? null : ['number'],
      photos: at === 1,
      privacy: 'standard' as const,
      reportId: null,
      forEditing: at === 2,
      scope: at === 2 ? ({ by: 'town', value: '110118116', name: '石城镇' } as const) : null,
      sendingId: at === 2 ? 's1' : null,
      rows: 5,
      rowsHash: '0'.repeat(64),
      fileName: 'x.xlsx',
      fileHash: 'h',
      device: 'd1',
      headSeq: 9,
      headHash: 'c',
    });
    const backup = (id: string, at: number) => ({
      id,
      at,
      path: 'b.db',
      size: 1,
      hash: 'h',
      events: 3,
      findings: 2,
      cases: 1,
      headSeq: 3,
      headHash: 'c',
      proved: at === 2,
    });
    inWriteTx(connection, (tx) => {
      for (const at of [1, 2]) {
        insertExport(tx, exported(`e${at}`, at));
        insertBackup(tx, backup(`b${at}`, at));
      }
    });
    expect(listExports(connection.reader)).toEqual([exported('e2', 2), exported('e1', 1)]);
    expect(listBackups(connection.reader, 1)).toEqual([backup('b2', 2)]);
  });
});
