import { describe, expect, it } from 'vitest';
import { createFindingLogic, FINDING_EVENT_TYPES } from '#core/domain/finding/finding-decide.ts';
import { FINDING_REQUIREMENTS, type FindingRequirements } from '#core/domain/finding/finding-requirements.ts';
import { searchFindings } from './finding-search.ts';

const NEVER = { name: 'never', kind: 'fact', holds: () => false, reason: () => '从不允许' } as const;

describe('exhaustive search of the finding machine', () => {
  it('finds every rule kept in every reachable standing', () => {
    const report = searchFindings();
    console.info(`线索流程穷举：${report.states} 个状态，${report.transitions} 次转移`);
    expect(report.violations).toEqual([]);
    // Photos before × after, imported or not, worked on or not. Whoever left 待核实 was worked on; 当场办结 has both photos;
    // 已撤回导入 was imported and not worked on.
    expect(report.states).toBe(4 * 2 * 2 + 5 * 4 * 2 + 2 + 4);
  });

  it.each(FINDING_EVENT_TYPES.flatMap((type) => FINDING_REQUIREMENTS[type].map(({ name }) => ({ type, name }))))(
    'catches $type without $name',
    ({ type, name }) => {
      const broken: FindingRequirements = {
        ...FINDING_REQUIREMENTS,
        [type]: FINDING_REQUIREMENTS[type].filter((each) => each.name !== name),
      };
      expect(searchFindings(createFindingLogic(broken)).violations).not.toEqual([]);
    },
  );

  it.each(['finding.confirmed', 'finding.filed', 'finding.returned'] as const)(
    'catches a dead end without %s',
    (type) => {
      const broken: FindingRequirements = { ...FINDING_REQUIREMENTS, [type]: [NEVER] };
      expect(searchFindings(createFindingLogic(broken)).violations).not.toEqual([]);
    },
  );
});
