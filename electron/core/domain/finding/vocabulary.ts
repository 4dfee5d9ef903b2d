import { foldText } from '../spreadsheet/cell-text.ts';
import type { Datum } from './problem.ts';

/** 问题来源: the official words (`domain.md` 2.1 no. 4). A bureau may use words of its own beside them (日常巡查). */
export const SOURCES = [
  '河长巡河',
  '网格巡查',
  '无人机',
  '无人船',
  '视频监控',
  '遥感图斑',
  '上级督查',
  '中央督察',
  '市级督察',
  '12345',
  '12369',
  '12314',
  '信访',
  '媒体',
  '检察建议',
  '部门移交',
  '志愿者',
  '自查',
] as const;

/** One of the official sources. */
export type OfficialSource = (typeof SOURCES)[number];

/** 岸别 (`domain.md` 2.1 no. 10) */
export const BANKS = ['左岸', '右岸', '两岸', '河心'] as const;

/** 管控圈层, several may hold: 《密云水库水源保护条例》 art. 14–17 and the drinking-water protection zones. */
export const ZONES = ['管理范围内', '外100m内', '外1000m内', '一级保护区', '二级保护区', '准保护区', '其他'] as const;

/** 完成情况 as the ledger has it (`domain.md` 2.1 no. 39). */
export const COMPLETION_STATUSES = ['未启动', '整改中', '已完成待复核', '已复核', '已销号', '挂账监管'] as const;

/** 坐标系 */
export const DATUM_LABELS = {
  CGCS2000: 'CGCS2000',
  WGS84: 'WGS84',
  'GCJ-02': 'GCJ-02',
  'BD-09': 'BD-09',
  unknown: '不详',
} as const satisfies Record<Datum, string>;

/** Other words for an official source; compared folded. 中央环保督察 and the like are told by `readSource` itself. */
const SOURCE_SYNONYMS = new Map<string, OfficialSource>(
  Object.entries({
    巡河: '河长巡河',
    河长制巡河: '河长巡河',
    网格员巡查: '网格巡查',
    网格化巡查: '网格巡查',
    无人机巡查: '无人机',
    无人机航拍: '无人机',
    无人船巡查: '无人船',
    摄像头: '视频监控',
    监控: '视频监控',
    卫星遥感: '遥感图斑',
    图斑: '遥感图斑',
    遥感: '遥感图斑',
    中央环保督察: '中央督察',
    中央生态环境保护督察: '中央督察',
    市级环保督察: '市级督察',
    市级生态环境保护督察: '市级督察',
    '12345热线': '12345',
    市民热线: '12345',
    接诉即办: '12345',
    '12369热线': '12369',
    '12314热线': '12314',
    群众信访: '信访',
    来信来访: '信访',
    媒体曝光: '媒体',
    新闻媒体: '媒体',
    检察院检察建议: '检察建议',
    志愿者上报: '志愿者',
    自查自纠: '自查',
  }),
);
const DATUM_SPELLINGS = new Map<string, Datum>(
  Object.entries({
    cgcs2000: 'CGCS2000',
    '2000国家大地坐标系': 'CGCS2000',
    国家2000: 'CGCS2000',
    大地2000: 'CGCS2000',
    epsg4490: 'CGCS2000',
    wgs84: 'WGS84',
    gps: 'WGS84',
    gps坐标: 'WGS84',
    epsg4326: 'WGS84',
    gcj02: 'GCJ-02',
    火星坐标: 'GCJ-02',
    火星坐标系: 'GCJ-02',
    高德: 'GCJ-02',
    高德坐标: 'GCJ-02',
    高德地图: 'GCJ-02',
    腾讯地图: 'GCJ-02',
    微信: 'GCJ-02',
    bd09: 'BD-09',
    百度: 'BD-09',
    百度坐标: 'BD-09',
    百度地图: 'BD-09',
    不详: 'unknown',
    未知: 'unknown',
    不明: 'unknown',
  }),
);

const BANK_SPELLINGS = new Map<string, (typeof BANKS)[number]>(
  Object.entries({ 左: '左岸', 右: '右岸', 两侧: '两岸', 左右岸: '两岸', 河道中心: '河心' }),
);

/** A source as read: the official word, or the bureau's own word kept as it was written. */
export interface ReadSource {
  readonly source: string;
  readonly official: boolean;
}

/** Finds the word of a list that a text means: full-width forms, blanks and punctuation do not count. Null when none. */
export function matchWord<T extends string>(words: readonly T[], text: string): T | null {
  const wanted = plain(text);
  return words.find((word) => plain(word) === wanted) ?? null;
}

/** Reads a 问题来源; a word that is not official is the bureau's own and is kept, not refused. Null when blank. */
export function readSource(text: string): ReadSource | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const source = matchWord(SOURCES, trimmed) ?? SOURCE_SYNONYMS.get(plain(trimmed));
  return source === undefined ? { source: trimmed, official: false } : { source, official: true };
}

/** Reads a 坐标系 (2000国家大地坐标系, 高德, WGS-84 …); null when the word is not known, so that nobody guesses. */
export function readDatum(text: string): Datum | null {
  return DATUM_SPELLINGS.get(plain(text)) ?? null;
}

/** Reads an 岸别 (左, 左岸, 两侧); null when none is meant. */
export function readBank(text: string): (typeof BANKS)[number] | null {
  const found = matchWord(BANKS, text);
  if (found) return found;
  return BANK_SPELLINGS.get(plain(text)) ?? null;
}

function plain(text: string): string {
  return foldText(text).replace(/[\p{P}\p{S}]/gu, '');
}
