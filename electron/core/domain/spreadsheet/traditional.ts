/** 繁体 characters that occur in the names of columns, places and classes, and their simplified forms, by place. */
const TRADITIONAL =
  '發現問題類別來時間點緯經東縣區鄉鎮莊鄰際號碼圖數單責電話聯繫係佔亂採違場狀況詳細嶺邊門關馬溝庫灣島橋岡樓營檢檔層級嚴較種藥內實態備註說園過從築構養傾廢棄雜溫陽陰雲順義懷懐豐臺頭慶馮屬側兩無舊墾濫隨處續體積畝噸應對舉報訴復驗罰補齊灘壩澗涇淥濟灤濰沖決湧滲瀦潔濁汙墊圍牆棟磚礫鋼鐵鍋爐燒煙塵聲響維護權幹辦組隊長員據錄條線縱橫標準擬約總計項餘頃網樹葉莖麥穀豬雞鴨魚蝦龜鰲龍鳳鳥飼飯館攤販賣買車輛輪軌閘塊壘';
const SIMPLIFIED =
  '发现问题类别来时间点纬经东县区乡镇庄邻际号码图数单责电话联系系占乱采违场状况详细岭边门关马沟库湾岛桥冈楼营检档层级严较种药内实态备注说园过从筑构养倾废弃杂温阳阴云顺义怀怀丰台头庆冯属侧两无旧垦滥随处续体积亩吨应对举报诉复验罚补齐滩坝涧泾渌济滦潍冲决涌渗潴洁浊污垫围墙栋砖砾钢铁锅炉烧烟尘声响维护权干办组队长员据录条线纵横标准拟约总计项余顷网树叶茎麦谷猪鸡鸭鱼虾龟鳌龙凤鸟饲饭馆摊贩卖买车辆轮轨闸块垒';

const FORMS: ReadonlyMap<string, string> = new Map(
  [...TRADITIONAL].map((char, index) => [char, [...SIMPLIFIED][index] ?? char]),
);

const ANY = new RegExp(`[${TRADITIONAL}]`, 'u');

/** A name with 繁体 characters in simplified ones, for comparing; characters that are not listed stay. */
export function simplified(text: string): string {
  if (!ANY.test(text)) return text;
  let out = '';
  for (const char of text) out += FORMS.get(char) ?? char;
  return out;
}
