import { Alert } from 'antd';
import { fieldFaults, RequestRefused } from '../api/refused.ts';

/** A refusal as people read it: what was found, what is allowed, what to do; a small code for the log. */
export function RefusalAlert({ error }: { readonly error: Error | null }) {
  if (error === null) return null;
  const faults = fieldFaults(error);
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={error.message}
      description={
        <>
          {faults.length > 1 && (
            <ul style={{ margin: 0, paddingLeft: 20 }}>
              {faults.map(({ path, message }) => (
                <li key={`${path}:${message}`}>{message}</li>
              ))}
            </ul>
          )}
          {error instanceof RequestRefused && <span className="muted">（{error.code}）</span>}
        </>
      }
    />
  );
}
