/**
 * Layout of an official document (GB/T 9704—2012): A4, 版心 156 mm × 225 mm, 22 lines of 28 characters. Lengths in mm,
 * sizes in pt: 2号 = 22, 3号 = 16, 4号 = 14, 小4 = 12.
 */
export const PAGE_LAYOUT = {
  paper: { width: 210, height: 297 },
  margin: { top: 37, bottom: 35, left: 28, right: 26 },
  /** From the lower edge of the paper to the foot with the page number: 7 mm below the text. */
  footer: 25,
  size: { letterhead: 36, title: 22, body: 16, table: 12, form: 12, page: 14 },
  /** 22 lines in 225 mm. */
  linePitch: 28,
  titlePitch: 36,
  tablePitch: 20,
  charactersPerLine: 28,
  linesPerPage: 22,
  red: 'FF0000',
} as const;

/**
 * Fonts by their Chinese name, and what stands in for each where it is not installed, best first. The names of the standard
 * (GB2312 versions, 小标宋) are those of office machines; newer Windows has 仿宋, 楷体 and 黑体, other systems Noto.
 */
export const DOCUMENT_FONTS = {
  body: { name: '仿宋_GB2312', instead: ['仿宋', 'FangSong', 'STFangsong', 'FangSong_GB2312', 'Noto Serif CJK SC'] },
  title: { name: '方正小标宋简体', instead: ['方正小标宋_GBK', '小标宋', '宋体', 'SimSun', 'Noto Serif CJK SC'] },
  heading: { name: '黑体', instead: ['SimHei', 'STHeiti', 'Noto Sans CJK SC'] },
  subheading: { name: '楷体_GB2312', instead: ['楷体', 'KaiTi', 'STKaiti', 'Noto Serif CJK SC'] },
  page: { name: '宋体', instead: ['SimSun', 'STSong', 'Noto Serif CJK SC'] },
} as const;
