import { Link } from 'react-router';
import type { WorkGroupView, WorkRow } from '#core/contract/views-work.ts';
import { Deadline } from '../../ui/deadline.tsx';
import { CaseStateChip, FindingStateChip } from '../../ui/state-chip.tsx';
import { groupAddress, totalText } from './group-address.ts';

/** A group with its first rows. */
export function GroupTable({ group }: { readonly group: WorkGroupView }) {
  const { rows, title, note } = group;
  const headId = `group-${group.key}`;
  return (
    <section className="work-group" aria-labelledby={headId}>
      <header>
        <h2 id={headId}>
          {title} {totalText(group)}
        </h2>
        <span className="muted">{note}</span>
        <Link to={groupAddress(group)} aria-label={`${title}：全部 ${totalText(group)} 条`}>
          全部 {totalText(group)} 条
        </Link>
      </header>
      <table className="work-rows" aria-labelledby={headId}>
        <colgroup>
          <col style={{ width: 134 }} />
          <col />
          <col style={{ width: '17%' }} />
          <col style={{ width: '15%' }} />
          <col style={{ width: 92 }} />
          <col style={{ width: 178 }} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">编号</th>
            <th scope="col">问题</th>
            <th scope="col">地点</th>
            <th scope="col">{group.key === 'transferred' ? '转办去向' : '单位'}</th>
            <th scope="col">状态</th>
            <th scope="col">{group.key === 'transferred' ? '回复期限' : '期限'}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ row }: { readonly row: WorkRow }) {
  const { id, number, problem, place, unit, state, dueOn, provisional, suspendedSince } = row;
  return (
    <tr>
      <td>
        <Link to={`/${state.kind === 'case' ? 'cases' : 'findings'}/${id}`}>{number}</Link>
      </td>
      <td title={problem}>{problem}</td>
      <td title={place}>{place === '' ? '—' : place}</td>
      <td title={unit ?? undefined}>{unit ?? '—'}</td>
      <td>
        {state.kind === 'case' ? <CaseStateChip state={state.state} /> : <FindingStateChip state={state.state} />}
      </td>
      <td>
        {dueOn === null && suspendedSince === null ? (
          <span className="muted">未起算</span>
        ) : (
          <Deadline due={{ dueOn, provisional }} suspendedSince={suspendedSince} withDate />
        )}
      </td>
    </tr>
  );
}
