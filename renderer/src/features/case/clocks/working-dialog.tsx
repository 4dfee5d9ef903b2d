import { Button, Modal } from 'antd';
import { createPortal } from 'react-dom';
import type { ClockWorking } from '#core/contract/views.ts';
import { clockText } from '#core/domain/case/case-event-words.ts';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import { weekdayName } from '#core/domain/deadline/civil-date.ts';
import { useSession } from '../../../app/session.ts';
import { useCalendar } from '../../../ui/deadline.tsx';
import { type StripDay, type StripMonth, stripOf } from './strip.ts';

interface WorkingDialogProps {
  readonly working: ClockWorking;
  readonly record: Pick<CaseRecord, 'number' | 'description'>;
  readonly onClose: () => void;
}

/** The working of a due date day by day: one sentence, a strip calendar, a table; printable as a sheet of its own. */
export function WorkingDialog({ working, record, onClose }: WorkingDialogProps) {
  const calendar = useCalendar();
  const name = clockText(working.clock.id);
  if (calendar === null) return null;
  const months = stripOf(working.working, calendar);
  return (
    <>
      <Modal
        open
        width={860}
        style={{ top: 24 }}
        title={`${name}逐日计算　${record.number}`}
        onCancel={onClose}
        destroyOnHidden
        footer={
          <>
            <Button onClick={() => window.print()}>打印</Button>
            <Button type="primary" onClick={onClose}>
              关闭
            </Button>
          </>
        }
      >
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls and holds no control is scrolled by keyboard only with focus */}
        <section className="case-working" aria-label="逐日计算过程" tabIndex={0}>
          <p>{working.summary}</p>
          <Strip months={months} />
          <Days working={working} />
        </section>
      </Modal>
      {createPortal(<Paper name={name} working={working} record={record} months={months} />, document.body)}
    </>
  );
}

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];

function Strip({ months }: { readonly months: readonly StripMonth[] }) {
  return (
    <div className="case-strip">
      {months.map(({ month, weeks }) => (
        <table key={month}>
          <caption>{month}</caption>
          <thead>
            <tr>
              {WEEKDAYS.map((day) => (
                <th key={day} scope="col">
                  {day}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeks.map((week) => (
              <tr key={week.find((day) => day !== null)?.date}>
                {week.map((day, index) =>
                  day === null ? <td key={WEEKDAYS[index]} /> : <Day key={day.date} day={day} />,
                )}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
      <p className="muted" style={{ flexBasis: '100%', margin: 0, fontSize: 12 }}>
        休：休息日或放假；班：调休上班；未：放假安排未公布。数字为累计，粗框为届满日。
      </p>
    </div>
  );
}

function Day({ day: { day, date, mark, counted, running, why, last } }: { readonly day: StripDay }) {
  const look = counted === null ? '' : counted ? 'case-day-counted' : 'case-day-left-out';
  return (
    <td className={`${look}${last ? ' case-day-end' : ''}`} title={why === '' ? date : `${date}：${why}`}>
      {day}
      {mark}
      <small>{running ?? (counted === false ? '不计' : '')}</small>
    </td>
  );
}

/** Every day of the working, as a table for the window and for paper. */
function Days({ working }: { readonly working: ClockWorking }) {
  return (
    <table className="case-days">
      <thead>
        <tr>
          {['日期', '星期', '计入', '说明', '累计'].map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {working.working.map(({ date, counted, why, running }) => (
          <tr key={date}>
            <td>{date}</td>
            <td>{weekdayName(date)}</td>
            <td>{counted ? '计入' : '不计'}</td>
            <td>{why}</td>
            <td className="number">{running}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What is printed: black on white, every day, with the head repeated on each page. */
function Paper({
  name,
  working,
  record,
  months,
}: Omit<WorkingDialogProps, 'onClose'> & { readonly name: string; readonly months: readonly StripMonth[] }) {
  const { bureau, today } = useSession();
  return (
    <section className="print-sheet" aria-hidden="true">
      <h1 style={{ fontSize: 18 }}>{name}逐日计算表</h1>
      <p>
        {bureau}　案件 {record.number}　打印日期 {today}
      </p>
      <p>{record.description}</p>
      <p>{working.summary}</p>
      <Strip months={months} />
      <Days working={working} />
    </section>
  );
}
