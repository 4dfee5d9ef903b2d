import { Button, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { exportAddress } from '../../ui/list-address.ts';
import { PageHead } from '../../ui/page-head.tsx';
import type { RowTotal } from './grid/datasource.ts';
import type { LedgerAddress, ShowLedger } from './use-ledger-address.ts';

interface LedgerHeadProps {
  readonly address: LedgerAddress;
  readonly show: ShowLedger;
  readonly total: RowTotal | null;
  readonly facetsShown: boolean;
  readonly onFacets: (shown: boolean) => void;
  readonly onColumns: () => void;
}

/** Head of the ledger: how many rows, the search, and what can be set. */
export function LedgerHead({ address, show, total, facetsShown, onFacets, onColumns }: LedgerHeadProps) {
  return (
    <PageHead
      title="案件台账"
      note={<span aria-live="polite">{total === null ? '' : totalText(total)}</span>}
      actions={
        <>
          <SearchField value={address.search} onSearch={(search) => show({ search }, { replace: true })} />
          <Button aria-pressed={facetsShown} onClick={() => onFacets(!facetsShown)}>
            {facetsShown ? '收起筛选' : '筛选'}
          </Button>
          <Button onClick={onColumns}>列</Button>
          <Button href={`#${exportAddress(address.filter, address.search)}`}>导出</Button>
        </>
      }
    />
  );
}

/** `共 57 件`, or `至少 5,000 件` where the rest is not counted. */
export function totalText({ total, exact }: RowTotal): string {
  return `${exact ? '共' : '至少'} ${total.toLocaleString('zh-CN')} 件`;
}

const MOMENT_MS = 250;

/** The search of the list; it runs a moment after the last key, not while an input method composes. */
function SearchField({ value, onSearch }: { readonly value: string; readonly onSearch: (search: string) => void }) {
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  const timer = useRef(0);
  if (known !== value) {
    setKnown(value);
    if (typed.trim() !== value) setTyped(value);
  }
  useEffect(() => () => clearTimeout(timer.current), []);
  const later = (text: string, ms: number) => {
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => onSearch(text.trim()), ms);
  };
  return (
    <Input
      allowClear
      value={typed}
      maxLength={100}
      placeholder="编号、地点、文字、拼音首字母"
      aria-label="检索案件"
      style={{ width: 240 }}
      onChange={(event) => {
        setTyped(event.target.value);
        const composing = event.nativeEvent instanceof InputEvent && event.nativeEvent.isComposing;
        if (!composing) later(event.target.value, MOMENT_MS);
      }}
      onCompositionEnd={(event) => later(event.currentTarget.value, MOMENT_MS)}
      onPressEnter={(event) => later(event.currentTarget.value, 0)}
    />
  );
}

const FACETS_KEY = 'ledger-facets';
/** Narrower windows begin without the facets, so that the grid has room. */
const WIDE = 1200;

/** Whether the facets stand beside the grid, as last left on this machine. */
export function useFacetsShown(): readonly [boolean, (shown: boolean) => void] {
  const [shown, setShown] = useState(() => {
    const kept = localStorage.getItem(FACETS_KEY);
    return kept === null ? window.innerWidth >= WIDE : kept === 'shown';
  });
  return [
    shown,
    (next) => {
      localStorage.setItem(FACETS_KEY, next ? 'shown' : 'hidden');
      setShown(next);
    },
  ];
}
