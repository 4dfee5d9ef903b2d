import { describe, expect, it } from 'vitest';
import {
  changeLedger,
  freshSpec,
  readExportAddress,
  specParams,
} from '../../../renderer/src/features/export/export-address.ts';
import { exportFileName } from '../../../renderer/src/features/export/file-name.ts';
import { exportAddress, findingExportAddress } from '../../../renderer/src/ui/list-address.ts';

const read = (address: string) => readExportAddress(new URLSearchParams(address.split('?')[1] ?? ''));

describe('the address of the export centre', () => {
  it('opens the list a person came from as its usual ledger, with just its rows', () => {
    expect(read(exportAddress({ townCode: ['110118116'] }, '垃圾'))).toMatchObject({
      tab: 'new',
      spec: { ledger: 'qingsiluan', filter: { townCode: ['110118116'] }, search: '垃圾', privacy: 'standard' },
      came: { list: 'case' },
    });
    expect(read(exportAddress({})).spec).toMatchObject({ ledger: 'qingsiluan', filter: {} });
    expect(read(findingExportAddress({ source: ['12345'] })).spec).toMatchObject({
      ledger: 'inspectionList',
      filter: { source: ['12345'] },
    });
    expect(read('/export').spec).toBeNull();
  });

  it('says the whole spec again, and takes nothing that is none', () => {
    const spec = { ...freshSpec('closure'), photos: true, columns: ['index'] };
    const params = new URLSearchParams({ spec: specParams(spec, null)['spec'] ?? '' });
    expect(readExportAddress(params).spec).toEqual(spec);
    for (const bad of ['', '{', '[]', '{"ledger":1}', '{"ledger":"closure","columns":"index"}'])
      expect(readExportAddress(new URLSearchParams({ spec: bad })).spec, bad).toBeNull();
  });
});

describe('another ledger', () => {
  const came = { list: 'case', filter: { rebound: true }, search: '' } as const;
  it('keeps the rows of the same list, and never takes a filter of another', () => {
    const spec = { ...freshSpec('qingsiluan'), filter: { rebound: true } as const, photos: true, columns: ['index'] };
    expect(changeLedger(spec, { id: 'closure', list: 'case', sheets: [] }, 'case', came)).toEqual({
      ...freshSpec('closure'),
      filter: { rebound: true },
      photos: true,
    });
    const findings = changeLedger(spec, { id: 'inspectionList', list: 'finding', sheets: [] }, 'case', came);
    expect(findings).toEqual({ ...freshSpec('inspectionList'), photos: true });
    expect(changeLedger(findings, { id: 'progress', list: 'case', sheets: [] }, 'finding', came).filter).toEqual({
      rebound: true,
    });
  });
});

it('names the file by ledger and period, without what stands in brackets', () => {
  expect(exportFileName('河湖“四乱”问题台账（49 列）', {}, '2027-01-25')).toBe('河湖四乱问题台账-2027-01-25.xlsx');
  expect(exportFileName('整改周报', { period: { kind: 'week', from: '2026-10-26' } }, '2027-01-25')).toBe(
    '整改周报-2026年第44周.xlsx',
  );
});
