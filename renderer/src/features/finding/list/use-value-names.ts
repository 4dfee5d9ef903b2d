import type { FindingFacets } from '#core/contract/views-finding.ts';
import { useAsk } from '../../../api/ask.ts';
import type { ValueNames } from './filter-parts.ts';

/** Names of towns by their codes and of import batches by their keys. */
export function useValueNames(facets: FindingFacets | undefined): ValueNames {
  const district = useAsk('place.towns', {});
  return {
    townName: (code) => district.data?.towns.find((town) => town.code === code)?.name ?? code,
    batchName: (id) => facets?.batchId.find(({ value }) => value === id)?.label ?? '一次导入',
  };
}
