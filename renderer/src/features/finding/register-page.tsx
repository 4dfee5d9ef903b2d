import { Button, Flex } from 'antd';
import { useNavigate } from 'react-router';
import { useAsk } from '../../api/ask.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';
import { RegisterForm } from './register/register-form.tsx';
import { useKeptForm } from './register/use-kept-form.ts';

/** 登记线索: one dense form by keyboard alone, with what is near before saving. */
export default function RegisterPage() {
  const navigate = useNavigate();
  const district = useAsk('place.towns', {});
  const form = useKeptForm();
  return (
    <>
      <PageHead
        title="登记线索"
        note="Tab 下一项，↓ 看可选的内容，Ctrl+Enter 保存"
        actions={
          <Flex gap={8}>
            {form.restored && (
              <Button onClick={form.clear} disabled={form.state === null}>
                清空草稿
              </Button>
            )}
            <Button onClick={() => void navigate('/findings')}>返回线索列表</Button>
          </Flex>
        }
      />
      <RefusalAlert error={district.error} />
      {district.data !== undefined && form.state !== null && (
        <RegisterForm district={district.data} form={form} state={form.state} />
      )}
    </>
  );
}
