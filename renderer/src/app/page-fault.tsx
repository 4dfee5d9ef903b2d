import { Button, Space } from 'antd';
import { useRouteError } from 'react-router';
import { RequestRefused } from '../api/refused.ts';
import { RefusalAlert } from '../ui/refusal-alert.tsx';

/** A page that can't be shown: why, and two ways on. */
export function PageFault() {
  const fault = useRouteError();
  const error =
    fault instanceof RequestRefused
      ? fault
      : new Error('这一页没有显示出来，数据没有受影响。请重新打开这一页；再次出现时请告诉维护人员。');
  return (
    <div style={{ maxWidth: 720, margin: '40px auto' }}>
      <RefusalAlert error={error} />
      <Space style={{ marginTop: 16 }}>
        <Button type="primary" onClick={() => location.reload()}>
          重新打开
        </Button>
        <Button href="#/">回到工作台</Button>
      </Space>
    </div>
  );
}
