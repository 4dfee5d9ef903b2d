import { describe, expect, it } from 'vitest';
import { HANDLING_STATES } from '#core/domain/case/case-state.ts';
import { explainActions } from '#core/domain/case/case-decide.ts';
import { FINDING_STATES, type FindingRecord } from '#core/domain/finding/finding-record.ts';
import { explainFindingActions } from '#core/domain/finding/finding-decide.ts';
import { isProblemField } from '#core/domain/finding/problem-fields.ts';
import { editableColumnsOf, isWholeValue, takesEdits } from '#core/domain/ledger/editable-columns.ts';
import { BUILT_IN_LEDGERS } from '#core/domain/ledger/ledgers.ts';
import { hideNumbers } from '#core/domain/ledger/privacy.ts';
import { FULL_CASE } from '../../integration/ledger/sample-cases.ts';

const ACT = { actor: 'someone', on: '2027-01-25' } as const;

describe('editable columns', () => {
  it('name fields that 修改案件信息 takes, and columns that hold something', () => {
    for (const ledger of BUILT_IN_LEDGERS) {
      const filled = new Set(
        ledger.sheets.flatMap((sheet) => sheet.columns.flatMap(({ key, field }) => (field ? [key] : []))),
      );
      for (const [key, column] of editableColumnsOf(ledger.id)) {
        expect(filled, `${ledger.id} ${key}`).toContain(key);
        for (const field of column.fields)
          expect(
            isProblemField(field) || (column.command === 'progress' && field === 'text'),
            `${ledger.id} ${key}`,
          ).toBe(true);
      }
    }
  });

  it('are the known ones: what moves deadlines or who decides stays locked', () => {
    const keys = Object.fromEntries(BUILT_IN_LEDGERS.map(({ id }) => [id, [...editableColumnsOf(id).keys()]]));
    expect(keys).toMatchObject({
      inspectionList: ['externalNumbers', 'description'],
      inspectionTasks: ['description', 'town', 'progress', 'remarks'],
      progress: ['description', 'progress', 'remarks'],
      closure: ['town', 'river', 'description', 'remarks'],
      caseSet: [],
      statistics: [],
      weekly: [],
      monthly: [],
    });
    for (const locked of ['number', 'severity', 'category', 'leadUnit', 'rectificationDueOn', 'closure', 'responsible'])
      expect(keys['qingsiluan']).not.toContain(locked);
    expect(editableColumnsOf('none')).toEqual(new Map());
  });

  it('are open just where the machines take the edit', () => {
    for (const handling of HANDLING_STATES) {
      const state = { ...FULL_CASE.state, handling };
      const actions = explainActions(state, FULL_CASE.facts, ACT);
      for (const type of ['case.detailsChanged', 'case.progressReported'])
        expect(actions.find((action) => action.type === type)?.allowed, `${handling} ${type}`).toBe(
          takesEdits({ state }),
        );
    }
    for (const state of FINDING_STATES) {
      const record = { state, registeredOn: '2027-01-04' } as unknown as FindingRecord;
      const action = explainFindingActions(record, ACT).find(({ type }) => type === 'finding.detailsChanged');
      expect(action?.allowed, state).toBe(takesEdits({ state }));
    }
  });

  it('shuts a cell whose numbers were hidden', () => {
    expect(isWholeValue(hideNumbers('联系 13800001234'))).toBe(false);
    expect(isWholeValue(hideNumbers('身份证 110228199001011234'))).toBe(false);
    expect(isWholeValue('河道 13800 米，图斑 1380000****')).toBe(true);
    expect(isWholeValue(null)).toBe(true);
  });
});
