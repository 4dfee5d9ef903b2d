import { Alert, Button, Flex, Progress, Spin } from 'antd';
import { useState } from 'react';
import { asError } from '../../api/as-error.ts';
import { cancelJob, useRunningJobs } from '../../api/progress.ts';
import { askShell } from '../../api/shell.ts';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';
import type { Exported, Exporting } from './use-export.ts';

interface ExportOutcomeProps {
  readonly exporting: Exporting;
  /** Only of this ledger: what was made of another is told by the log. */
  readonly ledger?: string;
}

/** How far an export is, and what became of it. */
export function ExportOutcome({ exporting, ledger }: ExportOutcomeProps) {
  const { job, done, error, cancelled } = exporting;
  return (
    <>
      {job !== null && <Running id={job.id} label={job.label} />}
      {cancelled && <Alert type="info" showIcon role="status" title="已取消导出，没有生成文件，也没有记入导出记录。" />}
      <RefusalAlert error={error} />
      {done !== null && (ledger === undefined || done.ledger === ledger) && <Done done={done} />}
    </>
  );
}

function Running({ id, label }: { readonly id: string; readonly label: string }) {
  const job = useRunningJobs().find((one) => one.id === id);
  const total = job?.total ?? null;
  const done = job?.done ?? 0;
  return (
    <Flex align="center" gap={12} className="export-running">
      <Spin size="small" />
      <span role="status">
        {job?.phase ?? label}
        {job !== undefined && (total === null ? ` ${done}` : ` ${done} / ${total}`)}
      </span>
      <Progress
        percent={total === null || total === 0 ? 0 : Math.floor((done / total) * 100)}
        status="active"
        aria-label={label}
        style={{ flex: 1, minWidth: 80, margin: 0 }}
      />
      <Button size="small" onClick={() => cancelJob(id)}>
        取消导出
      </Button>
    </Flex>
  );
}

function Done({ done }: { readonly done: Exported }) {
  const { file, made, parts } = done;
  const [error, setError] = useState<Error | null>(null);
  const open = (route: 'shell.open' | 'shell.showInFolder') => {
    askShell(route, { token: file.token }).catch((fault: unknown) => setError(asError(fault)));
  };
  const problems =
    done.parts === null
      ? done.made.problems
      : done.parts.flatMap(({ name, problems: said }) => said.map((one) => `${name}：${one}`));
  return (
    <>
      <Alert
        type={problems.length > 0 ? 'warning' : 'success'}
        showIcon
        role="status"
        title={`${parts === null ? '已导出' : `已分别导出 ${parts.length} 份，共`} ${made.rows} 行，与筛选条件统计数一致：${file.name}`}
        description={
          <>
            <Flex gap={8} wrap>
              {parts === null && (
                <Button size="small" onClick={() => open('shell.open')}>
                  打开
                </Button>
              )}
              <Button size="small" onClick={() => open('shell.showInFolder')}>
                在文件夹中显示
              </Button>
            </Flex>
            <div className="export-where">
              保存位置：{made.path}
              <br />
              SHA-256：{made.sha256}
            </div>
            {parts !== null && (
              <ul className="export-parts">
                {parts.map(({ value, name, rows }) => (
                  <li key={value}>
                    {name}：{rows} 行
                  </li>
                ))}
              </ul>
            )}
            {problems.length > 0 && (
              <details>
                <summary>有 {problems.length} 处未能原样列示，表后也已注明</summary>
                <ul>
                  {problems.map((problem) => (
                    <li key={problem}>{problem}</li>
                  ))}
                </ul>
              </details>
            )}
          </>
        }
      />
      <RefusalAlert error={error} />
    </>
  );
}
