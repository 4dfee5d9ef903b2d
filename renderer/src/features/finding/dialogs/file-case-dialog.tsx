import { App, Input, Radio } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';
import { RECTIFICATION_LABELS } from '#core/domain/ledger/ledger-labels.ts';
import { useAsk, useCommand } from '../../../api/ask.ts';
import { useSession } from '../../../app/session.ts';
import { DateField } from '../../../ui/date-field.tsx';
import { ChosenFinding } from './chosen-finding.tsx';
import { DialogForm, Labelled } from './dialog-form.tsx';

type Rectification = keyof typeof RECTIFICATION_LABELS;

interface FileCaseDialogProps {
  readonly findings: readonly FindingRecord[];
  readonly onClose: () => void;
  readonly onFiled?: () => void;
}

/** 立案: one case from one or several findings; a closed case nearby can be named as the original of a rebound. */
export function FileCaseDialog({ findings, onClose, onFiled }: FileCaseDialogProps) {
  const { today } = useSession();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const file = useCommand('case.file');
  const [leading, setLeading] = useState(findings[0]?.id ?? '');
  const [type, setType] = useState<Rectification>('timeLimited');
  const [goal, setGoal] = useState('');
  const [measures, setMeasures] = useState('');
  const [reboundOf, setReboundOf] = useState<string | null>(null);
  const [on, setOn] = useState(today);
  const submit = () => {
    const ordered = [...findings].sort((a, b) => Number(b.id === leading) - Number(a.id === leading));
    file.mutate(
      {
        findings: ordered.map(({ id, rev }) => ({ id, rev })),
        rectificationType: type,
        goal: goal.trim() === '' ? null : goal,
        measures: measures.trim() === '' ? null : measures,
        reboundOf,
        on,
      },
      {
        onSuccess: ({ id, number }) => {
          void message.success(`已立案：${number}`);
          onFiled?.();
          onClose();
          void navigate(`/cases/${id}`);
        },
      },
    );
  };
  return (
    <DialogForm
      title={findings.length === 1 ? `立案　${findings[0]?.number ?? ''}` : `立案　${findings.length} 条线索合为一件`}
      verb="立案"
      busy={file.isPending}
      error={file.error}
      width={680}
      onSubmit={submit}
      onClose={onClose}
    >
      <Sources findings={findings} leading={leading} onLead={setLeading} />
      <div>
        <div style={{ paddingBottom: 4 }}>整改类型</div>
        <Radio.Group
          aria-label="整改类型"
          value={type}
          options={Object.entries(RECTIFICATION_LABELS).map(([value, label]) => ({ value, label }))}
          onChange={({ target }) => setType(target.value)}
        />
      </div>
      <Rebound finding={leading} chosen={reboundOf} onChoose={setReboundOf} />
      <Labelled id="file-goal" label="整改目标（可不填）">
        <Input id="file-goal" value={goal} maxLength={2000} onChange={({ target }) => setGoal(target.value)} />
      </Labelled>
      <Labelled id="file-measures" label="整改措施（可不填）">
        <Input.TextArea
          id="file-measures"
          value={measures}
          maxLength={2000}
          autoSize={{ minRows: 2, maxRows: 8 }}
          onChange={({ target }) => setMeasures(target.value)}
        />
      </Labelled>
      <Labelled id="file-on" label="立案日期">
        <DateField id="file-on" value={on} max={today} onChange={(day) => setOn(day ?? today)} />
      </Labelled>
    </DialogForm>
  );
}

interface SourcesProps {
  readonly findings: readonly FindingRecord[];
  readonly leading: string;
  readonly onLead: (id: string) => void;
}

/** The findings with what stands against filing each; of several, one gives the case its description. */
function Sources({ findings, leading, onLead }: SourcesProps) {
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
      <legend style={{ padding: '0 0 4px' }}>
        {findings.length > 1 ? '以哪条线索的内容立案（其余的外部编号和专项行动一并带入）' : '来源线索'}
      </legend>
      {findings.map((finding) => (
        <ChosenFinding
          key={finding.id}
          finding={finding}
          act="finding.filed"
          control={
            findings.length > 1 && (
              <input
                type="radio"
                name="leading"
                aria-label={finding.number}
                checked={finding.id === leading}
                onChange={() => onLead(finding.id)}
              />
            )
          }
        />
      ))}
    </fieldset>
  );
}

interface ReboundProps {
  readonly finding: string;
  readonly chosen: string | null;
  readonly onChoose: (id: string | null) => void;
}

/** Closed cases nearby: the new case may be a rebound (反弹) of one. */
function Rebound({ finding, chosen, onChoose }: ReboundProps) {
  const similar = useAsk('finding.similar', { id: finding }, { enabled: finding !== '' });
  const closed = (similar.data ?? []).filter(({ reboundOf }) => reboundOf !== null);
  if (closed.length === 0) return null;
  return (
    <div>
      <div style={{ paddingBottom: 4 }}>
        附近有已销号案件，是否按反弹立案（严重程度在原案基础上提高一级，两案互相关联）
      </div>
      <Radio.Group
        aria-label="反弹的原案"
        value={chosen}
        onChange={({ target }) => onChoose(target.value)}
        style={{ display: 'grid', gap: 4 }}
        options={[
          { value: null, label: '不是反弹' },
          ...closed.map(({ record, distanceMetres, closedOn, description }) => ({
            value: record.id,
            label: `${record.number}　${distanceMetres === null ? '' : `相距 ${distanceMetres} 米，`}${closedOn ?? ''} 销号　${description}`,
          })),
        ]}
      />
    </div>
  );
}
