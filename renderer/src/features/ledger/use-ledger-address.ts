import { useCallback, useMemo } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import type { CaseFilter } from '#core/domain/ledger/case-filter.ts';
import { caseListAddress, type ListAddress, readCaseList } from '../../ui/list-address.ts';

/** What the ledger shows; lives in the address, so that it can be sent, kept and come back to. */
export type LedgerAddress = ListAddress<CaseFilter>;

/** Shows another part of the ledger; what is not named stays. `replace`: no step of its own in the history (typing). */
export type ShowLedger = (change: Partial<LedgerAddress>, options?: { readonly replace?: boolean }) => void;

/** The address of the ledger, the same object until it changes, and the way to change it. */
export function useLedgerAddress(): readonly [LedgerAddress, ShowLedger] {
  const [params] = useSearchParams();
  const said = params.toString();
  const address = useMemo(() => readCaseList(new URLSearchParams(said)), [said]);
  const navigate = useNavigate();
  const show = useCallback<ShowLedger>(
    (change, { replace = false } = {}) => {
      const { filter, search, sort } = { ...address, ...change };
      void navigate(caseListAddress(filter, search, sort), { replace });
    },
    [address, navigate],
  );
  return [address, show];
}
