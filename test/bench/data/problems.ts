import type { Problem, ProblemCategory } from '#core/domain/finding/problem.ts';
import { proposeSeverity, type SeverityRuleSet } from '#core/domain/finding/severity.ts';
import { itemsOf } from '#core/domain/finding/taxonomy.ts';
import { BANKS, SOURCES, ZONES } from '#core/domain/finding/vocabulary.ts';
import { fromDayNumber, toDayNumber } from '#core/domain/deadline/civil-date.ts';
import type { District } from '#core/domain/place/towns.ts';
import type { Random } from './random.ts';

/** Reference data that problems are made of. */
export interface ProblemWords {
  readonly district: District;
  readonly severityRules: readonly SeverityRuleSet[];
}

const RIVERS = [
  '潮河',
  '白河',
  '潮白河',
  '清水河',
  '白马关河',
  '安达木河',
  '红门川河',
  '蛇鱼川河',
  '对家河',
  '密云水库',
];
const VILLAGES =
  '红星黄峪口梨树沟石塘路东邵渠古北口金叵罗司马台大城子高岭溪翁庄太师屯不老屯冯家峪北庄'.match(/.{2,3}/gu) ?? [];
const PLACES = [
  '桥下游左岸',
  '拦河闸上游',
  '河滩地',
  '堤顶道路外侧',
  '库区消落带',
  '入河口北侧',
  '滚水坝下',
  '护岸坡脚',
];
const THINGS = [
  '建筑垃圾',
  '生活垃圾',
  '工程渣土',
  '秸秆',
  '砂石料',
  '玉米等高秆作物',
  '彩钢板房',
  '养殖棚舍',
  '废旧轮胎',
  '围网',
  '树木',
  '停车场',
  '钓鱼平台',
  '临时便道',
  '围墙',
  '弃置渣堆',
  '大棚',
  '采砂设备',
  '粪污',
  '光伏板',
];
const ACTS = ['堆放', '倾倒', '种植', '搭建', '侵占河道设置', '弃置', '违规修建', '填埋'];
const DETAILS = [
  '影响行洪安全',
  '部分已覆盖绿网',
  '现场未见责任人',
  '村委会已劝阻',
  '曾于去年清理后再次出现',
  '距水面不足十米',
  '存在入河风险',
  '无审批手续',
  '与遥感图斑位置一致',
  '当事人称已办理备案但未能出示',
  '夜间偷倒痕迹明显',
  '需联合执法',
];
const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'];
const GIVEN = [...'建国志强秀英海燕文斌雪梅永刚桂兰立新晓东春生玉珍德明'];
const UNITS = ['水务局', '生态环境局', '农业农村局', '城管执法局', '自然资源分局', '交通局', '园林绿化局'];

/** Makes problems (the descriptive part of findings and cases) in the mix of a district's ledger. */
export function createProblemMaker(words: ProblemWords, random: Random): (foundOn: string, serial: number) => Problem {
  const { towns } = words.district;
  const { box } = words.district;
  return (foundOn, serial) => {
    const town = random.pickSkewed(towns);
    const category = random.pickSkewed<ProblemCategory>(['dumping', 'building', 'occupation', 'other', 'mining']);
    const items = itemsOf(category);
    const item = items.length > 0 && random.chance(0.9) ? random.pick(items).code : null;
    const quantity = random.chance(0.75)
      ? { amount: 1 + random.below(3000), unit: random.pick(['m²', 'm³', '处', 't']) }
      : null;
    const source = random.pickSkewed(SOURCES);
    const zones = random.chance(0.4) ? [random.pick(ZONES)] : [];
    const proposal = proposeSeverity(words.severityRules, { category, item, quantity, on: foundOn, zones, source });
    const lon = round(box.west + random.next() * (box.east - box.west));
    const lat = round(box.south + random.next() * (box.north - box.south));
    const placed = random.chance(0.85);
    return {
      basin: '潮白河',
      river: random.chance(0.95) ? random.pickSkewed(RIVERS) : null,
      reach: random.chance(0.3) ? `${town.name}段` : null,
      bank: random.chance(0.8) ? random.pick(BANKS) : null,
      townCode: random.chance(0.97) ? town.code : null,
      town: town.name,
      village: random.chance(0.9) ? `${random.pick(VILLAGES)}村` : null,
      place: `${random.pick(PLACES)}${10 + random.below(900)}米`,
      lon: placed ? lon : null,
      lat: placed ? lat : null,
      datum: placed ? 'CGCS2000' : 'unknown',
      rawCoordinates: placed ? `${lon}, ${lat}` : null,
      outsideDistrict: false,
      zones,
      externalNumbers: random.chance(0.3) ? [`TB${foundOn.slice(0, 4)}-${String(serial).padStart(7, '0')}`] : [],
      source,
      campaigns: random.chance(0.25) ? ['清四乱'] : [],
      foundOn,
      foundTime: random.chance(0.6)
        ? `${String(7 + random.below(11)).padStart(2, '0')}:${String(random.below(60)).padStart(2, '0')}`
        : null,
      category,
      item,
      severity: proposal?.level ?? random.pickSkewed(['general', 'serious', 'major']),
      severityProposed: proposal?.level ?? null,
      severityReason: null,
      description: describe(random, quantity),
      quantity,
      formedPeriod: random.chance(0.2) ? '2019年以后' : null,
      violator: random.chance(0.3) ? person(random) : null,
      suspectedCrime: false,
      chiefs: { city: null, district: null, town: random.chance(0.5) ? person(random) : null, village: null },
      responsibleUnit: random.chance(0.8) ? `${town.name}人民政府` : null,
      responsiblePerson: random.chance(0.6) ? person(random) : null,
      responsiblePhone: random.chance(0.5) ? `138${String(10_000_000 + random.below(89_999_999))}` : null,
      remarks: random.chance(0.15) ? random.pick(DETAILS) : null,
    };
  };
}

/** A name. */
export function person(random: Random): string {
  return `${random.pickSkewed(SURNAMES)}${random.pick(GIVEN)}${random.chance(0.7) ? random.pick(GIVEN) : ''}`;
}

/** A unit of the district that leads cases. */
export function unit(random: Random): string {
  return `密云区${random.pickSkewed(UNITS)}`;
}

/** The day `days` after another. */
export function dayAfter(day: string, days: number): string {
  return fromDayNumber(toDayNumber(day) + days);
}

function describe(random: Random, quantity: Problem['quantity']): string {
  const amount = quantity === null ? '' : `约${quantity.amount}${quantity.unit}`;
  const details = Array.from({ length: 1 + random.below(3) }, () => random.pickSkewed(DETAILS));
  return `河道管理范围内${random.pick(ACTS)}${random.pickSkewed(THINGS)}${amount}，${details.join('，')}。`;
}

function round(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}
