import './export.css';
import { Button, Tabs } from 'antd';
import { useAsk } from '../../api/ask.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';
import { Compose } from './compose.tsx';
import { freshSpec } from './export-address.ts';
import { LedgerCards } from './ledger-cards.tsx';
import { LogTab } from './log-tab.tsx';
import { SavedTab } from './saved-tab.tsx';
import { type ExportPlace, useExportAddress } from './use-export-address.ts';
import { type Exporting, useExport } from './use-export.ts';

/** 导出: ledgers and reports put together and written, those that are kept, and what was exported before. */
export default function ExportPage() {
  const place = useExportAddress();
  const exporting = useExport();
  const { tab } = place;
  return (
    <div className="export-page">
      <PageHead title="导出" note="件数、条件、时间、导出人和日志链头都印在表上" />
      <Tabs
        activeKey={tab}
        onChange={(next) => place.set({ tab: next === 'new' ? null : next, page: null })}
        size="small"
        tabBarStyle={{ margin: '0 0 8px' }}
        items={[
          { key: 'new', label: '导出' },
          { key: 'saved', label: '常用导出' },
          { key: 'log', label: '导出记录' },
        ]}
      />
      {tab === 'log' ? <LogTab place={place} /> : <Exports place={place} exporting={exporting} />}
    </div>
  );
}

function Exports({ place, exporting }: { readonly place: ExportPlace; readonly exporting: Exporting }) {
  const ledgers = useAsk('ledger.list', {});
  if (ledgers.error !== null) return <RefusalAlert error={ledgers.error} />;
  if (ledgers.data === undefined) return null;
  if (place.tab === 'saved') return <SavedTab ledgers={ledgers.data} place={place} exporting={exporting} />;
  const { spec } = place;
  const ledger = ledgers.data.find(({ id }) => id === spec?.ledger);
  if (spec === null || ledger === undefined)
    return (
      <>
        <p className="muted" style={{ margin: '0 0 8px' }}>
          选一张台账或报表；只要一部分时，先在
          <Button type="link" size="small" href="#/cases" className="export-link">
            案件台账
          </Button>
          或
          <Button type="link" size="small" href="#/findings" className="export-link">
            线索
          </Button>
          里筛选，再点那里的「导出」。
        </p>
        <LedgerCards ledgers={ledgers.data} onChoose={({ id }) => place.set({ spec: JSON.stringify(freshSpec(id)) })} />
      </>
    );
  return <Compose ledgers={ledgers.data} ledger={ledger} spec={spec} place={place} exporting={exporting} />;
}
