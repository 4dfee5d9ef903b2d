import { Input } from 'antd';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { useAsk } from '../../api/ask.ts';
import { InitialsNote } from '../../ui/initials-note.tsx';
import { Marked } from '../../ui/marked.tsx';
import { CaseStateChip, FindingStateChip } from '../../ui/state-chip.tsx';
import { type Hit, hitsOf } from './hits.ts';

const FEW = { offset: 0, size: 8 };

/** The search over the whole program: what is typed, and what was found. */
export default function SearchPanel({ onDone }: { readonly onDone: () => void }) {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const words = useDeferredValue(typed.trim());
  const enabled = words !== '';
  const cases = useAsk('case.list', { filter: {}, search: words, page: FEW }, { enabled, keep: true });
  const findings = useAsk('finding.list', { filter: {}, search: words, page: FEW }, { enabled, keep: true });
  const navigate = useNavigate();
  const input = useRef<React.ComponentRef<typeof Input>>(null);
  useEffect(() => input.current?.focus(), []);
  const hits = enabled ? hitsOf(words, cases.data, findings.data) : [];
  const initials = new Set(enabled ? [...(cases.data?.initials ?? []), ...(findings.data?.initials ?? [])] : []);
  const go = (hit: Hit | undefined) => {
    if (hit === undefined) return;
    onDone();
    void navigate(`/${hit.kind === 'case' ? 'cases' : 'findings'}/${hit.id}`);
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
        placeholder="编号、地点、文字、拼音首字母（yzps 找「养殖棚舍」）"
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
            key={hit.id}
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
            <span style={{ whiteSpace: 'nowrap' }}>
              <Marked text={hit.number} marks={hit.marks} />
            </span>
            <span style={{ flex: 1, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
              <Marked text={hit.text} marks={hit.marks} />
            </span>
            {hit.state.kind === 'case' ? (
              <CaseStateChip state={hit.state.is} />
            ) : (
              <FindingStateChip state={hit.state.is} />
            )}
          </div>
        ))}
      </div>
      <InitialsNote initials={[...initials]} />
    </>
  );
}
