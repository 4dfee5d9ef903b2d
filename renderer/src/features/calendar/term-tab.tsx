import { PrinterOutlined } from '@ant-design/icons';
import { Button, Checkbox, Form, InputNumber, Radio, Select } from 'antd';
import { useState } from 'react';
import { dayOf, type WorkCalendar } from '#core/domain/deadline/calendar.ts';
import { explainDue } from '#core/domain/deadline/due.ts';
import type { Clock, Term, TermUnit } from '#core/domain/deadline/terms.ts';
import { useSession } from '../../app/session.ts';
import { DateField } from '../../ui/date-field.tsx';
import { DayTable } from './day-table.tsx';
import { DAY_SIGNS } from './year-days.ts';

const UNITS: readonly { readonly value: TermUnit; readonly label: string }[] = [
  { value: 'workday', label: '个工作日' },
  { value: 'day', label: '日（自然日）' },
  { value: 'month', label: '个月' },
];

/** 期限计算: a start and a term give the due date and its working; nothing is stored. */
export function TermTab({ calendar }: { readonly calendar: WorkCalendar }) {
  const { today } = useSession();
  const [startedOn, setStartedOn] = useState(today);
  const [term, setTerm] = useState<Term>({ amount: 15, unit: 'workday', start: 'nextDay', endRoll: true });
  const clock: Clock = {
    id: 'trial',
    kind: 'rectification',
    term,
    basis: '试算',
    startedOn,
    startedAt: null,
    round: 1,
    extensions: [],
    stoppedOn: null,
  };
  const { due, working, summary } = explainDue(clock, [], calendar);
  return (
    <div className="calc">
      <Form layout="vertical" className="panel no-print" component="div">
        <Form.Item label="起算日（交办、签收等事项发生之日）" htmlFor="term-start">
          <DateField id="term-start" value={startedOn} onChange={(date) => date !== null && setStartedOn(date)} />
        </Form.Item>
        <Form.Item label="期限" htmlFor="term-amount">
          <InputNumber
            id="term-amount"
            min={1}
            max={term.unit === 'month' ? 24 : 400}
            precision={0}
            value={term.amount}
            onChange={(amount) => amount !== null && setTerm({ ...term, amount })}
          />{' '}
          <Select
            aria-label="期限单位"
            style={{ width: 140 }}
            value={term.unit}
            options={[...UNITS]}
            onChange={(unit) => setTerm({ ...term, unit, amount: Math.min(term.amount, unit === 'month' ? 24 : 400) })}
          />
        </Form.Item>
        <Form.Item label="起算">
          <Radio.Group
            value={term.start}
            onChange={({ target }) => setTerm({ ...term, start: target.value })}
            options={[
              { value: 'nextDay', label: '当日不计，次日起算' },
              { value: 'sameDay', label: '当日计入' },
            ]}
          />
        </Form.Item>
        <Form.Item>
          <Checkbox checked={term.endRoll} onChange={({ target }) => setTerm({ ...term, endRoll: target.checked })}>
            末日为休息日、节假日的顺延至下一工作日
          </Checkbox>
        </Form.Item>
        <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
          打印
        </Button>
      </Form>
      <div>
        <p className="verdict" role="status">
          <strong style={{ fontSize: 16 }}>
            {due.dueOn}
            {due.provisional && ' ◌ 暂定'}
          </strong>
          <br />
          {summary}
        </p>
        <DayTable
          label="期限逐日计算"
          lines={working.map((line) => ({ ...line, mark: DAY_SIGNS[dayOf(calendar, line.date).kind].mark }))}
        />
      </div>
    </div>
  );
}
