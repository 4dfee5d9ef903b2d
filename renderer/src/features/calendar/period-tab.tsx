import { PrinterOutlined } from '@ant-design/icons';
import { Button, Form, InputNumber, Segmented } from 'antd';
import { useSearchParams } from 'react-router';
import type { WorkCalendar } from '#core/domain/deadline/calendar.ts';
import { isCivilDate } from '#core/domain/deadline/civil-date.ts';
import { checkNoticePeriod, noticePeriodEnd } from '#core/domain/deadline/notice-period.ts';
import { useSession } from '../../app/session.ts';
import { DateField } from '../../ui/date-field.tsx';
import { DayTable } from './day-table.tsx';
import { countedDays, DAY_SIGNS, LONGEST_PERIOD } from './year-days.ts';

const USUAL_WORKDAYS = 10;

/** 公示期核算: does a public notice last long enough, or when may it end; with the day table, for the screen and for paper. */
export function PeriodTab({ calendar }: { readonly calendar: WorkCalendar }) {
  const { today } = useSession();
  const [params, setParams] = useSearchParams();
  const set = (part: Readonly<Record<string, string | null>>) => {
    const next = new URLSearchParams(params);
    for (const [key, value] of Object.entries(part)) value === null ? next.delete(key) : next.set(key, value);
    setParams(next, { replace: true });
  };
  const from = dateOf(params.get('from')) ?? today;
  const required = Math.min(
    365,
    Math.max(1, Math.floor(Number(params.get('days') ?? USUAL_WORKDAYS)) || USUAL_WORKDAYS),
  );
  const byEnd = params.get('by') !== 'days';
  const earliest = noticePeriodEnd(from, required, calendar);
  const to = byEnd ? (dateOf(params.get('to')) ?? earliest) : earliest;
  const verdict = checkNoticePeriod(from, to, required, calendar);
  const rows = countedDays(calendar, from, to);
  return (
    <div className="calc">
      <Form layout="vertical" className="panel no-print" component="div">
        <Segmented
          block
          options={[
            { label: '核对起止日期', value: 'end' },
            { label: '推算截止日期', value: 'days' },
          ]}
          value={byEnd ? 'end' : 'days'}
          onChange={(value) => set({ by: value === 'days' ? 'days' : null })}
          style={{ marginBottom: 12 }}
        />
        <Form.Item label="公示起始日（首日计入）" htmlFor="period-from">
          <DateField id="period-from" value={from} onChange={(date) => set({ from: date })} />
        </Form.Item>
        {byEnd && (
          <Form.Item label="公示截止日" htmlFor="period-to">
            <DateField id="period-to" value={to} onChange={(date) => set({ to: date })} />
          </Form.Item>
        )}
        <Form.Item label="应公示的工作日数" htmlFor="period-days">
          <InputNumber
            id="period-days"
            min={1}
            max={365}
            precision={0}
            value={required}
            onChange={(value) => set({ days: value === null ? null : String(value) })}
          />
        </Form.Item>
        <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
          打印
        </Button>
      </Form>
      <div>
        <p className={`verdict${verdict.enough ? '' : ' short'}`} role="status">
          <strong style={{ fontSize: 16 }}>
            {verdict.enough ? '✓ 满足' : '✕ 不足'}：{verdict.workdays} 个工作日
          </strong>
          <br />
          {verdict.text}
        </p>
        <DayTable
          label="公示期逐日计算"
          lines={rows.map(({ day, running }) => ({
            date: day.date,
            counted: day.counts,
            mark: DAY_SIGNS[day.kind].mark,
            why: `${DAY_SIGNS[day.kind].label}${day.name === null ? '' : `（${day.name}，${day.notice ?? ''}）`}`,
            running,
          }))}
        />
        {rows.length === LONGEST_PERIOD && <p className="muted">只逐日列出前 {LONGEST_PERIOD} 天。</p>}
      </div>
    </div>
  );
}

function dateOf(text: string | null): string | null {
  return text !== null && isCivilDate(text) ? text : null;
}
