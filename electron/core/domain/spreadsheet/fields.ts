/**
 * What a column can mean. `sequence`, `photo` and `ignored` carry no field of a finding; `reporter` (上报人) and its
 * phone are kept apart from 责任人; `complainant` (来电人) is never taken over (privacy).
 */
export type ImportField =
  | 'sequence'
  | 'externalNumber'
  | 'source'
  | 'campaign'
  | 'foundOn'
  | 'foundTime'
  | 'basin'
  | 'river'
  | 'reach'
  | 'bank'
  | 'town'
  | 'village'
  | 'place'
  | 'lon'
  | 'lat'
  | 'coordinates'
  | 'datum'
  | 'zone'
  | 'category'
  | 'item'
  | 'severity'
  | 'description'
  | 'quantity'
  | 'quantityUnit'
  | 'formedPeriod'
  | 'violator'
  | 'responsibleUnit'
  | 'responsiblePerson'
  | 'responsiblePhone'
  | 'reporter'
  | 'reporterPhone'
  | 'complainant'
  | 'photo'
  | 'remarks';

/** Definition of one field: its Chinese name, what columns are called, and weaker names that need the content's vote. */
export interface FieldDefinition {
  readonly label: string;
  /** Names that mean this field and nothing else. */
  readonly names: readonly string[];
  /** Words inside a longer name, or names that may mean something else. */
  readonly hints: readonly string[];
}

