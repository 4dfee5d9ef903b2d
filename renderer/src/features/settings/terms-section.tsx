import { Alert, Button, Input, InputNumber, Select, Table } from 'antd';
import { useState } from 'react';
import { UNIT_LABELS } from '#core/domain/case/case-labels.ts';
import type { TermUnit } from '#core/domain/deadline/terms.ts';
import type { BookTerm, PolicyBook } from '#core/domain/policy/policy-book.ts';
import { useAsk, useCommand } from '../../api/ask.ts';
import { useSession } from '../../app/session.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';
import { readTerms, type TermPath, writeTerm } from './policy-terms.ts';
import { useSaved } from './use-saved.ts';

const UNITS = (Object.keys(UNIT_LABELS) as TermUnit[]).map((unit) => ({ value: unit, label: UNIT_LABELS[unit] }));

/** 期限规则: every term with its basis; the administrator sets the bureau's own for cases filed from now on. */
export function TermsSection() {
  const { account } = useSession();
  const rules = useAsk('settings.rules', {});
  const set = useCommand('settings.setPolicies');
  const saved = useSaved();
  const [draft, setDraft] = useState<PolicyBook | null>(null);
  const book = draft ?? rules.data?.policies;
  const mayChange = account.role === 'administrator';
  const change = (path: TermPath, part: Partial<BookTerm>) => {
    if (book !== undefined) setDraft(writeTerm(book, path, part));
  };
  const save = () => {
    if (draft === null) return;
    set.mutate(
      { policies: draft },
      {
        onSuccess: ({ version }) => {
          setDraft(null);
          saved(`期限规则已保存为 ${version}，今后立案的案件适用`);
        },
      },
    );
  };
  return (
    <>
      <PageHead
        title="期限规则"
        note={book === undefined ? undefined : `版本 ${book.version}；已立案的案件仍按立案时的规则`}
        actions={
          mayChange && (
            <>
              <Button disabled={draft === null} onClick={() => setDraft(null)}>
                放弃修改
              </Button>
              <Button type="primary" disabled={draft === null} loading={set.isPending} onClick={save}>
                保存
              </Button>
            </>
          )
        }
      />
      <RefusalAlert error={rules.error ?? set.error} />
      {book !== undefined && <Alert type="info" showIcon title={book.note} style={{ marginBottom: 8 }} />}
      <Table
        size="small"
        rowKey="key"
        pagination={false}
        loading={rules.isPending}
        dataSource={book === undefined ? [] : [...readTerms(book)]}
        columns={[
          { title: '期限', dataIndex: 'label' },
          {
            title: '长短',
            width: 220,
            render: (_value, { path, label, term }) => (
              <InputNumber
                min={1}
                max={9999}
                precision={0}
                value={term.amount}
                disabled={!mayChange}
                aria-label={`${label}的数量`}
                onChange={(amount) => amount !== null && change(path, { amount })}
                addonAfter={
                  <Select
                    variant="borderless"
                    value={term.unit}
                    disabled={!mayChange}
                    options={UNITS}
                    aria-label={`${label}的单位`}
                    style={{ width: 100 }}
                    onChange={(unit: TermUnit) => change(path, { unit })}
                  />
                }
              />
            ),
          },
          {
            title: '起算',
            width: 110,
            render: (_value, { term }) => (term.start === 'sameDay' ? '当日起算' : '次日起算'),
          },
          {
            title: '末日逢休',
            width: 110,
            render: (_value, { term }) => (term.endRoll ? '顺延' : '不顺延'),
          },
          {
            title: '依据',
            render: (_value, { path, label, term }) => (
              <Input
                value={term.basis}
                disabled={!mayChange}
                aria-label={`${label}的依据`}
                onChange={({ target }) => change(path, { basis: target.value })}
              />
            ),
          },
        ]}
      />
    </>
  );
}
