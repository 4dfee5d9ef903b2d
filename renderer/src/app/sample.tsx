import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { askShell } from '../api/shell.ts';
import { SHELL_INFO } from '../api/shell-info.ts';

/** Whether what is shown is sample data (示例数据). */
export function useIsSample(): boolean {
  return useQuery(SHELL_INFO).data?.sample ?? false;
}

/** Says that what is shown is sample data, and the way to one's own. */
export function SampleNotice() {
  if (!useIsSample()) return null;
  return (
    <Alert
      banner
      type="warning"
      className="no-print"
      title="这是示例数据：人员、电话均为虚构，日期按示例的时间走；在这里怎样操作都不影响本单位的数据。"
      action={
        <Button size="small" onClick={() => void askShell('shell.openSample', { open: false })}>
          退出示例
        </Button>
      }
    />
  );
}
