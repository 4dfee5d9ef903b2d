import { Button } from 'antd';
import { weekdayName } from '#core/domain/deadline/civil-date.ts';
import { useAsk } from '../../api/ask.ts';
import { useSession } from '../../app/session.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';
import { Changes } from './changes.tsx';
import { GroupCounts } from './group-counts.tsx';
import { GroupTable } from './group-table.tsx';
import { NothingYet } from './nothing-yet.tsx';
import './work.css';

/** 工作台: what there is to do, by urgency, and what others did since the last visit. */
export default function WorkPage() {
  const { today } = useSession();
  const summary = useAsk('work.summary', {}, { keep: true });
  const groups = summary.data?.groups ?? [];
  // What one has handled is no task of its own: its rows stand in the groups that wait for somebody.
  const filled = groups.filter(({ section, total }) => section !== 'handled' && total > 0);
  return (
    <>
      <PageHead
        title="工作台"
        note={`${today} ${weekdayName(today)}`}
        actions={
          <>
            <Button type="primary" href="#/findings/new">
              登记线索
            </Button>
            <Button href="#/import">导入表格</Button>
          </>
        }
      />
      <RefusalAlert error={summary.error} />
      {summary.data?.empty === true ? (
        <NothingYet />
      ) : (
        <div className="work">
          <div>
            <GroupCounts groups={groups} />
            {summary.data !== undefined && filled.length === 0 && (
              <p className="muted">没有待办事项：没有临期、超期或等待办理的案件，也没有未处理的线索。</p>
            )}
            {filled.map((group) => (
              <GroupTable key={group.key} group={group} />
            ))}
          </div>
          <Changes />
        </div>
      )}
    </>
  );
}
