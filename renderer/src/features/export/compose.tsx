import { Button, Checkbox, Flex, Radio, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import type { ExportSpec } from '#core/contract/routes/ledger.ts';
import type { LedgerPreview, LedgerView } from '#core/contract/views-export.ts';
import type { LedgerSplit } from '#core/domain/ledger/ledger-scope.ts';
import { periodOf, stepPeriod } from '#core/domain/ledger/period.ts';
import { useAsk } from '../../api/ask.ts';
import { useSession } from '../../app/session.ts';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';
import { ColumnsDialog, keysOf } from './columns-dialog.tsx';
import { changeLedger } from './export-address.ts';
import { ExportOutcome } from './export-outcome.tsx';
import { ExportPreview } from './export-preview.tsx';
import { exportFileName } from './file-name.ts';
import { formText } from './ledger-cards.tsx';
import { PeriodPart } from './period-part.tsx';
import { ReportPart } from './report-part.tsx';
import { countText, RowsPart } from './rows-part.tsx';
import { SendingPart } from './sending-part.tsx';
import { SaveDialog } from './save-dialog.tsx';
import type { ExportPlace } from './use-export-address.ts';
import type { Exporting } from './use-export.ts';

interface ComposeProps {
  readonly ledgers: readonly LedgerView[];
  readonly ledger: LedgerView;
  readonly spec: ExportSpec;
  readonly place: ExportPlace;
  readonly exporting: Exporting;
}

/** Puts one export together: what, which rows, how; beside it the first rows as they will be printed. */
export function Compose({ ledgers, ledger, spec: said, place, exporting }: ComposeProps) {
  const { today } = useSession();
  const spec = withOwnPeriod(said, ledger, today);
  const asked = useAsk('ledger.preview', { ...spec, rows: 20 }, { keep: true });
  const preview = asked.error === null ? asked.data : undefined;
  const change = (next: ExportSpec) => {
    exporting.clear();
    place.choose(next);
  };
  const nothing = preview !== undefined && preview.total === 0 && preview.rows !== null;
  return (
    <div className="export-compose">
      <section className="export-options" aria-label="导出选项">
        <Part label="台账">
          <Select<string>
            aria-label="台账"
            value={ledger.id}
            style={{ width: '100%' }}
            popupMatchSelectWidth={420}
            options={ledgers.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(id) => {
              const to = ledgers.find((one) => one.id === id);
              if (to !== undefined) change(changeLedger(spec, to, ledger.list, place.came));
            }}
          />
          <div className="export-note">
            {ledger.purpose}
            <br />
            {formText(ledger)}
          </div>
        </Part>
        <Options
          ledger={ledger}
          spec={spec}
          place={place}
          preview={preview}
          onChange={change}
          onSplit={(split) => {
            exporting.clear();
            place.set({ split }, true);
          }}
        />
        <div className="export-go">
          <ExportButtons
            ledger={ledger}
            spec={spec}
            place={place}
            exporting={exporting}
            preview={preview}
            disabled={asked.error !== null || nothing}
          />
          {nothing && (
            <p className="muted" style={{ margin: '6px 0 0' }}>
              没有符合的{ledger.list === 'finding' ? '线索' : '案件'}，不用导出；请换一个范围，或到列表中放宽筛选。
            </p>
          )}
        </div>
      </section>
      <div className="export-beside">
        <ExportOutcome exporting={exporting} ledger={ledger.id} />
        <RefusalAlert error={asked.error} />
        {preview !== undefined && <ExportPreview key={ledger.id} preview={preview} stale={asked.isPlaceholderData} />}
      </div>
    </div>
  );
}

interface OptionsProps {
  readonly ledger: LedgerView;
  readonly spec: ExportSpec;
  readonly place: ExportPlace;
  readonly preview: LedgerPreview | undefined;
  readonly onChange: (spec: ExportSpec) => void;
  readonly onSplit: (split: LedgerSplit | null) => void;
}

function Options({ ledger, spec, place, preview, onChange, onSplit }: OptionsProps) {
  const [choosing, setChoosing] = useState(false);
  const { list } = ledger;
  const all = keysOf(ledger).length;
  const hasPhotos = ledger.sheets.some(({ columns }) => columns.some(({ photos }) => photos));
  return (
    <>
      {list === 'week' || list === 'month' ? (
        <Part label="期间与取数">
          {spec.period !== undefined && (
            <ReportPart kind={list} spec={{ ...spec, period: spec.period }} preview={preview} onChange={onChange} />
          )}
        </Part>
      ) : (
        <>
          <Part label="导出哪些">
            <RowsPart ledger={ledger} spec={spec} came={place.came} preview={preview} onChange={onChange} />
          </Part>
          <Part label="期间">
            <PeriodPart ledger={ledger} spec={spec} onChange={onChange} />
          </Part>
        </>
      )}
      {ledger.splits.length > 0 && (
        <Part label="用途与分份">
          <SendingPart
            ledger={ledger}
            spec={spec}
            split={splitOf(ledger, place)}
            onChange={onChange}
            onSplit={onSplit}
          />
        </Part>
      )}
      <Part label="列">
        <Button onClick={() => setChoosing(true)}>
          {spec.columns === undefined ? `全部 ${all} 列` : `已选 ${spec.columns.length} / ${all} 列`}…
        </Button>
        {choosing && (
          <ColumnsDialog
            ledger={ledger}
            chosen={spec.columns ?? null}
            onChoose={(columns) => {
              const { columns: _columns, ...rest } = spec;
              onChange(columns === null ? rest : { ...rest, columns: [...columns] });
            }}
            onClose={() => setChoosing(false)}
          />
        )}
      </Part>
      {hasPhotos && (
        <Part label="照片">
          <Checkbox checked={spec.photos} onChange={(event) => onChange({ ...spec, photos: event.target.checked })}>
            照片放进单元格
          </Checkbox>
          <div className="export-note" aria-live="polite">
            {spec.photos ? photosText(preview?.photos ?? null) : '不放照片时，照片列印张数。'}
          </div>
        </Part>
      )}
      {(list === 'case' || list === 'finding') && (
        <Part label="个人信息">
          <Radio.Group
            aria-label="个人信息"
            value={spec.privacy}
            onChange={(event) => onChange({ ...spec, privacy: event.target.value as ExportSpec['privacy'] })}
            options={[
              { value: 'standard', label: '隐去电话、证件号' },
              { value: 'full', label: '含责任人电话' },
            ]}
          />
          <div className="export-note">
            {spec.privacy === 'full' ? '表后会注明含有电话，请注意保管。' : ''}投诉举报人信息任何时候都不导出。
          </div>
        </Part>
      )}
    </>
  );
}

interface ExportButtonsProps extends Omit<OptionsProps, 'onChange' | 'onSplit'> {
  readonly exporting: Exporting;
  readonly disabled: boolean;
}

function ExportButtons({ ledger, spec, place, exporting, preview, disabled }: ExportButtonsProps) {
  const { today } = useSession();
  const [saving, setSaving] = useState<'new' | 'change' | null>(null);
  const saved = useAsk('exportDefinition.list', {}).data ?? [];
  const own = saved.find(({ id, own: mine }) => mine && id === place.definition) ?? null;
  const unit = ledger.list === 'finding' ? '条' : '件';
  const split = splitOf(ledger, place);
  const count = preview === undefined || preview.rows === null ? '' : ` ${countText(preview)} ${unit}`;
  return (
    <Flex gap={8} wrap>
      <Button
        type="primary"
        disabled={disabled || preview === undefined}
        loading={exporting.job !== null}
        onClick={() => void exporting.write(spec, split, exportFileName(ledger.name, spec, today, split))}
      >
        {split === null ? '导出' : '分别导出'}
        {count}…
      </Button>
      <Button onClick={() => setSaving('new')}>存为常用导出…</Button>
      {own !== null && <Button onClick={() => setSaving('change')}>更新「{own.name}」…</Button>}
      {saving !== null && (
        <SaveDialog
          spec={split === null ? spec : { ...spec, split }}
          definition={saving === 'change' ? own : null}
          suggestedName={ledger.name.replace(/（.*?）/gu, '')}
          onSaved={({ id }) => place.choose(spec, id)}
          onClose={() => setSaving(null)}
        />
      )}
    </Flex>
  );
}

/** How it is parted, where this ledger can be. */
function splitOf({ splits }: LedgerView, { split }: ExportPlace) {
  return split !== null && splits.includes(split) ? split : null;
}

function Part({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="export-part">
      <h2>{label}</h2>
      {children}
    </div>
  );
}

/** A report is of some period: the last that has ended, until another is chosen. */
function withOwnPeriod(spec: ExportSpec, { list }: LedgerView, today: string): ExportSpec {
  if (list !== 'week' && list !== 'month') return spec;
  if (spec.period?.kind === list) return spec;
  return { ...spec, period: { kind: list, from: stepPeriod(periodOf(list, today), -1).from } };
}

/** How many pictures, and how large they make the file. */
function photosText(photos: LedgerPreview['photos']): string {
  if (photos === null) return '正在估算照片大小…';
  if (photos.count === 0) return '这些行没有照片。';
  return `${photos.exact ? '' : '约 '}${photos.count} 张，文件约 ${sizeText(photos.bytes)}；同一张只存一份。`;
}

function sizeText(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024))} KB`;
  const megabytes = bytes / (1024 * 1024);
  return megabytes < 1024 ? `${Math.round(megabytes)} MB` : `${(megabytes / 1024).toFixed(1)} GB`;
}
