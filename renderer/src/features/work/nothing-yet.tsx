import { Button, Space } from 'antd';
import { EmptyHint } from '../../ui/empty-hint.tsx';

/** The work list of a program without data: how to begin. */
export function NothingYet() {
  return (
    <EmptyHint
      why={
        <>
          还没有线索和案件。先登记一条线索，或把巡查表、工单表原样导入；
          <br />
          核实并立案后，今日到期、已超期和待办的案件会列在这里。
        </>
      }
      next={
        <Space>
          <Button type="primary" href="#/findings/new">
            登记线索
          </Button>
          <Button href="#/import">导入表格</Button>
        </Space>
      }
    />
  );
}
