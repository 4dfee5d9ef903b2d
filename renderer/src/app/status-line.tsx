import { useQuery } from '@tanstack/react-query';
import { Flex } from 'antd';
import { publishedThrough } from '#core/domain/deadline/calendar.ts';
import { useAsk } from '../api/ask.ts';
import { SHELL_INFO } from '../api/shell-info.ts';
import { useCalendar } from '../ui/deadline.tsx';

/** Bottom line: data folder, last proved backup, calendar published to, log head, version. */
export function StatusLine() {
  const info = useQuery(SHELL_INFO);
  const backups = useAsk('backup.list', {});
  const heads = useAsk('log.heads', {});
  const calendar = useCalendar();
  const proved = backups.data?.find((backup) => backup.proved);
  const through = calendar === null ? null : publishedThrough(calendar);
  const head = heads.data?.at(-1);
  return (
    <Flex
      component="footer"
      gap={16}
      className="no-print muted"
      style={{
        flex: 'none',
        height: 26,
        padding: '0 16px',
        alignItems: 'center',
        fontSize: 12,
        background: '#fff',
        borderTop: '1px solid var(--line)',
        whiteSpace: 'nowrap',
        overflow: 'hidden',
      }}
    >
      <span style={{ overflow: 'hidden', textOverflow: 'ellipsis' }} title={info.data?.dataFolder}>
        数据：{info.data?.dataFolder ?? '…'}
      </span>
      <span>
        已验证备份：{backups.data === undefined ? '…' : proved === undefined ? '尚无' : localMinute(proved.at)}
      </span>
      <span>节假日公布至：{through ?? '尚未载入'}</span>
      <span style={{ marginLeft: 'auto' }} title={head?.hash}>
        日志链头：{head === undefined ? '…' : `${head.seq} · ${head.hash.slice(0, 12)}`}
      </span>
      <span>河清 {info.data?.version}</span>
    </Flex>
  );
}

function localMinute(at: number): string {
  return new Date(at).toLocaleString('sv-SE').slice(0, 16);
}
