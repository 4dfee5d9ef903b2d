import { Button, Flex, Input, Select } from 'antd';
import { useState } from 'react';
import type { SeverityRule, SeverityRuleSet } from '#core/domain/finding/severity.ts';
import { useAsk, useCommand } from '../../api/ask.ts';
import { useSession } from '../../app/session.ts';
import { DateField } from '../../ui/date-field.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';
import { nextVersion, standingOf, versionShown, withRule } from './severity-draft.ts';
import { SeverityTable } from './severity-table.tsx';
import { useSaved } from './use-saved.ts';

/** 严重程度规则: every version; the administrator makes a new one, for what is found from its day on. */
export function SeveritySection() {
  const { account, today } = useSession();
  const rules = useAsk('settings.rules', {});
  const add = useCommand('settings.setSeverityRules');
  const saved = useSaved();
  const [chosen, setChosen] = useState<string | null>(null);
  const [draft, setDraft] = useState<SeverityRuleSet | null>(null);
  const versions = rules.data?.severity ?? [];
  const earliest = rules.data?.severityFrom ?? null;
  const shown = versions.find(({ version }) => version === chosen) ?? versionShown(versions, today);
  const begin = (version: SeverityRuleSet) =>
    setDraft(nextVersion(version, earliest !== null && earliest > today ? earliest : today));
  const giveUp = () => {
    setDraft(null);
    add.reset();
  };
  const save = (made: SeverityRuleSet) =>
    add.mutate(
      { rules: made },
      {
        onSuccess: ({ version, validFrom }) => {
          setDraft(null);
          setChosen(version);
          saved(`已保存为 ${version}，${validFrom} 起发现的问题适用`);
        },
      },
    );
  return (
    <>
      <PageHead
        title="严重程度规则"
        note="按问题的发现日期适用；已登记的线索和案件仍按当时的版本"
        actions={
          draft !== null ? (
            <>
              <Button onClick={giveUp}>放弃修改</Button>
              <Button type="primary" loading={add.isPending} onClick={() => save(draft)}>
                保存新版本
              </Button>
            </>
          ) : (
            account.role === 'administrator' &&
            shown !== undefined && (
              <Button type="primary" onClick={() => begin(shown)}>
                制定新版本
              </Button>
            )
          )
        }
      />
      <RefusalAlert error={rules.error ?? add.error} />
      {draft !== null ? (
        <Draft draft={draft} earliest={earliest} onChange={setDraft} />
      ) : (
        shown !== undefined && (
          <>
            <Flex gap={8} align="center" wrap style={{ marginBottom: 8 }}>
              <Select
                value={shown.version}
                aria-label="版本"
                style={{ width: 380 }}
                onChange={setChosen}
                options={versions.toReversed().map((version) => ({
                  value: version.version,
                  label: `${version.version}　自 ${version.validFrom} 起　${standingOf(version, versions, today)}`,
                }))}
              />
            </Flex>
            <p className="muted" style={{ margin: '0 0 8px' }}>
              {shown.source}
            </p>
            <SeverityTable set={shown} />
          </>
        )
      )}
    </>
  );
}

interface DraftProps {
  readonly draft: SeverityRuleSet;
  readonly earliest: string | null;
  readonly onChange: (draft: SeverityRuleSet) => void;
}

function Draft({ draft, earliest, onChange }: DraftProps) {
  return (
    <>
      <Flex gap={16} align="center" wrap style={{ margin: '8px 0' }}>
        <Flex gap={8} align="center">
          <span>适用日</span>
          <DateField
            aria-label="适用日"
            value={draft.validFrom}
            {...(earliest === null ? {} : { min: earliest })}
            onChange={(validFrom) => validFrom !== null && onChange({ ...draft, validFrom })}
          />
          <span className="muted">{earliest === null ? '' : `最早 ${earliest}：此前已有线索按原规则判定`}</span>
        </Flex>
        <Flex gap={8} align="center" style={{ flex: '1 1 320px' }}>
          <span style={{ whiteSpace: 'nowrap' }}>依据文件</span>
          <Input
            aria-label="依据文件"
            placeholder="文号或会议、说明"
            value={draft.source}
            onChange={({ target }) => onChange({ ...draft, source: target.value })}
          />
        </Flex>
      </Flex>
      <SeverityTable
        set={draft}
        onChange={(id: string, part: Partial<SeverityRule>) => onChange(withRule(draft, id, part))}
      />
    </>
  );
}
