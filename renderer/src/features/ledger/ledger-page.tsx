import './ledger-page.css';
import { App } from 'antd';
import { useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useNavigate } from 'react-router';
import { useAsk } from '../../api/ask.ts';
import { useSession } from '../../app/session.ts';
import { useCalendar } from '../../ui/deadline.tsx';
import { InitialsNote } from '../../ui/initials-note.tsx';
import { marksOf } from '../../ui/marks.ts';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';
import { BulkBar } from './bulk/bulk-bar.tsx';
import { createPickStore, MOST_PICKED } from './bulk/pick-store.ts';
import { EmptyLedger } from './empty-ledger.tsx';
import { ChipRow } from './filters/chip-row.tsx';
import { FacetPanel } from './filters/facet-panel.tsx';
import { ColumnsPanel } from './grid/columns-panel.tsx';
import type { GridEvents, LedgerGrid } from './grid/create-grid.ts';
import type { RowTotal } from './grid/datasource.ts';
import { LedgerGridView } from './grid/ledger-grid-view.tsx';
import type { GridRow } from './grid/ledger-columns.ts';
import { useColumns } from './grid/use-columns.ts';
import { LedgerHead, useFacetsShown } from './ledger-head.tsx';
import { PeekPanel } from './peek/peek-panel.tsx';
import { useEditInPlace } from './use-edit-in-place.ts';
import { useLedgerAddress } from './use-ledger-address.ts';
import { ViewTabs } from './views/view-tabs.tsx';

/** What the grid has told of one list. */
interface Seen {
  readonly of: unknown;
  readonly total: RowTotal | null;
  readonly fault: Error | null;
}

function saysTheSame(last: Seen, address: unknown, found: RowTotal): boolean {
  return last.of === address && last.fault === null && JSON.stringify(last.total) === JSON.stringify(found);
}

/** 案件台账: every case as a row of the ledger, a grid over pages of the database. */
export default function LedgerPage() {
  const { today } = useSession();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const calendar = useCalendar();
  const [address, show] = useLedgerAddress();
  const [settings, setSettings] = useColumns();
  const [facetsShown, setFacetsShown] = useFacetsShown();
  const [choosing, setChoosing] = useState(false);
  const [peeked, setPeeked] = useState<GridRow | null>(null);
  const [seen, setSeen] = useState<Seen>({ of: null, total: null, fault: null });
  const [picks] = useState(createPickStore);
  const picked = useSyncExternalStore(picks.subscribe, picks.all);
  const grid = useRef<LedgerGrid>(null);
  const edits = useEditInPlace();
  const { total, fault } = seen.of === address ? seen : { total: null, fault: null };
  // After the first page, so that the rows are there before the counts.
  const counts = useAsk(
    'case.facets',
    { filter: address.filter, search: address.search },
    { keep: true, enabled: facetsShown && total !== null },
  );

  const pick: GridEvents['onPick'] = ({ record }, on) => {
    const { id, number, rev } = record;
    if (!on) picks.remove(id);
    else if (!picks.add([{ id, number, rev }])) void message.warning(`一次最多批量办理 ${MOST_PICKED} 件`);
  };
  const initials = total?.initials.join(' ') ?? '';
  const context = useMemo(
    () => ({
      marks: marksOf(address.search, initials.split(' ')),
      today,
      calendar,
      // A new list of ticks makes a new context, and the grid draws it.
      isPicked: picks.has,
      pick,
    }),
    [address.search, initials, today, calendar, picked],
  );
  const events: GridEvents = {
    ...edits,
    onOpen: ({ record }) => void navigate(`/cases/${record.id}`),
    onPeek: (row) => setPeeked(peeked?.record.id === row.record.id ? null : row),
    onFocus: (row) => {
      if (peeked !== null && row !== null) setPeeked(row);
    },
    onPick: pick,
    onEscape: () => setPeeked(null),
    onCopied: (cells) => void message.success(`已复制 ${cells} 格`),
    onSort: (sort) => show({ sort }, { replace: true }),
    onColumns: setSettings,
    // Every page tells the same; the screen is drawn anew only when it is something else.
    onTotal: (found) =>
      setSeen((last) => (saysTheSame(last, address, found) ? last : { of: address, total: found, fault: null })),
    onFault: (found) => setSeen({ of: address, total: null, fault: found }),
  };

  return (
    <div className="ledger-page">
      <LedgerHead
        address={address}
        show={show}
        total={total}
        facetsShown={facetsShown}
        onFacets={setFacetsShown}
        onColumns={() => setChoosing(true)}
      />
      <ViewTabs address={address} show={show} />
      <ChipRow address={address} show={show} />
      <InitialsNote initials={total?.initials ?? []} />
      <RefusalAlert error={fault} />
      <div className="ledger-body">
        {facetsShown && (
          <FacetPanel filter={address.filter} counts={counts.data} onFilter={(filter) => show({ filter })} />
        )}
        <div className="ledger-main">
          <BulkBar picked={picked} picks={picks} address={address} total={total?.total ?? 0} />
          {settings !== null && (
            <LedgerGridView grid={grid} address={address} settings={settings} context={context} events={events} />
          )}
          {total?.total === 0 && <EmptyLedger address={address} show={show} />}
        </div>
        {peeked !== null && (
          <PeekPanel
            row={peeked}
            onClose={() => {
              setPeeked(null);
              grid.current?.focus();
            }}
          />
        )}
      </div>
      {choosing && settings !== null && (
        <ColumnsPanel settings={settings} onChange={setSettings} onClose={() => setChoosing(false)} />
      )}
    </div>
  );
}
