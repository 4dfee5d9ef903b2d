import { App, Button, Dropdown, Flex } from 'antd';
import { useState } from 'react';
import type { LedgerCase } from '#core/contract/views-ledger.ts';
import { asError } from '../../../api/as-error.ts';
import { ask, useAsk } from '../../../api/ask.ts';
import { useSession } from '../../../app/session.ts';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import type { LedgerAddress } from '../use-ledger-address.ts';
import { BatchDialog } from '../../document/batch-dialog.tsx';
import { type BulkChoice, bulkChoices } from './bulk-acts.ts';
import { type BulkBegun, BulkDialog } from './bulk-dialog.tsx';
import { MOST_PICKED, type PickedCase, type PickStore } from './pick-store.ts';

interface BulkBarProps {
  readonly picked: readonly PickedCase[];
  readonly picks: PickStore;
  readonly address: LedgerAddress;
  readonly total: number;
}

/** What can be done with the ticked rows, and the dialog of what was chosen, which outlives the ticks. */
export function BulkBar(props: BulkBarProps) {
  const [begun, setBegun] = useState<BulkBegun | null>(null);
  const [documents, setDocuments] = useState<readonly PickedCase[] | null>(null);
  return (
    <>
      {props.picked.length > 0 && <Bar {...props} onBegin={setBegun} onDocuments={setDocuments} />}
      {documents !== null && <BatchDialog cases={documents} onClose={() => setDocuments(null)} />}
      {begun !== null && <BulkDialog {...begun} picks={props.picks} onClose={() => setBegun(null)} />}
    </>
  );
}

function Bar({
  picked,
  picks,
  address,
  total,
  onBegin,
  onDocuments,
}: BulkBarProps & {
  readonly onBegin: (begun: BulkBegun) => void;
  readonly onDocuments: (cases: readonly PickedCase[]) => void;
}) {
  const { today } = useSession();
  const ids = picked.map(({ id }) => id);
  const record = useAsk('case.get', { id: ids[0] ?? '' }, { keep: true });
  const actions = useAsk('case.actionsMany', { ids }, { keep: true });
  const context = record.data === undefined ? null : { record: record.data, today };
  const choices = context === null ? [] : bulkChoices(actions.data ?? [], context);
  return (
    <Flex align="center" gap={8} role="region" aria-label="批量办理" className="bulk-bar">
      <span aria-live="polite">
        已选 <strong>{picked.length}</strong> 件
      </span>
      <Dropdown
        trigger={['click']}
        disabled={choices.length === 0}
        menu={{
          style: { maxHeight: 360, overflowY: 'auto' },
          items: choices.map((choice) => ({
            key: choice.type,
            label: <ChoiceLabel choice={choice} of={picked.length} />,
            onClick: () => {
              if (context !== null) onBegin({ choice, cases: picked, context });
            },
          })),
        }}
      >
        <Button type="primary" size="small" loading={actions.isLoading}>
          {choices.length === 0 && actions.data !== undefined ? '没有可以一起办理的事项' : '批量办理…'}
        </Button>
      </Dropdown>
      <Button size="small" onClick={() => onDocuments(picked)}>
        制作文书…
      </Button>
      <PickAll address={address} total={total} picks={picks} />
      <Button size="small" onClick={() => picks.clear()}>
        清除选择
      </Button>
      <RefusalAlert error={actions.error} />
    </Flex>
  );
}

function ChoiceLabel({ choice: { label, allowed, reason }, of }: { readonly choice: BulkChoice; readonly of: number }) {
  return (
    <span {...(reason === null ? {} : { title: reason })}>
      {label}
      <span className="muted">（{allowed === of ? '全部可办' : `${allowed} 件可办`}）</span>
    </span>
  );
}

/** Rows of a page of the list, as many as a route gives. */
const PAGE = 200;

/** Ticks what the list holds, as far as one bulk action goes. */
function PickAll({ address, total, picks }: Pick<BulkBarProps, 'address' | 'total' | 'picks'>) {
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const most = Math.min(total, MOST_PICKED);
  const pick = async () => {
    setBusy(true);
    try {
      const rows: LedgerCase[] = [];
      for (let offset = 0; offset < most; offset += PAGE) {
        const page = { offset, size: Math.min(PAGE, most - offset) };
        rows.push(...(await ask('case.ledger', { ...listOf(address), page })).rows);
      }
      picks.clear();
      picks.add(rows.map(({ id, number, rev }) => ({ id, number, rev })));
    } catch (fault) {
      void message.error(asError(fault).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button size="small" loading={busy} onClick={() => void pick()}>
      {total > MOST_PICKED ? `选中列表前 ${MOST_PICKED} 件` : `选中列表全部 ${total} 件`}
    </Button>
  );
}

function listOf({ filter, search, sort }: LedgerAddress) {
  // The names of the sort columns are checked by the route.
  return { filter, search, sort: [...sort] as { by: 'dueOn'; dir: 'asc' | 'desc' }[] };
}
