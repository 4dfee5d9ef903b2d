import { Button, Flex } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import { useAsk } from '../../api/ask.ts';
import { CaseStateChip, FindingStateChip } from '../../ui/state-chip.tsx';
import type { LinkedFinding } from '#core/contract/views-case.ts';
import type { RecordLink } from '#core/contract/views-finding.ts';

/** Findings, duplicates and rebounds that hang together with a case. */
export function Links({ record }: { readonly record: CaseRecord }) {
  const links = useAsk('case.links', { id: record.id }).data;
  if (links === undefined) return null;
  return (
    <>
      <Part title="来源线索">
        {links.findings.map((finding) => (
          <FindingLine key={finding.id} finding={finding} />
        ))}
      </Part>
      <Part title="并入的重复线索" empty="没有并入的线索。">
        {links.merged.map((finding) => (
          <FindingLine key={finding.id} finding={finding} />
        ))}
      </Part>
      <Part title="反弹" empty="没有反弹。">
        {[
          ...(links.reboundOf === null ? [] : [<CaseLine key="of" link={links.reboundOf} note="原案" />]),
          ...links.rebounds.map((link) => <CaseLine key={link.id} link={link} note="反弹新案" />),
        ]}
      </Part>
      <Similar
        findingId={record.findingIds[0] ?? null}
        known={[record.id, ...record.findingIds, ...links.merged.map(({ id }) => id)]}
      />
    </>
  );
}

function Part({
  title,
  empty,
  children,
}: {
  readonly title: string;
  readonly empty?: string;
  readonly children: React.ReactNode[];
}) {
  return (
    <section style={{ marginBottom: 8 }} aria-label={title}>
      <h3>{title}</h3>
      {children.length === 0 ? <span className="muted">{empty}</span> : children}
    </section>
  );
}

function FindingLine({ finding }: { readonly finding: LinkedFinding }) {
  return (
    <Flex gap={8} align="baseline" wrap>
      <Link to={`/findings/${finding.id}`}>{finding.number}</Link>
      <FindingStateChip state={finding.state} />
      <span className="muted">
        {finding.foundOn} {finding.source}
      </span>
      <span style={{ flexBasis: '100%' }}>{finding.description}</span>
    </Flex>
  );
}

function CaseLine({ link, note }: { readonly link: RecordLink; readonly note: string }) {
  return (
    <Flex gap={8} align="baseline">
      <span className="muted">{note}</span>
      <Link to={`/cases/${link.id}`}>{link.number}</Link>
      {link.kind === 'case' && <CaseStateChip state={link.state} />}
    </Flex>
  );
}

/** Records that may be the same problem; looked for when asked, because it compares with everything nearby. */
function Similar({ findingId, known }: { readonly findingId: string | null; readonly known: readonly string[] }) {
  const [asked, setAsked] = useState(false);
  const similar = useAsk('finding.similar', { id: findingId ?? '' }, { enabled: asked && findingId !== null });
  if (findingId === null) return null;
  const found = (similar.data ?? []).filter(({ record, distinct }) => !distinct && !known.includes(record.id));
  return (
    <section aria-label="疑似重复">
      <h3>疑似重复</h3>
      {!asked && (
        <Button size="small" onClick={() => setAsked(true)}>
          查找附近的相同问题
        </Button>
      )}
      {similar.data !== undefined && found.length === 0 && <span className="muted">附近没有疑似相同的问题。</span>}
      {found.map(({ record, reasons, description }) => (
        <Flex key={record.id} gap={8} align="baseline" wrap>
          <Link to={record.kind === 'case' ? `/cases/${record.id}` : `/findings/${record.id}`}>{record.number}</Link>
          {record.kind === 'case' ? <CaseStateChip state={record.state} /> : <FindingStateChip state={record.state} />}
          <span className="muted">{reasons.join('、')}</span>
          <span style={{ flexBasis: '100%' }}>{description}</span>
        </Flex>
      ))}
    </section>
  );
}
