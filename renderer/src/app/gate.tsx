import { Button, Spin } from 'antd';
import { lazy, Suspense, useLayoutEffect } from 'react';
import { actFor, useAsk } from '../api/ask.ts';
import { useBackendState } from '../api/backend-state.ts';
import { askShell } from '../api/shell.ts';
import { RefusalAlert } from '../ui/refusal-alert.tsx';
import { SessionContext } from './session.ts';

const Program = lazy(() => import('./program.tsx'));
const SignIn = lazy(() => import('./sign-in.tsx'));
const FirstStart = lazy(() => import('./first-start.tsx'));

/** Shows 首次使用, 登录 or the program, as the backend says who is signed in. */
export function Gate() {
  const session = useAsk('session.current', {});
  const backend = useBackendState();
  const known = session.data;
  // While a change of account is read, what is still on its way is of the one before.
  useLayoutEffect(() => {
    if (known !== undefined) actFor(known.account?.id);
  }, [known]);
  // What is known stays on screen while the backend is started again: nothing typed may be lost.
  if (session.data === undefined) {
    if (backend?.state === 'restarting') return <Waiting words={backend.message} />;
    return session.error === null ? <Waiting /> : <Refused error={session.error} />;
  }
  const { account, firstStart } = session.data;
  return (
    <Suspense fallback={<Waiting />}>
      {account !== null ? (
        <SessionContext.Provider value={{ ...session.data, account }}>
          <Program />
        </SessionContext.Provider>
      ) : firstStart ? (
        <FirstStart />
      ) : (
        <SignIn bureau={session.data.bureau} />
      )}
    </Suspense>
  );
}

function Waiting({ words = '正在打开' }: { readonly words?: string }) {
  return (
    <div role="status" aria-label={words} style={{ height: '100%', display: 'grid', placeContent: 'center' }}>
      <Spin />
      {words !== '正在打开' && <p className="muted">{words}</p>}
    </div>
  );
}

/** The database can't be opened: why, and what to do. */
function Refused({ error }: { readonly error: Error }) {
  return (
    <main style={{ maxWidth: 720, margin: '80px auto', padding: '0 24px' }}>
      <h1 style={{ fontSize: 20 }}>河清没有打开数据库</h1>
      <RefusalAlert error={error} />
      <Button style={{ marginTop: 12 }} onClick={() => void askShell('shell.restartBackend', {})}>
        再试一次
      </Button>
    </main>
  );
}
