import { Tag } from 'antd';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import { termText } from '#core/domain/deadline/working.ts';
import { useAsk } from '../../api/ask.ts';
import { Section } from './section.tsx';
import { useObjections } from './timeline/use-timeline.ts';

/** The public notice (公示) with its period and the objections raised to it; nothing where the case needs none. */
export function Notice({ record }: { readonly record: CaseRecord }) {
  const { policy, notice } = record.facts;
  const objections = useObjections(record.id);
  if (!policy.noticeRequired && objections.length === 0) return null;
  return (
    <Section title="公示">
      {notice === null ? (
        <p className="muted">本案须公示，至少 {termText(policy.terms.notice)}；现在没有公示。</p>
      ) : (
        <p>
          公示期 {notice.startedOn} 至 {notice.endsOn}，{notice.finished ? '已结束' : '公示中'}。
          <Period from={notice.startedOn} to={notice.endsOn} workdays={policy.terms.notice.amount} />
        </p>
      )}
      {objections.map(({ id, on, text, outcome }) => (
        <div key={id} style={{ fontSize: 13, marginBottom: 4 }}>
          <Tag>{outcome === null ? '未处理' : outcome.upheld ? '成立' : '驳回'}</Tag>
          {on} {text}
          {outcome !== null && (
            <span className="muted" style={{ marginLeft: 8 }}>
              {outcome.on}：{outcome.why}
            </span>
          )}
        </div>
      ))}
      {notice !== null && objections.length === 0 && <p className="muted">没有收到异议。</p>}
    </Section>
  );
}

/** What the notice-period checker says of the period as published. */
function Period({ from, to, workdays }: { readonly from: string; readonly to: string; readonly workdays: number }) {
  const check = useAsk('notice.check', { from, to, workdays });
  return <span className="muted">{check.data?.message}</span>;
}
