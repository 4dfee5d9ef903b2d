import { Alert, App, Button, Flex } from 'antd';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import type { Restated } from '#core/contract/views.ts';
import type { WorkCalendar } from '#core/domain/deadline/calendar.ts';
import { checkNotice } from '#core/domain/deadline/holiday-notice.ts';
import { useCommand } from '../../../api/ask.ts';
import { useSession } from '../../../app/session.ts';
import { useDraft } from '../../../ui/draft.ts';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { MovesTable } from './moves-table.tsx';
import { NoticeDays } from './notice-days.tsx';
import { NoticeFields } from './notice-fields.tsx';
import { emptyForm, type NoticeForm, noticeOf } from './notice-form.ts';
import { NoticeText } from './notice-text.tsx';

/** 载入通知: paste or choose the notice, check it on the year, see what it moves, load it in one step. */
export function LoadTab({ calendar }: { readonly calendar: WorkCalendar }) {
  const draft = useDraft<NoticeForm>('notice');
  const [done, setDone] = useState<{ readonly year: number; readonly restated: Restated } | null>(null);
  if (draft.kept === undefined) return null;
  return (
    <>
      {done !== null && <Loaded year={done.year} restated={done.restated} />}
      <LoadForm
        key={done?.restated.noticeId ?? 'first'}
        calendar={calendar}
        kept={done === null ? draft.kept : null}
        keep={draft.keep}
        onLoaded={(year, restated) => {
          draft.drop();
          setDone({ year, restated });
        }}
      />
    </>
  );
}

interface LoadFormProps {
  readonly calendar: WorkCalendar;
  readonly kept: NoticeForm | null;
  readonly keep: (form: NoticeForm) => void;
  readonly onLoaded: (year: number, restated: Restated) => void;
}

function LoadForm({ calendar, kept, keep, onLoaded }: LoadFormProps) {
  const { today } = useSession();
  const { modal } = App.useApp();
  const [form, setForm] = useState(() => kept ?? emptyForm(calendar, today));
  const preview = useCommand('calendar.preview');
  const load = useCommand('calendar.load');
  const notice = useMemo(() => noticeOf(form, calendar), [form, calendar]);
  const problems = useMemo(() => problemsOf(notice), [notice]);
  const change = (next: NoticeForm) => {
    setForm(next);
    keep(next);
    preview.reset();
    load.reset();
  };
  const input = { notice: { ...notice, days: notice.days.map((day) => ({ ...day })) } };
  const replaced = calendar.inForce.get(form.year);
  const confirm = () =>
    modal.confirm({
      title: `载入「${notice.title}」？`,
      content: `${preview.data?.length ?? 0} 个时限随之重算，各案件记入日志${
        replaced === undefined ? '' : `；「${replaced.documentNumber}」被替代，留存备查`
      }。载入后不能撤回，内容有误时再载入修改后的通知替代它。`,
      okText: '载入',
      cancelText: '返回核对',
      onOk: () =>
        load.mutateAsync(input).then(
          (restated) => onLoaded(form.year, restated),
          () => undefined,
        ),
    });
  return (
    <div className="load">
      <div className="panel">
        <NoticeText form={form} onChange={change} />
        <NoticeFields form={form} onChange={change} replaced={replaced ?? null} />
        <Flex vertical gap={8}>
          {form.doubts.length > 0 && (
            <Alert type="warning" title="读取正文时有疑问，请对照原文核对" description={<List items={form.doubts} />} />
          )}
          {form.days.length > 0 && problems.length > 0 && (
            <Alert type="info" title="载入前还需补正" description={<List items={problems} />} />
          )}
          <RefusalAlert error={preview.error ?? load.error} />
          <Flex gap={8}>
            <Button
              type={preview.data === undefined ? 'primary' : 'default'}
              disabled={problems.length > 0}
              loading={preview.isPending}
              onClick={() => preview.mutate(input)}
            >
              查看影响的期限
            </Button>
            <Button type="primary" disabled={preview.data === undefined} loading={load.isPending} onClick={confirm}>
              载入通知
            </Button>
          </Flex>
          {preview.data === undefined && <span className="muted">{hintOf(form, problems)}</span>}
        </Flex>
      </div>
      <div>
        {preview.data !== undefined && (
          <section className="panel" aria-label="影响的期限" style={{ marginBottom: 12 }}>
            <MovesTable moves={preview.data} />
          </section>
        )}
        <NoticeDays form={form} notice={notice} calendar={calendar} onChange={change} />
      </div>
    </div>
  );
}

function Loaded({ year, restated }: { readonly year: number; readonly restated: Restated }) {
  return (
    <Flex vertical gap={8} style={{ marginBottom: 12 }}>
      <Alert
        type="success"
        showIcon
        title={`${year} 年的放假安排已载入，重算了 ${restated.moves.length} 个时限。`}
        description={<Link to={`/calendar?tab=year&year=${year}`}>打开 {year} 年年历</Link>}
      />
      {restated.moves.length > 0 && <MovesTable moves={restated.moves} />}
    </Flex>
  );
}

function List({ items }: { readonly items: readonly string[] }) {
  return (
    <ul style={{ margin: 0, paddingLeft: 20 }}>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}

/** What to do next, while nothing can be loaded yet. */
function hintOf(form: NoticeForm, problems: readonly string[]): string {
  if (form.days.length === 0) return '先粘贴通知全文并读取，或选择文件，或在年历上逐日点选。';
  return problems.length > 0 ? '补正后才能查看影响的期限。' : '先查看影响的期限，再载入。';
}

function problemsOf(notice: ReturnType<typeof noticeOf>): readonly string[] {
  const checked = checkNotice(notice);
  const missing = notice.source === '' ? ['缺少来源：请填写在哪里看到的原文，如“中国政府网”'] : [];
  if (checked.ok) return missing;
  const { data } = checked.error;
  const problems: unknown = typeof data === 'object' && data !== null && 'problems' in data ? data.problems : null;
  return [...(Array.isArray(problems) ? problems.map(String) : [checked.error.message]), ...missing];
}
