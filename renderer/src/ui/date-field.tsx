import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import type { CivilDate, CivilMinute } from '#core/domain/deadline/terms.ts';

interface DateFieldProps {
  readonly id?: string;
  readonly value?: CivilDate | null;
  readonly onChange?: (value: CivilDate | null) => void;
  /** First and last day that can be chosen. */
  readonly min?: CivilDate;
  readonly max?: CivilDate;
  readonly 'aria-label'?: string;
  readonly autoFocus?: boolean;
}

/** A civil date `YYYY-MM-DD`, typed or picked; the picker's own dates never leave it. */
export function DateField({ value = null, onChange, min, max, ...rest }: DateFieldProps) {
  return (
    <DatePicker
      {...rest}
      {...(min === undefined ? {} : { minDate: dayjs(min) })}
      {...(max === undefined ? {} : { maxDate: dayjs(max) })}
      value={value === null ? null : dayjs(value)}
      onChange={(day) => onChange?.(day === null ? null : day.format('YYYY-MM-DD'))}
      format={{ format: 'YYYY-MM-DD', type: 'mask' }}
      placeholder="年-月-日"
      // The panel may open under a pointer that rests: the day there would stand in the way of what is typed.
      previewValue={false}
      style={{ width: 160 }}
    />
  );
}

interface MinuteFieldProps {
  readonly id?: string;
  readonly value?: CivilMinute | null;
  readonly onChange?: (value: CivilMinute | null) => void;
}

/** A civil minute `YYYY-MM-DDTHH:mm`, typed or picked. */
export function MinuteField({ id, value = null, onChange }: MinuteFieldProps) {
  return (
    <DatePicker
      {...(id === undefined ? {} : { id })}
      showTime={{ format: 'HH:mm' }}
      value={value === null ? null : dayjs(value)}
      onChange={(minute) => onChange?.(minute === null ? null : minute.format('YYYY-MM-DDTHH:mm'))}
      format="YYYY-MM-DD HH:mm"
      placeholder="年-月-日 时:分"
      previewValue={false}
      needConfirm={false}
      style={{ width: 200 }}
    />
  );
}
