import { LogoutOutlined, SearchOutlined, UserOutlined } from '@ant-design/icons';
import { Button, Dropdown, Flex, Progress } from 'antd';
import { useEffect } from 'react';
import { ROLE_LABELS } from '#core/domain/account/roles.ts';
import { useCommand } from '../api/ask.ts';
import { onEvent } from '../api/bridge.ts';
import { cancelJob, type RunningJob, useRunningJobs } from '../api/progress.ts';
import { openDialog } from './dialogs.ts';
import { useSession } from './session.ts';

/** Search, running jobs, who is signed in. */
export function TopBar() {
  const { account, bureau } = useSession();
  const signOut = useCommand('session.signOut');
  const jobs = useRunningJobs();
  const { mutate } = signOut;
  useEffect(
    () =>
      onEvent('menu.command', ({ command }) => {
        if (command === 'signOut') mutate({});
        else if (command === 'search' || command === 'keys') openDialog(command);
        else if (command === 'newFinding') location.hash = '#/findings/new';
        else location.hash = '#/settings/about';
      }),
    [mutate],
  );
  return (
    <Flex
      component="header"
      align="center"
      gap={12}
      className="no-print"
      style={{ flex: 'none', height: 48, padding: '0 16px', background: '#fff', borderBottom: '1px solid var(--line)' }}
    >
      <Button
        icon={<SearchOutlined />}
        onClick={() => openDialog('search')}
        style={{ flex: '0 1 320px', minWidth: 120, justifyContent: 'start', overflow: 'hidden' }}
      >
        <span className="muted">编号、地点、文字（Ctrl+K）</span>
      </Button>
      <div style={{ flex: 1, minWidth: 0, display: 'flex', gap: 12 }}>
        {jobs.map((job) => (
          <Job key={job.id} job={job} />
        ))}
      </div>
      <span
        className="muted"
        style={{ minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
      >
        {bureau}
      </span>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'account', icon: <UserOutlined />, label: <a href="#/settings/account">我的账户与口令</a> },
            { key: 'out', icon: <LogoutOutlined />, label: '退出登录', onClick: () => mutate({}) },
          ],
        }}
      >
        <Button type="text" icon={<UserOutlined />}>
          {account.displayName}（{ROLE_LABELS[account.role]}）
        </Button>
      </Dropdown>
    </Flex>
  );
}

function Job({ job }: { readonly job: RunningJob }) {
  const { id, phase, done, total } = job;
  return (
    <Flex align="center" gap={8} role="status" style={{ minWidth: 0 }}>
      <span style={{ whiteSpace: 'nowrap' }}>
        {phase} {total === null ? done : `${done} / ${total}`}
      </span>
      {total !== null && total > 0 && (
        <Progress
          percent={Math.floor((done / total) * 100)}
          size="small"
          style={{ width: 80 }}
          showInfo={false}
          aria-label={phase}
        />
      )}
      <Button size="small" onClick={() => cancelJob(id)}>
        取消
      </Button>
    </Flex>
  );
}
