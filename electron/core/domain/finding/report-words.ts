/**
 * Words of reports that mean the same, a line each; the first names the line. Objects tell what lies there, deeds what was
 * done, and places of a general kind (岸坡) and fillers tell nothing about which problem it is.
 */
const OBJECTS = [
  '建筑垃圾 渣土 弃渣 弃土 砖块 碎砖 砖瓦 混凝土块 装修垃圾 建筑废料',
  '餐厨垃圾 厨余垃圾 餐厨 泔水',
  '生活垃圾 垃圾 废弃物 杂物 白色垃圾 塑料袋 饮料瓶 塑料瓶',
  '石渣 矿渣 尾矿 碎石',
  '秸秆 玉米秆 树枝 枯枝 柴草 柴垛 枝条',
  '轮胎 废旧轮胎 废弃轮胎',
  '粪污 粪便 畜禽粪便 粪水',
  '玉米 高秆作物 高杆作物 高粱 向日葵',
  '菜地 种菜 蔬菜 菜园',
  '树木 林木 杨树 植树 种树',
  '彩钢房 彩钢板房 板房 简易房 临时房屋 临建房',
  '大棚 蔬菜大棚 温室 养殖棚 棚子',
  '养鸡棚 鸡舍 鸡棚',
  '停车场 停车 车位',
  '围墙 围栏 护栏 栅栏 围挡',
  '栈桥 浮桥 便桥',
  '凉亭 亭子',
  '平台 钓鱼台 观景台',
  '采砂 挖砂 盗采 盗采砂石 挖沙 采沙 取砂 砂石 洗砂',
  '取土 挖土',
  '坑塘 深坑 大坑 坑',
  '养鸭 鸭子 养殖鸭子 养鹅 鸭棚 家禽',
  '网箱 围网',
  '排污 排水口 污水 废水',
  '车辆 报废车辆 报废车 废弃车辆 僵尸车',
  '木料 木材 木头',
].map((line) => line.split(' '));
const DEEDS = [
  '堆放 堆积 倾倒 乱倒 乱扔 丢弃 弃置 倒了 堆了 堆有 堆存 乱堆 偷倒 堆着 堆在 堆 扔 倒 散落 遗弃 乱放 停放 停了',
  '种植 种了 种有 开垦 开垦成 开荒 围垦 私种 栽种',
  '搭建 修建 建设 建有 新建 建了 盖了 搭了 私建 建起 私搭 违建 占用 侵占 占了 占地 侵占河道',
  '焚烧 烧 焚烧后',
].map((line) => line.split(' '));
const FILLERS = (
  '河道管理范围内 河道管理范围 管理范围内 未经批准 未批先建 影响行洪 阻碍行洪 现场留有 没有清走 沿河 河道内 河道里 河道边 河道 河床 河滩 滩地 岸坡 河岸 ' +
  '河边 堤坡 边坡 河堤 河段 水面 岸边 堵塞 阻水 发现 存在 现场 疑似 涉嫌 大约 左右 附近 旁边 大量 少量 一些 部分 一处 一个 一堆 一批 村民 群众 有人 人员 游客 商户 私自 擅自 违规 非法 简易 废弃 临时 散发异味 ' +
  '巡查 反映 位于 面积 长度 方量 长约 体积 形成 挖出 夜间 夜里 履带痕迹 挖掘机 影响 行洪 严重 情况 问题 造成 进行 桩号 约 处 有 内 里 里面 外面 的 了 被 在 个 并 和 与 及 等 旁 边 上 下 地 成'
).split(' ');

/** Weight of an object and of a deed in what a report is about. */
const WEIGHTS = { object: 1, deed: 0.35 } as const;

/** What a known word stands for: position in `REPORT_MATTERS`, or -1 for one that tells nothing. */
export interface ReportWord {
  readonly word: string;
  readonly matter: number;
}

/** Weight of each matter; objects tell more than deeds. */
export const REPORT_MATTERS: readonly { readonly weight: number; readonly isObject: boolean }[] = [
  ...OBJECTS.map(() => ({ weight: WEIGHTS.object, isObject: true })),
  ...DEEDS.map(() => ({ weight: WEIGHTS.deed, isObject: false })),
];

/** Known words by their first character, longest first: 建筑垃圾 is not 垃圾. */
export const REPORT_WORDS: ReadonlyMap<string, readonly ReportWord[]> = byFirst([
  ...[...OBJECTS, ...DEEDS].flatMap((words, matter) => words.map((word) => ({ word, matter }))),
  ...FILLERS.map((word) => ({ word, matter: -1 })),
]);

function byFirst(words: readonly ReportWord[]): ReadonlyMap<string, readonly ReportWord[]> {
  const groups = new Map<string, ReportWord[]>();
  for (const word of words.toSorted((a, b) => b.word.length - a.word.length)) {
    const group = groups.get(word.word.charAt(0));
    if (group) group.push(word);
    else groups.set(word.word.charAt(0), [word]);
  }
  return groups;
}
