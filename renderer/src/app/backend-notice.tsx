import { Alert, Button } from 'antd';
import { useBackendState } from '../api/backend-state.ts';
import { askShell } from '../api/shell.ts';

/** Says when the process that owns the data has died, and when it is back. */
export function BackendNotice() {
  const state = useBackendState();
  if (state === null || state.state === 'ready') return null;
  return (
    <Alert
      banner
      type={state.state === 'failed' ? 'error' : 'warning'}
      title={state.message}
      action={
        state.state === 'failed' && (
          <Button size="small" onClick={() => void askShell('shell.restartBackend', {})}>
            重新启动
          </Button>
        )
      }
    />
  );
}
