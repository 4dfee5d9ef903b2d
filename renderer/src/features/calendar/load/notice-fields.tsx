import { Form, Input, InputNumber } from 'antd';
import type { HolidayNotice } from '#core/domain/deadline/holiday-notice.ts';
import { DateField } from '../../../ui/date-field.tsx';
import type { NoticeForm } from './notice-form.ts';

interface NoticeFieldsProps {
  readonly form: NoticeForm;
  readonly onChange: (form: NoticeForm) => void;
  /** The notice in force for the same year, null when there is none. */
  readonly replaced: HolidayNotice | null;
}

/** Head of a notice: year, title, document number, date of issue, source. */
export function NoticeFields({ form, onChange, replaced }: NoticeFieldsProps) {
  return (
    <Form layout="vertical" component="div">
      <Form.Item
        label="年份"
        htmlFor="notice-year"
        extra={
          replaced === null
            ? undefined
            : `${form.year} 年已载入「${replaced.documentNumber}」；这一份将替代它，旧的留存备查。`
        }
      >
        <InputNumber
          id="notice-year"
          min={2000}
          max={2100}
          precision={0}
          value={form.year}
          onChange={(year) => year !== null && onChange({ ...form, year })}
        />
      </Form.Item>
      <Form.Item label="标题" htmlFor="notice-title">
        <Input
          id="notice-title"
          value={form.title}
          placeholder={`国务院办公厅关于${form.year}年部分节假日安排的通知`}
          onChange={({ target }) => onChange({ ...form, title: target.value })}
        />
      </Form.Item>
      <Form.Item label="发文字号" htmlFor="notice-number">
        <Input
          id="notice-number"
          value={form.documentNumber}
          placeholder={`国办发明电〔${form.year - 1}〕7号`}
          onChange={({ target }) => onChange({ ...form, documentNumber: target.value })}
        />
      </Form.Item>
      <Form.Item label="成文日期" htmlFor="notice-issued">
        <DateField id="notice-issued" value={form.issuedOn} onChange={(issuedOn) => onChange({ ...form, issuedOn })} />
      </Form.Item>
      <Form.Item label="来源" htmlFor="notice-source">
        <Input
          id="notice-source"
          value={form.source}
          placeholder="在哪里看到的原文，如：中国政府网"
          onChange={({ target }) => onChange({ ...form, source: target.value })}
        />
      </Form.Item>
    </Form>
  );
}
