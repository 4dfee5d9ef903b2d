import { Skeleton } from 'antd';
import { useEffect, useState } from 'react';
import { Link, useParams } from 'react-router';
import type { CaseAction } from '#core/domain/case/case-decide.ts';
import type { CaseEventType } from '#core/domain/case/case-events.ts';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import { useAsk } from '../../api/ask.ts';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';
import { CaseDocuments } from '../document/case-documents.tsx';
import { ActionDialog } from './actions/action-dialog.tsx';
import { ActionPanel } from './actions/action-panel.tsx';
import { type ActType, FORMS } from './actions/forms.ts';
import { likelyActions } from './actions/likely.ts';
import { ReboundDialog } from './actions/rebound-dialog.tsx';
import './case.css';
import { Clocks } from './clocks/clocks.tsx';
import { Facts } from './facts/facts.tsx';
import { CaseHead } from './head.tsx';
import { Links } from './links.tsx';
import { Notice } from './notice.tsx';
import { Photos } from './photos/photos.tsx';
import { Section } from './section.tsx';
import { Timeline } from './timeline/timeline.tsx';
import { Track } from './track/track.tsx';

/** 案件: one page that tells the story of a case, and from which it is worked from 立案 to 销号. */
export default function CasePage() {
  const { id = '' } = useParams();
  const record = useAsk('case.get', { id });
  if (record.error !== null)
    return (
      <>
        <RefusalAlert error={record.error} />
        <p>
          <Link to="/cases">回到案件台账</Link>
        </p>
      </>
    );
  if (record.data === undefined) return <Waiting />;
  return <Case key={id} record={record.data} />;
}

function Case({ record }: { readonly record: CaseRecord }) {
  const { id, number } = record;
  const asked = useAsk('case.actions', { id });
  const track = useAsk('case.track', { id });
  const actions = asked.data ?? NO_ACTIONS;
  const [open, setOpen] = useState<CaseEventType | null>(null);
  const whyNot = (type: CaseEventType) => closedBecause(actions, type);
  useEffect(() => {
    document.title = `${number}　河清`;
    return () => {
      document.title = '河清';
    };
  }, [number]);
  // All at once: a page that grows while it is read is worse than one that comes a moment later.
  if (asked.isPending || track.isPending) return <Waiting />;
  return (
    <article className="case-page" aria-label={`案件 ${number}`}>
      <CaseHead
        record={record}
        likely={track.data === undefined ? NO_ACTIONS : likelyActions(actions, record.state, track.data)}
        onAct={setOpen}
      />
      <Section title="办理流程">
        <RefusalAlert error={track.error ?? asked.error} />
        {track.data !== undefined && <Track track={track.data} record={record} />}
      </Section>
      <Section title="可办事项" className="no-print">
        <ActionPanel actions={actions} onAct={setOpen} />
      </Section>
      <div className="case-columns">
        <div>
          <Section title="案件情况">
            <Facts record={record} closedBecause={whyNot('case.detailsChanged')} />
          </Section>
        </div>
        <div>
          <Section title="时限">
            <Clocks record={record} />
          </Section>
          <Notice record={record} />
          <Section title="照片">
            <Photos record={record} closedBecause={whyNot('case.photoAttached')} />
          </Section>
          <Section title="文书">
            <CaseDocuments record={record} />
          </Section>
          <Section title="关联">
            <Links record={record} />
          </Section>
        </div>
      </div>
      <Section title="办理经过">
        <Timeline id={id} />
      </Section>
      {open === 'case.reboundLinked' && <ReboundDialog record={record} onClose={() => setOpen(null)} />}
      {open !== null && isAct(open) && (
        <ActionDialog key={open} type={open} record={record} onClose={() => setOpen(null)} />
      )}
    </article>
  );
}

function Waiting() {
  return (
    <div role="status" aria-label="正在读取案件">
      <Skeleton active title paragraph={{ rows: 8 }} />
    </div>
  );
}

const NO_ACTIONS: readonly CaseAction[] = [];

/** The reasons why an action is not allowed, null when it is. */
function closedBecause(actions: readonly CaseAction[], type: CaseEventType): string | null {
  const action = actions.find((one) => one.type === type);
  if (action === undefined) return '正在读取';
  return action.allowed ? null : action.reasons.join('；');
}

function isAct(type: CaseEventType): type is ActType {
  return Object.hasOwn(FORMS, type);
}
