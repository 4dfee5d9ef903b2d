import type { ConfigProviderProps } from 'antd';
import zhCN from 'antd/es/locale/zh_CN';

const { DatePicker } = zhCN;

/** Chinese of the components. The year and the month above a calendar are named by what they show, `2027年`, nothing else. */
export const LOCALE: NonNullable<ConfigProviderProps['locale']> = {
  ...zhCN,
  ...(DatePicker === undefined
    ? {}
    : { DatePicker: { ...DatePicker, lang: { ...DatePicker.lang, yearSelect: '', monthSelect: '' } } }),
};
