import { Input, Modal } from 'antd';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { useAsk } from '../api/ask.ts';
import { CaseStateChip, FindingStateChip } from '../ui/state-chip.tsx';
import { useDialog } from './dialogs.ts';

const isSearchKey = (event: KeyboardEvent) => (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k';
const FEW = { offset: 0, size: 8 };

interface Hit {
  readonly to: string;
  readonly number: string;
  readonly text: string;
  readonly chip: React.ReactNode;
}

/** Finds cases, findings and places of the program by what is typed; ↑ ↓ Enter. */
export function SearchDialog() {
  const [open, close] = useDialog('search', isSearchKey);
  return (
    <Modal open={open} onCancel={close} footer={null} title="搜索" width={720} destroyOnHidden>
      <Search onDone={close} />
    </Modal>
  );
}

function Search({ onDone }: { readonly onDone: () => void }) {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const words = useDeferredValue(typed.trim());
  const enabled = words !== '';
  const cases = useAsk('case.list', { filter: {}, search: words, page: FEW }, { enabled, keep: true });
  const findings = useAsk('finding.list', { filter: {}, search: words, page: FEW }, { enabled, keep: true });
  const navigate = useNavigate();
  const input = useRef<React.ComponentRef<typeof Input>>(null);
  useEffect(() => input.current?.focus(), []);
  const hits: readonly Hit[] = enabled
    ? [
        ...(cases.data?.rows ?? []).map((row) => ({
          to: `/cases/${row.id}`,
          number: row.number,
          text: `${row.town ?? ''} ${row.description}`,
          chip: <CaseStateChip state={row.state.handling} />,
        })),
        ...(findings.data?.rows ?? []).map((row) => ({
          to: `/findings/${row.id}`,
          number: row.number,
          text: `${row.town ?? ''} ${row.description}`,
          chip: <FindingStateChip state={row.state} />,
        })),
      ]
    : [];
  const go = (hit: Hit | undefined) => {
    if (hit === undefined) return;
    onDone();
    void navigate(hit.to);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, hits.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) go(hits[at]);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <Input
        ref={input}
        value={typed}
        aria-label="搜索"
        role="combobox"
        aria-expanded={hits.length > 0}
        aria-controls="search-hits"
        {...(hits.length > 0 ? { 'aria-activedescendant': `search-hit-${at}` } : {})}
        placeholder="编号、地点、文字"
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id="search-hits" role="listbox" aria-label="结果" style={{ marginTop: 8, minHeight: 240 }}>
        {enabled && cases.data !== undefined && hits.length === 0 && (
          <p className="muted">没有找到「{words}」；可少写几个字，或换一个写法。</p>
        )}
        {hits.map((hit, index) => (
          <div
            key={hit.to}
            id={`search-hit-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onMouseEnter={() => setAt(index)}
            onClick={() => go(hit)}
            onKeyDown={onKeyDown}
            style={{
              display: 'flex',
              gap: 12,
              padding: '6px 8px',
              cursor: 'pointer',
              background: index === at ? '#F1F5F9' : undefined,
              boxShadow: index === at ? 'inset 3px 0 0 var(--accent)' : undefined,
            }}
          >
            <span style={{ whiteSpace: 'nowrap' }}>{hit.number}</span>
            <span style={{ flex: 1, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
              {hit.text}
            </span>
            {hit.chip}
          </div>
        ))}
      </div>
    </>
  );
}
