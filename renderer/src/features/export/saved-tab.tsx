import { App, Button, Dropdown, Flex } from 'antd';
import { useState } from 'react';
import type { ExportDefinitionView, LedgerView } from '#core/contract/views-export.ts';
import { periodOf, stepPeriod } from '#core/domain/ledger/period.ts';
import { useAsk, useCommand } from '../../api/ask.ts';
import { useSession } from '../../app/session.ts';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';
import { SPLIT_LABELS } from '#core/domain/ledger/ledger-scope.ts';
import { specParams } from './export-address.ts';
import { ExportOutcome } from './export-outcome.tsx';
import { exportFileName } from './file-name.ts';
import { SaveDialog } from './save-dialog.tsx';
import type { ExportPlace } from './use-export-address.ts';
import type { Exporting } from './use-export.ts';

interface SavedTabProps {
  readonly ledgers: readonly LedgerView[];
  readonly place: ExportPlace;
  readonly exporting: Exporting;
}

/** 常用导出: exports that are kept, made again in one click, this period or the next. */
export function SavedTab({ ledgers, place, exporting }: SavedTabProps) {
  const saved = useAsk('exportDefinition.list', {});
  const step = useCommand('exportDefinition.step');
  const [changing, setChanging] = useState<ExportDefinitionView | null>(null);
  const { today } = useSession();
  const write = ({ name, spec: { split, ...spec } }: ExportDefinitionView) =>
    void exporting.write(spec, split ?? null, exportFileName(name, spec, today, split ?? null));
  const open = ({ id, spec: { split, ...spec } }: ExportDefinitionView) =>
    place.set({ ...specParams(spec, id), split: split ?? null });
  if (saved.data?.length === 0)
    return (
      <EmptyHint
        why="还没有常用导出。在「导出」里选好台账、范围、列之后，点「存为常用导出」，以后每月（每周）一键导出下一期。"
        next={
          <Button type="primary" onClick={() => place.set({ tab: null })}>
            去选台账
          </Button>
        }
      />
    );
  return (
    <>
      <RefusalAlert error={saved.error ?? step.error} />
      <ExportOutcome exporting={exporting} />
      <div className="export-table">
        <table aria-label="常用导出">
          <thead>
            <tr>
              {['名称', '台账', '期间', '内容', '所有人', '操作'].map((header) => (
                <th key={header} scope="col">
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(saved.data ?? []).map((one) => (
              <tr key={one.id}>
                <td>{one.name}</td>
                <td>{ledgers.find(({ id }) => id === one.spec.ledger)?.name ?? one.spec.ledger}</td>
                <td className="nowrap">{one.periodText ?? '—'}</td>
                <td>{contentText(one)}</td>
                <td className="nowrap">{one.own ? (one.shared ? '我（已共享）' : '我') : `${one.ownerName}共享`}</td>
                <td>
                  <Flex gap={6}>
                    <Button
                      size="small"
                      type="primary"
                      disabled={exporting.job !== null}
                      aria-label={`导出「${one.name}」`}
                      onClick={() => write(one)}
                    >
                      导出…
                    </Button>
                    <NextButton
                      definition={one}
                      today={today}
                      busy={exporting.job !== null || step.isPending}
                      onNext={() => step.mutate({ id: one.id, steps: 1 }, { onSuccess: write })}
                    />
                    <Button size="small" aria-label={`打开「${one.name}」`} onClick={() => open(one)}>
                      打开
                    </Button>
                    {one.own && <More definition={one} onChange={setChanging} />}
                  </Flex>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {changing !== null && <SaveDialog spec={changing.spec} definition={changing} onClose={() => setChanging(null)} />}
    </>
  );
}

interface NextButtonProps {
  readonly definition: ExportDefinitionView;
  readonly today: string;
  readonly busy: boolean;
  readonly onNext: () => void;
}

/** Moves the period on and exports it. */
function NextButton({ definition: { name, own, spec }, today, busy, onNext }: NextButtonProps) {
  const { period } = spec;
  if (period === undefined || !own) return null;
  const word = period.kind === 'week' ? '下一周' : '下一月';
  const next = stepPeriod(periodOf(period.kind, period.from), 1);
  const early = next.from > today;
  return (
    <Button
      size="small"
      disabled={early || busy}
      title={early ? `${word}从 ${next.from} 开始，还没有到` : `转到 ${next.from} 起的${word}并导出`}
      aria-label={`导出「${name}」的${word}`}
      onClick={onNext}
    >
      {word}…
    </Button>
  );
}

interface MoreProps {
  readonly definition: ExportDefinitionView;
  readonly onChange: (definition: ExportDefinitionView) => void;
}

function More({ definition, onChange }: MoreProps) {
  const { message, modal } = App.useApp();
  const step = useCommand('exportDefinition.step');
  const remove = useCommand('exportDefinition.remove');
  const refused = (fault: Error) => void message.error(fault.message);
  const { id, name, spec } = definition;
  const ask = () =>
    modal.confirm({
      title: `删除常用导出「${name}」？`,
      content: '只删除这份设置；已导出的文件和导出记录不变。删除后不能恢复，需要时请重新存一份。',
      okText: '删除',
      onOk: () =>
        remove.mutate({ id }, { onSuccess: () => void message.success(`已删除「${name}」`), onError: refused }),
    });
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'change', label: '重命名、共享…', onClick: () => onChange(definition) },
          ...(spec.period === undefined
            ? []
            : [
                {
                  key: 'back',
                  label: '期间退回一期',
                  onClick: () => step.mutate({ id, steps: -1 }, { onError: refused }),
                },
              ]),
          { key: 'remove', label: '删除…', danger: true, onClick: ask },
        ],
      }}
    >
      <Button size="small" aria-label={`「${name}」的更多操作`}>
        更多
      </Button>
    </Dropdown>
  );
}

function contentText({ spec }: ExportDefinitionView): string {
  const { view, filter, columns, photos, privacy, split } = spec;
  return [
    view !== undefined ? '按视图' : filter === undefined ? '' : Object.keys(filter).length === 0 ? '全部' : '按筛选',
    columns === undefined ? '全部列' : `${columns.length} 列`,
    spec.forEditing ? '供填报' : '',
    split === undefined ? '' : `按${SPLIT_LABELS[split]}分份`,
    photos ? '带照片' : '',
    privacy === 'full' ? '含电话' : '',
  ]
    .filter((part) => part !== '')
    .join('，');
}
