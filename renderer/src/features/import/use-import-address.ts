import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { type ImportAddress, readImportAddress, writeImportAddress } from './import-address.ts';

/** The address, and how to change parts of it; a change replaces the address, so that Back leaves the page. */
export interface AddressControl {
  readonly address: ImportAddress;
  readonly go: (change: Partial<ImportAddress>) => void;
}

/** The wizard's address (hash router search). */
export function useImportAddress(): AddressControl {
  const [params, setParams] = useSearchParams();
  const address = useMemo(() => readImportAddress(params), [params]);
  const go = useCallback(
    (change: Partial<ImportAddress>) =>
      setParams((now) => writeImportAddress({ ...readImportAddress(now), ...change }), { replace: true }),
    [setParams],
  );
  return { address, go };
}
