import './view-tabs.css';
import { App, Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useAsk, useCommand } from '../../../api/ask.ts';
import { useSession } from '../../../app/session.ts';
import { useCalendar } from '../../../ui/deadline.tsx';
import type { LedgerAddress, ShowLedger } from '../use-ledger-address.ts';
import { builtInViews, sameView, savedTab, specOf, type ViewTab } from './built-in-views.ts';
import { ViewDialog, type ViewNaming } from './view-dialog.tsx';

interface ViewTabsProps {
  readonly address: LedgerAddress;
  readonly show: ShowLedger;
}

/** Views as tabs: those of the program, then the saved ones; what is shown now can be kept as one more. */
export function ViewTabs({ address, show }: ViewTabsProps) {
  const { today, account } = useSession();
  const calendar = useCalendar();
  const saved = useAsk('view.list', { list: 'case' });
  const [naming, setNaming] = useState<ViewNaming | null>(null);
  const tabs = [
    ...(calendar === null ? [] : builtInViews(today, calendar, account)),
    ...(saved.data ?? []).map(savedTab),
  ];
  const here = tabs.find((tab) => sameView(tab.show, address));
  return (
    <div className="view-tabs">
      <nav aria-label="视图">
        {tabs.map((tab) => (
          <button
            key={tab.key}
            type="button"
            {...(tab === here ? { 'aria-current': 'page' as const } : {})}
            onClick={() => show(tab.show)}
            title={tab.saved === null || tab.saved.own ? tab.name : `${tab.name}（${tab.saved.ownerName}共享）`}
          >
            {tab.name}
            {tab.saved?.shared === true && <span className="muted">（共享）</span>}
          </button>
        ))}
      </nav>
      {here === undefined && (
        <Button size="small" onClick={() => setNaming({ kind: 'new' })}>
          存为视图
        </Button>
      )}
      <OwnViews tabs={tabs} here={here} address={address} onName={setNaming} />
      {naming !== null && <ViewDialog naming={naming} address={address} onClose={() => setNaming(null)} />}
    </div>
  );
}

interface OwnViewsProps {
  readonly tabs: readonly ViewTab[];
  readonly here: ViewTab | undefined;
  readonly address: LedgerAddress;
  readonly onName: (naming: ViewNaming) => void;
}

/** What can be done with one's own views: set one to what is shown, rename, share, remove. */
function OwnViews({ tabs, here, address, onName }: OwnViewsProps) {
  const { message, modal } = App.useApp();
  const change = useCommand('view.change');
  const remove = useCommand('view.remove');
  const own = tabs.flatMap(({ saved }) => (saved?.own === true ? [saved] : []));
  if (own.length === 0) return null;
  const refused = (fault: Error) => void message.error(fault.message);
  const items = own.map((view) => ({
    key: view.id,
    label: view.name,
    children: [
      {
        key: `${view.id}:set`,
        label: '改为当前的筛选和排序',
        disabled: here?.key === view.id,
        onClick: () =>
          change.mutate(
            { id: view.id, name: view.name, shared: view.shared, spec: specOf(address) },
            { onSuccess: () => void message.success(`视图「${view.name}」已改为当前的筛选和排序`), onError: refused },
          ),
      },
      { key: `${view.id}:name`, label: '改名或共享', onClick: () => onName({ kind: 'change', view }) },
      {
        key: `${view.id}:remove`,
        label: '删除',
        danger: true,
        onClick: () =>
          void modal.confirm({
            title: `删除视图「${view.name}」？`,
            content: view.shared ? '别人也不能再用它；案件不受影响。不能恢复。' : '案件不受影响。不能恢复。',
            okText: '删除',
            okButtonProps: { danger: true },
            onOk: () => remove.mutate({ id: view.id }, { onError: refused }),
          }),
      },
    ],
  }));
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button size="small">管理视图</Button>
    </Dropdown>
  );
}