/** Column names as inspectors and exports write them; compared folded (NFKC, no blanks, no brackets). */
export const IMPORT_FIELDS: Readonly<Record<ImportField, FieldDefinition>> = {
  sequence: { label: '序号', names: ['序号', '序', 'no', 'no.', '编号序号', '行号'], hints: [] },
  externalNumber: {
    label: '外部编号',
    names: [
      '外部编号',
      '问题编号',
      '图斑编号',
      '图斑号',
      '工单编号',
      '工单号',
      '受理编号',
      '案件编号',
      '线索编号',
      '点位编号',
    ],
    hints: ['编号', '编码', '单号'],
  },
  source: {
    label: '问题来源',
    names: ['问题来源', '来源', '发现方式', '发现途径', '线索来源', '上报来源'],
    hints: ['来源', '途径'],
  },
  campaign: { label: '专项行动', names: ['专项行动', '行动名称', '专项'], hints: ['专项'] },
  foundOn: {
    label: '发现日期',
    names: [
      '发现时间',
      '发现日期',
      '巡查时间',
      '巡查日期',
      '排查时间',
      '排查日期',
      '检查时间',
      '检查日期',
      '上报时间',
      '上报日期',
      '来电时间',
      '解译日期',
      '影像日期',
    ],
    hints: ['日期', '时间'],
  },
  foundTime: { label: '发现时刻', names: ['发现时刻', '时刻', '具体时间', '时分'], hints: [] },
  basin: {
    label: '流域',
    names: ['流域', '水系', '流域水系', '流域/水系', '所属流域', '所属水系'],
    hints: ['流域', '水系'],
  },
  river: {
    label: '河湖名称',
    names: [
      '河流名称',
      '河湖名称',
      '河流',
      '河湖',
      '河道名称',
      '河道',
      '水体名称',
      '所在河流',
      '所在河湖',
      '所属河流',
      '河名',
    ],
    hints: ['河流', '河湖', '河道', '水体'],
  },
  reach: { label: '河段', names: ['河段', '河段名称', '所在河段', '桩号'], hints: ['河段'] },
  bank: { label: '岸别', names: ['岸别', '左右岸', '岸', '岸线', '左岸/右岸'], hints: ['岸别'] },
  town: {
    label: '镇街',
    names: [
      '乡镇',
      '街道',
      '乡镇街道',
      '镇街',
      '所在镇街',
      '所在乡镇',
      '所属乡镇',
      '所属镇街',
      '镇',
      '乡镇名称',
      '属地',
      '属地镇街',
      '行政区域',
      '被反映区域',
      '所在区域',
    ],
    hints: ['乡镇', '镇街', '街道', '属地', '区域'],
  },
  village: {
    label: '村（社区）',
    names: ['村', '所在村', '村庄', '行政村', '村社区', '所在村社区', '社区', '村居', '所属村', '村名'],
    hints: ['村', '社区'],
  },
  place: {
    label: '详细位置',
    names: [
      '具体位置',
      '详细位置',
      '位置',
      '地点',
      '具体地点',
      '详细地址',
      '地址',
      '位置描述',
      '点位描述',
      '具体点位',
      '问题位置',
    ],
    hints: ['位置', '地点', '地址'],
  },
  lon: {
    label: '经度',
    names: ['经度', '东经', 'x', 'lon', 'lng', 'longitude', 'x坐标', '坐标x', '经度e'],
    hints: ['经度', '东经'],
  },
  lat: {
    label: '纬度',
    names: ['纬度', '北纬', 'y', 'lat', 'latitude', 'y坐标', '坐标y', '纬度n'],
    hints: ['纬度', '北纬'],
  },
  coordinates: {
    label: '坐标',
    names: ['坐标', '经纬度', '点位坐标', '坐标点', '位置坐标', '中心坐标', 'gps'],
    hints: ['坐标', '经纬度'],
  },
  datum: { label: '坐标系', names: ['坐标系', '坐标系统', '坐标类型'], hints: ['坐标系'] },
  zone: { label: '管控圈层', names: ['管控圈层', '圈层', '管控范围', '保护区'], hints: ['圈层', '保护区'] },
  category: {
    label: '四乱类别',
    names: ['问题类型', '问题类别', '类型', '类别', '四乱类型', '四乱类别', '疑似类型', '问题分类', '分类', '四乱'],
    hints: ['类型', '类别', '分类'],
  },
  item: {
    label: '问题细项',
    names: ['具体类别', '问题细项', '细项', '具体类型', '细类', '小类', '子类', '具体问题类型', '二级类型'],
    hints: ['细项', '小类'],
  },
  severity: {
    label: '严重程度',
    names: ['严重程度', '程度', '等级', '问题等级', '级别', '严重等级', '问题级别'],
    hints: ['程度', '等级', '级别'],
  },
  description: {
    label: '问题描述',
    names: [
      '问题描述',
      '描述',
      '问题',
      '问题内容',
      '问题概述',
      '存在问题',
      '存在的问题',
      '问题情况',
      '问题简述',
      '诉求内容',
      '情况描述',
      '具体问题',
      '基本情况',
    ],
    hints: ['描述', '内容', '概述', '诉求'],
  },
  quantity: {
    label: '数量',
    names: ['数量', '面积', '方量', '体量', '规模', '工程量', '占地面积', '体积', '数量面积', '长度', '图斑面积'],
    hints: ['面积', '数量', '方量', '体积'],
  },
  quantityUnit: { label: '单位', names: ['计量单位', '数量单位', '单位'], hints: [] },
  formedPeriod: { label: '形成时间', names: ['形成时间', '形成年代', '形成时期'], hints: ['形成'] },
  violator: {
    label: '违法主体',
    names: ['违法主体', '违法单位', '当事人', '涉事主体', '责任主体', '违法人'],
    hints: ['主体', '当事人'],
  },
  responsibleUnit: {
    label: '责任单位',
    names: ['责任单位', '整改单位', '整改责任单位', '承办单位', '主办单位', '责任部门', '牵头单位', '责任单位主办'],
    hints: ['责任单位', '承办', '责任部门'],
  },
  responsiblePerson: {
    label: '责任人',
    names: ['责任人', '整改责任人', '负责人', '责任人姓名', '联系人'],
    hints: ['责任人', '负责人'],
  },
  responsiblePhone: {
    label: '责任人电话',
    names: [
      '责任人电话',
      '责任人联系电话',
      '负责人电话',
      '联系方式',
      '联系电话',
      '电话',
      '手机',
      '手机号',
      '手机号码',
      '电话号码',
    ],
    hints: ['电话', '手机', '联系方式'],
  },
  reporter: {
    label: '上报人',
    names: [
      '上报人',
      '巡查员',
      '巡查人员',
      '巡查人',
      '填报人',
      '发现人',
      '排查人',
      '排查人员',
      '检查人',
      '报送人',
      '上报人员',
    ],
    hints: ['巡查员', '上报人'],
  },
  reporterPhone: {
    label: '上报人电话',
    names: ['上报人电话', '巡查员电话', '上报人联系电话', '填报人电话', '上报人联系方式'],
    hints: [],
  },
  complainant: {
    label: '来电人（不导入）',
    names: ['来电人', '投诉人', '举报人', '信访人', '诉求人'],
    hints: ['投诉人', '举报人'],
  },
  photo: {
    label: '照片',
    names: ['照片', '现场照片', '图片', '整改前照片', '问题照片', '现场图片', '照片编号', '附件'],
    hints: ['照片', '图片'],
  },
  remarks: { label: '备注', names: ['备注', '说明', '备注说明', '其他'], hints: ['备注'] },
};

/** Every field, in the order in which ties are settled. */
export const IMPORT_FIELD_NAMES = Object.keys(IMPORT_FIELDS) as readonly ImportField[];
