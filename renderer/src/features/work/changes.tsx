import { Button, Pagination } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ChangedRecord } from '#core/contract/views-work.ts';
import { localMinute } from '../../ui/local-minute.ts';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';
import { useChanges } from './use-changes.ts';

const SIZE = 10;

/** What others did since the last visit, by case and finding. */
export function Changes() {
  const [page, setPage] = useState(1);
  const { seen, changes, mark, isMarking, error } = useChanges(page, SIZE);
  const { records = [], total = 0, complete = true } = changes.data ?? {};
  return (
    <section className="work-changes" aria-labelledby="changes-head">
      <header>
        <h2 id="changes-head">上次查看以来{total > 0 && `　${total} 件`}</h2>
        {total > 0 && (
          <Button
            size="small"
            style={{ marginLeft: 'auto' }}
            loading={isMarking}
            onClick={() => {
              mark();
              setPage(1);
            }}
          >
            标为已看
          </Button>
        )}
      </header>
      <RefusalAlert error={error} />
      {changes.data !== undefined && total === 0 && (
        <p className="muted" style={{ margin: '4px 0' }}>
          {seen === null ? '从现在起，' : `自 ${localMinute(seen.at)} 起，`}别人办理的案件和线索会列在这里；目前没有。
        </p>
      )}
      {seen !== null && total > 0 && (
        <p className="muted" style={{ margin: '0 0 4px', fontSize: 12 }}>
          自 {localMinute(seen.at)} 起由他人办理{!complete && '；变化很多，只列最近的部分'}
        </p>
      )}
      <ol>
        {records.map((record) => (
          <Changed key={record.id} record={record} />
        ))}
      </ol>
      {total > SIZE && (
        <Pagination
          simple
          size="small"
          current={page}
          pageSize={SIZE}
          total={total}
          onChange={setPage}
          style={{ marginTop: 8 }}
        />
      )}
    </section>
  );
}

function Changed({ record }: { readonly record: ChangedRecord }) {
  const { kind, id, number, problem, place, events, count } = record;
  return (
    <li className="record">
      <Link to={`/${kind === 'case' ? 'cases' : 'findings'}/${id}`}>{number}</Link>
      <div className="what" title={`${place} ${problem}`}>
        {place} {problem}
      </div>
      <ul className="events" style={{ margin: 0, padding: 0, listStyle: 'none' }}>
        {events.map(({ seq, label, actorName, at }) => (
          <li key={seq}>
            <span>
              {actorName} {label}
            </span>
            <time dateTime={new Date(at).toISOString()}>{localMinute(at).slice(5)}</time>
          </li>
        ))}
        {count > events.length && <li>另有 {count - events.length} 项</li>}
      </ul>
    </li>
  );
}
