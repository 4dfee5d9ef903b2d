import { SEVERITY_LABELS } from '../finding/severity.ts';
import { CATEGORY_LABELS } from '../finding/taxonomy.ts';
import type { ImportField } from './fields.ts';

const CATEGORIES = Object.values(CATEGORY_LABELS).join('、');
const SEVERITIES = Object.values(SEVERITY_LABELS).join('、');
const DATES = '写到哪一天，如 2026-01-09、2026.1.9、2026年1月9日；表题写明年份时可写 1月9日';
const DEGREES = '十进制度（如 116.843211）或度分秒（如 116°50′35.6″）；经度一列、纬度一列，也可合写在“坐标”列';
const PHONE = '手机 11 位，座机带区号，如 010-69041234';

/** What may be written into the column of a field, in plain Chinese; null where anything goes. */
export const FIELD_RULES: Readonly<Record<ImportField, string | null>> = {
  sequence: null,
  externalNumber: '一件一号，按文本填写（18 位编号存成数字会丢失末尾的数字）；多个编号用顿号分开',
  source: '必填，如 网格巡查、遥感图斑、12345、市级督察；整张表相同时可在导入时统一指定',
  campaign: '专项行动的名称，多个用顿号分开',
  foundOn: `必填，${DATES}`,
  foundTime: '如 14:14 或 14时14分',
  basin: null,
  river: '河湖的全名，如 白河、密云水库',
  reach: null,
  bank: '左岸、右岸 或 两岸',
  town: '镇街的全名或通用简称；整张表相同时可在导入时统一指定',
  village: null,
  place: null,
  lon: DEGREES,
  lat: DEGREES,
  coordinates: `经度在前、纬度在后，用逗号分开；${DEGREES.split('；')[0] ?? ''}`,
  datum: 'CGCS2000、WGS84、GCJ-02（高德、腾讯）或 BD-09（百度）',
  zone: '多个用顿号分开',
  category: `必填，${CATEGORIES} 之一；也可由“问题细项”或问题描述认出`,
  item: '所属类别下的细项名称',
  severity: `${SEVERITIES} 之一；留空时按规则建议`,
  description: '必填，写明是什么问题，最多 1000 字',
  quantity: '数字和计量单位，如 150立方米、3.2亩、480m',
  quantityUnit: '如 平方米、立方米、米、亩、处',
  formedPeriod: null,
  violator: null,
  responsibleUnit: null,
  responsiblePerson: null,
  responsiblePhone: PHONE,
  reporter: null,
  reporterPhone: PHONE,
  complainant: '不导入（保护投诉举报人）',
  photo: '把照片放在该行的单元格里，或写照片文件的名称',
  remarks: null,
};
