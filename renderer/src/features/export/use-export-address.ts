import { useCallback, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { ExportSpec } from '#core/contract/routes/ledger.ts';
import { type ExportAddress, readExportAddress, specParams } from './export-address.ts';

/** The address of the export centre, and the ways to change it. */
export interface ExportPlace extends ExportAddress {
  /** Sets parts of the address; null takes one away. */
  readonly set: (parts: Readonly<Record<string, string | null>>, replace?: boolean) => void;
  readonly choose: (spec: ExportSpec | null, definition?: string | null) => void;
}

/** Reads the address of the export centre: it can be sent, kept and come back to. */
export function useExportAddress(): ExportPlace {
  const [params, setParams] = useSearchParams();
  const said = params.toString();
  const address = useMemo(() => readExportAddress(new URLSearchParams(said)), [said]);
  const set = useCallback<ExportPlace['set']>(
    (parts, replace = false) =>
      setParams(
        (now) => {
          const next = new URLSearchParams(now);
          for (const [key, value] of Object.entries(parts)) value === null ? next.delete(key) : next.set(key, value);
          return next;
        },
        { replace },
      ),
    [setParams],
  );
  // A click shows at once; the address follows a moment later.
  const [ahead, setAhead] = useState<{ readonly said: string; readonly spec: ExportSpec | null } | null>(null);
  const { definition } = address;
  const choose = useCallback<ExportPlace['choose']>(
    (spec, from = definition) => {
      setAhead({ said, spec });
      set(specParams(spec, spec === null ? null : from), true);
    },
    [set, definition, said],
  );
  return { ...address, spec: ahead?.said === said ? ahead.spec : address.spec, set, choose };
}
