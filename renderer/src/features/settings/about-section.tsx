import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Card, Descriptions, Flex, Table } from 'antd';
import { useState } from 'react';
import type { VerifyReport } from '#core/contract/views.ts';
import { CASE_PROVED_RULES } from '#core/domain/case/invariants.ts';
import { CASE_PROOF } from '#core/domain/case/proof.ts';
import { asError } from '../../api/as-error.ts';
import { ask, useAsk } from '../../api/ask.ts';
import { SHELL_INFO } from '../../api/shell-info.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';

/** 关于: version, what was proved of the workflow, the log's head and its verification. */
export function AboutSection() {
  const info = useQuery(SHELL_INFO);
  const heads = useAsk('log.heads', {});
  return (
    <>
      <PageHead title="关于河清" />
      <Card size="small" style={{ marginBottom: 12 }}>
        <Descriptions
          size="small"
          column={1}
          items={[
            { key: 'version', label: '版本', children: info.data?.version },
            { key: 'data', label: '数据文件夹', children: info.data?.dataFolder },
            {
              key: 'mode',
              label: '运行方式',
              children: info.data?.mode === 'browser' ? '浏览器（本机，未安装桌面组件）' : '桌面程序',
            },
            ...(heads.data ?? []).map(({ device, seq, hash }) => ({
              key: device,
              label: `日志链头（${device}）`,
              children: `第 ${seq} 条 ${hash}`,
            })),
          ]}
        />
      </Card>
      <Verification />
      <Card size="small" title="流程已经穷举证明">
        <p style={{ marginTop: 0 }}>
          对 {CASE_PROOF.policies} 种规则组合，穷举了案件流程的 {figure(CASE_PROOF.states)} 种情形、
          {figure(CASE_PROOF.transitions)} 次办理，在每一种情形下都核对了下列 {CASE_PROVED_RULES.length} 条规则。
        </p>
        <Table
          size="small"
          rowKey="name"
          pagination={false}
          showHeader={false}
          dataSource={CASE_PROVED_RULES.map(({ name, chinese }, index) => ({ name, chinese, index: index + 1 }))}
          columns={[{ dataIndex: 'index', width: 48, align: 'right' }, { dataIndex: 'chinese' }]}
        />
      </Card>
    </>
  );
}

function Verification() {
  const [report, setReport] = useState<VerifyReport | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [running, setRunning] = useState(false);
  const verify = async () => {
    setRunning(true);
    setError(null);
    try {
      setReport(await ask('log.verify', {}));
    } catch (fault) {
      setError(asError(fault));
    }
    setRunning(false);
  };
  return (
    <Card size="small" title="操作日志" style={{ marginBottom: 12 }}>
      <Flex gap={12} align="center" wrap>
        <Button loading={running} onClick={() => void verify()}>
          验证全部日志
        </Button>
        <span className="muted">逐条重算日志，并与每一条线索、案件核对；进度显示在上方，可以取消。</span>
      </Flex>
      <div style={{ marginTop: 8 }}>
        <RefusalAlert error={error} />
        {report !== null && (
          <Alert
            type={report.sound ? 'success' : 'error'}
            showIcon
            role="status"
            title={
              report.sound
                ? `日志完整：${report.events} 条，与 ${report.findings} 条线索、${report.cases} 件案件逐项相符。`
                : report.fault?.message
            }
          />
        )}
      </div>
    </Card>
  );
}

function figure(count: number): string {
  return count.toLocaleString('zh-CN');
}
