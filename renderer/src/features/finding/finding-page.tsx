import '../case/case.css';
import './finding.css';
import { Button, Flex, Spin } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { RecordLink as Target } from '#core/contract/views-finding.ts';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';
import { useAsk } from '../../api/ask.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';
import { FindingStateChip } from '../../ui/state-chip.tsx';
import { ActDialog } from './dialogs/act-dialog.tsx';
import { isPlainAct } from './dialogs/act-forms.ts';
import { FileCaseDialog } from './dialogs/file-case-dialog.tsx';
import { MergeDialog } from './dialogs/merge-dialog.tsx';
import { factsOf, whereOf } from './facts.ts';
import { FactsList } from './facts-list.tsx';
import { ActionPanel, type ShownAct } from './page/action-panel.tsx';
import { EditDialog } from './page/edit-dialog.tsx';
import { Links } from './page/links.tsx';
import { Photos } from './page/photos.tsx';
import { Similar } from './page/similar.tsx';
import { Timeline } from './page/timeline.tsx';

/** 线索: facts, photos, what can be done and why not, the records that may be the same, and what happened. */
export default function FindingPage() {
  const { id = '' } = useParams();
  const finding = useAsk('finding.get', { id });
  if (finding.error !== null)
    return (
      <>
        <PageHead title="线索" />
        <RefusalAlert error={finding.error} />
        <p>
          <Link to="/findings">返回线索列表</Link>
        </p>
      </>
    );
  if (finding.data === undefined) return <Spin aria-label="正在打开" />;
  return <Finding key={id} finding={finding.data} />;
}

type Open = { readonly act: ShownAct; readonly target: Target | null } | 'edit' | null;

function Finding({ finding }: { readonly finding: FindingRecord }) {
  const { id, number, state, description } = finding;
  const navigate = useNavigate();
  const actions = useAsk('finding.actions', { id }).data ?? [];
  const links = useAsk('finding.links', { id }).data;
  const [open, setOpen] = useState<Open>(null);
  const why = (type: string) => {
    const action = actions.find((each) => each.type === type);
    return action === undefined || action.allowed ? null : action.reasons.join('；');
  };
  const noEdit = why('finding.detailsChanged');
  const linked = [links?.mergedInto, links?.filedInto].flatMap((link) => link ?? []);
  return (
    <>
      <PageHead
        title={`线索 ${number}`}
        note={<FindingStateChip state={state} />}
        actions={<Button onClick={() => void navigate('/findings')}>返回线索列表</Button>}
      />
      <p style={{ margin: '0 0 8px' }}>
        <strong>{description}</strong> <span className="muted">{whereOf(finding) ?? '没有填写地点'}</span>
      </p>
      <div className="finding-page">
        <div>
          <Part title="线索信息" aside={<EditButton reason={noEdit} onEdit={() => setOpen('edit')} />}>
            <FactsList facts={factsOf(finding)} onlyKnown />
          </Part>
          <Part title="照片">
            <Photos id={id} closedBecause={why('finding.photoAttached')} />
          </Part>
        </div>
        <div>
          <Part title="办理">
            <ActionPanel actions={actions} onAct={(act) => setOpen({ act, target: null })} />
          </Part>
          {links !== undefined && <Links links={links} finding={finding} />}
          <Part title="可能重复的记录">
            <Similar
              finding={finding}
              mergeable={why('finding.merged') === null}
              onMerge={(target) => setOpen({ act: 'finding.merged', target })}
            />
          </Part>
          <Part title="办理经过">
            <Timeline id={id} linked={linked} />
          </Part>
        </div>
      </div>
      {open === 'edit' && <EditDialog finding={finding} onClose={() => setOpen(null)} />}
      {open !== null && open !== 'edit' && (
        <Act act={open.act} target={open.target} finding={finding} onClose={() => setOpen(null)} />
      )}
    </>
  );
}

interface ActProps {
  readonly act: ShownAct;
  readonly target: Target | null;
  readonly finding: FindingRecord;
  readonly onClose: () => void;
}

function Act({ act, target, finding, onClose }: ActProps) {
  if (isPlainAct(act)) return <ActDialog type={act} finding={finding} onClose={onClose} />;
  if (act === 'finding.merged') return <MergeDialog finding={finding} target={target} onClose={onClose} />;
  return <FileCaseDialog findings={[finding]} onClose={onClose} />;
}

interface PartProps {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

function Part({ title, aside, children }: PartProps) {
  return (
    <section aria-label={title} className="finding-part">
      <Flex justify="space-between" align="center" style={{ marginBottom: 8 }}>
        <h2>{title}</h2>
        {aside}
      </Flex>
      {children}
    </section>
  );
}

function EditButton({ reason, onEdit }: { readonly reason: string | null; readonly onEdit: () => void }) {
  if (reason !== null) return <span className="muted">不能修改：{reason}</span>;
  return (
    <Button size="small" onClick={onEdit}>
      修改
    </Button>
  );
}
