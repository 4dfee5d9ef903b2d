import type { Problem } from './problem.ts';

/** Chinese names of the descriptive fields; its keys are the only fields that 修改 may touch. */
export const PROBLEM_FIELD_LABELS: Readonly<Record<keyof Problem, string>> = {
  basin: '流域',
  river: '河湖名称',
  reach: '河段',
  bank: '岸别',
  townCode: '镇街代码',
  town: '镇街',
  village: '村（社区）',
  place: '详细位置',
  lon: '经度',
  lat: '纬度',
  datum: '坐标系',
  rawCoordinates: '坐标原文',
  outsideDistrict: '超出本区范围',
  zones: '管控圈层',
  externalNumbers: '外部编号',
  source: '问题来源',
  campaigns: '专项行动',
  foundOn: '发现日期',
  foundTime: '发现时间',
  category: '四乱类别',
  item: '问题细项',
  severity: '严重程度',
  severityProposed: '建议严重程度',
  severityReason: '严重程度调整理由',
  description: '问题描述',
  quantity: '数量',
  formedPeriod: '形成时间',
  violator: '违法主体',
  suspectedCrime: '涉嫌犯罪',
  chiefs: '河长',
  responsibleUnit: '责任单位',
  responsiblePerson: '责任人',
  responsiblePhone: '联系电话',
  remarks: '备注',
};

/** Whether a name is a descriptive field. */
export function isProblemField(field: string): field is keyof Problem {
  return Object.hasOwn(PROBLEM_FIELD_LABELS, field);
}
