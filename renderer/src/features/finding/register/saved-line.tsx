import { Alert } from 'antd';
import { Link } from 'react-router';
import type { Registered } from './use-registration.ts';

/** What was registered since the page was opened, the last one first, with what of it did not work. */
export function SavedLine({ done }: { readonly done: readonly Registered[] }) {
  const [last, ...earlier] = done;
  if (last === undefined) return null;
  return (
    <Alert
      type={last.troubles.length === 0 ? 'success' : 'warning'}
      showIcon
      role="status"
      style={{ marginTop: 8, background: '#fff' }}
      title={
        <>
          已登记 <Link to={`/findings/${last.id}`}>{last.number}</Link>
          {last.photos > 0 && `，照片 ${last.photos} 张`}
          {last.mergedInto !== null && `，已合并到 ${last.mergedInto.number}`}
        </>
      }
      description={
        (last.troubles.length > 0 || earlier.length > 0) && (
          <>
            {last.troubles.map((trouble) => (
              <div key={trouble}>{trouble}</div>
            ))}
            {earlier.length > 0 && (
              <div>
                此前登记：
                {earlier.map(({ id, number }) => (
                  <Link key={id} to={`/findings/${id}`} style={{ marginRight: 8 }}>
                    {number}
                  </Link>
                ))}
              </div>
            )}
          </>
        )
      }
    />
  );
}
