import { Alert, Button, Card, Descriptions, Flex } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { FileView } from '#core/contract/shell-routes.ts';
import type { ExportView } from '#core/contract/views.ts';
import { filterText } from '#core/domain/ledger/filter-text.ts';
import { asError } from '../../api/as-error.ts';
import { ask, useAsk } from '../../api/ask.ts';
import { askShell } from '../../api/shell.ts';
import { useSession } from '../../app/session.ts';
import { caseListAddress, readCaseList } from '../../ui/list-address.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';

/** 导出: the 49-column ledger of just the cases that the address names. */
export default function ExportPage() {
  const [params] = useSearchParams();
  const { filter, search } = readCaseList(params);
  const { today } = useSession();
  const rows = useAsk('case.list', { filter, search, page: { offset: 0, size: 1 } });
  const district = useAsk('settings.district', {});
  const [file, setFile] = useState<FileView | null>(null);
  const [done, setDone] = useState<ExportView | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);

  const write = async () => {
    setError(null);
    setDone(null);
    setBusy(true);
    try {
      const suggestedName = `清四乱台账-${today}.xlsx`;
      const chosen = await askShell('shell.chooseSave', { purpose: 'ledger', suggestedName });
      if (chosen !== null) {
        setFile(chosen);
        setDone(await ask('ledger.export', { ledger: 'qingsiluan', filter, search, file: chosen.token }));
      }
    } catch (fault) {
      setError(asError(fault));
    }
    setBusy(false);
  };
  const townName = (code: string) => district.data?.towns.find((town) => town.code === code)?.name ?? code;
  const open = (route: 'shell.open' | 'shell.showInFolder') => {
    if (file !== null) askShell(route, { token: file.token }).catch(setError);
  };
  const total = rows.data === undefined ? '…' : `${rows.data.totalIsExact ? '' : '至少 '}${rows.data.total}`;
  return (
    <>
      <PageHead title="导出" note="台账按筛选结果逐件写出，件数、条件、时间、导出人和日志链头都印在表上" />
      <Card size="small" title="清四乱问题整改台账（49 列）" style={{ maxWidth: 800 }}>
        <Descriptions
          size="small"
          column={1}
          items={[
            { key: 'filter', label: '条件', children: filterText(filter, search, townName) },
            {
              key: 'total',
              label: '件数',
              children: <Link to={caseListAddress(filter, search)}>{total} 件，在案件台账中查看</Link>,
            },
            { key: 'paper', label: '版式', children: 'A3 横向，每页两张并排，重复表头与前两列，可直接打印' },
          ]}
        />
        <Button
          type="primary"
          loading={busy}
          disabled={rows.data?.total === 0}
          onClick={() => void write()}
          style={{ marginTop: 8 }}
        >
          导出台账（.xlsx）
        </Button>
        {rows.data?.total === 0 && <p className="muted">没有符合条件的案件；请在案件台账中放宽筛选。</p>}
        <div style={{ marginTop: 12 }}>
          <RefusalAlert error={error ?? rows.error} />
          {done !== null && (
            <Alert
              type="success"
              showIcon
              role="status"
              title={`已导出 ${done.rows} 件：${file?.name ?? ''}`}
              description={
                <>
                  <Flex gap={8}>
                    <Button size="small" onClick={() => open('shell.open')}>
                      打开
                    </Button>
                    <Button size="small" onClick={() => open('shell.showInFolder')}>
                      在文件夹中显示
                    </Button>
                  </Flex>
                  <p className="muted" style={{ overflowWrap: 'anywhere', marginBottom: 0 }}>
                    SHA-256：{done.sha256}
                  </p>
                  {done.problems.length > 0 && (
                    <ul style={{ margin: '8px 0 0', paddingLeft: 20 }}>
                      {done.problems.map((problem) => (
                        <li key={problem}>{problem}</li>
                      ))}
                    </ul>
                  )}
                </>
              }
            />
          )}
        </div>
      </Card>
      <p>
        要导出一部分，先在<Link to="/cases">案件台账</Link>中筛选，再点那里的「导出」。
      </p>
    </>
  );
}
