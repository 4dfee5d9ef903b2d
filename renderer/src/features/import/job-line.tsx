import { Button, Flex, Progress, Spin } from 'antd';
import { cancelJob, useRunningJobs } from '../../api/progress.ts';
import type { TrackedJob } from './use-tracked.ts';

/** How far a long command is, with a button that cancels it. Cancelling leaves nothing behind. */
export function JobLine({ job }: { readonly job: TrackedJob }) {
  const running = useRunningJobs().find(({ id }) => id === job.id);
  const total = running?.total ?? null;
  const done = running?.done ?? 0;
  const phase = running?.phase ?? job.label;
  return (
    <Flex className="import-job" align="center" gap={12} wrap>
      <Spin size="small" />
      <span role="status">
        {phase}
        {running !== undefined && (total === null ? ` ${done}` : ` ${done} / ${total}`)}
      </span>
      <Progress
        percent={total === null || total === 0 ? 0 : Math.floor((done / total) * 100)}
        status="active"
        showInfo={total !== null}
        aria-label={phase}
        style={{ flex: 1, minWidth: 120, margin: 0 }}
      />
      <Button onClick={() => cancelJob(job.id)}>取消</Button>
    </Flex>
  );
}
