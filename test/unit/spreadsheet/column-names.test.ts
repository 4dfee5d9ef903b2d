import { describe, expect, test } from 'vitest';
import type { ImportField } from '#core/domain/spreadsheet/fields.ts';
import { matchName } from '#core/domain/spreadsheet/header-name.ts';
import { gridOf, mappingOf } from './support.ts';

/** Column names as they stand in ledgers, patrol sheets, remote sensing lists, hotline exports and inspection lists. */
const VARIANTS: Readonly<Partial<Record<ImportField, string>>> = {
  sequence: '序号 序 NO. No 项次 编号序号 行号 顺序号 序　号 次序 *序号',
  externalNumber:
    '问题编号 外部编号 图斑编号 图斑号 工单编号 工单号 受理编号 案件编号 线索编号 点位编号 编号 编码 问题编码 图斑编码 任务编号 事件编号 督察编号 举报编号 转办编号 12345工单编号 图斑编号（必填） 问题　编号',
  source:
    '问题来源 来源 发现方式 发现途径 线索来源 上报来源 发现渠道 信息来源 来源渠道 巡查方式 检查方式 途径 渠道 督查来源 案件来源 发现形式 排查方式 問題來源 *问题来源 来源（必填）',
  campaign: '专项行动 专项 行动名称 专项名称 所属专项行动 专项整治 整治行动 活动名称 专项任务',
  foundOn:
    '发现时间 发现日期 巡查时间 巡查日期 排查时间 排查日期 检查时间 检查日期 上报时间 上报日期 来电时间 解译日期 影像日期 拍摄时间 登记日期 受理时间 巡河时间 督查日期 日期 时间 发现日期（年月日） 問題發現時間 问题发现时间 图斑发现时间 现场检查时间',
  river:
    '河流名称 河湖名称 河流 河湖 河道名称 河道 水体名称 所在河流 所在河湖 所属河流 河名 河湖库名称 涉及河流 河流（湖泊） 河（湖）名称 问题所在河流 所属河湖名称 河流湖泊 水库名称 河流名稱',
  reach: '河段 河段名称 所在河段 桩号 河段桩号 起止桩号 所属河段 责任河段',
  bank: '岸别 左右岸 左/右岸 岸 左岸/右岸 所在岸别 岸侧 岸別',
  town: '乡镇 街道 乡镇街道 镇街 所在镇街 所在乡镇 所属乡镇 所属镇街 镇 乡镇名称 属地 属地镇街 行政区域 街镇 乡镇（街道） 乡（镇） 镇（街道） 问题所在乡镇 属地乡镇 所在街道 鄉鎮 所在乡(镇) 街道/乡镇',
  village:
    '村 所在村 村庄 行政村 村社区 所在村（社区） 社区 村居 所属村 村名 自然村 村（居） 行政村名称 村、社区 所属行政村 村委会 所在村庄 村級',
  place:
    '具体位置 详细位置 位置 地点 具体地点 详细地址 地址 位置描述 点位描述 具体点位 问题位置 问题地点 点位名称 点位 所在位置 所处位置 坐落 发现地点 地理位置 问题具体位置 部位',
  lon: '经度 东经 X 经度E 经度（°） 经度(E) 中心经度 点位经度 经度坐标 lon lng longitude X坐标 坐标X 東經 經度 WGS84经度 经度（CGCS2000） 高德经度 坐标（经度） 图斑中心经度 百度坐标经度',
  lat: '纬度 北纬 Y 纬度N 纬度（°） 纬度(N) 中心纬度 点位纬度 纬度坐标 lat latitude Y坐标 坐标Y 北緯 緯度 WGS84纬度 纬度（CGCS2000） 高德纬度 坐标（纬度） 图斑中心纬度 百度坐标纬度',
  coordinates:
    '坐标 经纬度 点位坐标 坐标点 位置坐标 中心坐标 GPS 地理坐标 经纬度坐标 定位 GPS坐标 中心点坐标 坐标（经纬度） 位置（经纬度） 经度、纬度 点位经纬度 坐標 百度坐标 高德坐标',
  datum: '坐标系 坐标系统 坐标类型 坐标基准 空间参考 坐標系',
  zone: '管控圈层 圈层 管控范围 保护区 保护区级别 所在保护区 水源保护区',
  category:
    '问题类型 问题类别 类型 类别 四乱类型 四乱类别 疑似类型 问题分类 分类 四乱 疑似问题类型 违法类型 问题种类 大类 问题大类 一级类型 四乱问题类型 問題類型 问题性质 图斑类型 問題類別 问题类型（四乱）',
  item: '具体类别 问题细项 细项 具体类型 细类 小类 子类 具体问题类型 二级类型 问题小类 二级分类 四乱细项 问题细类 细分类型',
  severity:
    '严重程度 程度 等级 问题等级 级别 严重等级 问题级别 问题严重程度 严重程度（一般/较严重/重大） 严重性 嚴重程度 风险等级 违法程度 危害程度',
  description:
    '问题描述 描述 问题 问题内容 问题概述 存在问题 存在的问题 问题情况 问题简述 诉求内容 情况描述 具体问题 基本情况 存在的主要问题 主要问题 现场情况 问题详情 举报内容 反映问题 问题描述（100字以内） 一、问题描述 问　题　描　述 *问题描述 1.问题描述 問題描述 存在的问题或隐患',
  quantity:
    '数量 面积 方量 体量 规模 工程量 占地面积 体积 数量面积 长度 图斑面积 违法面积 侵占面积 垃圾方量 面积（平方米） 数量（处） 面积/㎡ 涉及面积 问题规模 數量 垃圾量（吨）',
  quantityUnit: '计量单位 数量单位 单位 量词 面积单位 計量單位',
  formedPeriod: '形成时间 形成年代 形成时期 问题形成时间 建设时间 形成年份 存量/增量',
  violator:
    '违法主体 违法单位 当事人 涉事主体 责任主体 违法人 涉事单位 涉事企业 被检查单位 占用人 建设单位 违法单位或个人 违法行为人 违规主体',
  responsibleUnit:
    '责任单位 整改单位 整改责任单位 承办单位 主办单位 责任部门 牵头单位 责任单位（主办） 主责单位 牵头部门 主管部门 承办部门 整改部门 問題責任單位 属地责任单位 处置单位',
  responsiblePerson:
    '责任人 整改责任人 负责人 责任人姓名 联系人 责任领导 整改负责人 单位负责人 责任单位联系人 直接责任人 负责人姓名 責任人',
  responsiblePhone:
    '责任人电话 责任人联系电话 负责人电话 联系方式 联系电话 电话 手机 手机号 手机号码 电话号码 联系人电话 负责人联系电话 責任人電話',
  reporter:
    '上报人 巡查员 巡查人员 巡查人 填报人 发现人 排查人 排查人员 检查人 报送人 上报人员 检查人员 巡河员 网格员 管水员 发现人员 督查人员 登记人 记录人 上報人',
  reporterPhone: '上报人电话 巡查员电话 上报人联系电话 填报人电话 网格员电话 发现人电话 管水员电话 巡查人员电话',
  complainant: '来电人 投诉人 举报人 信访人 诉求人 来电人姓名 来电号码 举报人电话',
  photo: '照片 现场照片 图片 整改前照片 问题照片 现场图片 照片编号 附件 现场影像 照片1 问题图片',
  remarks: '备注 说明 备注说明 其他 备考 補充說明 补充说明 其他说明 备注信息 附注',
};

describe.each(Object.entries(VARIANTS))('%s', (field, names) => {
  test.each(names.split(' '))('%s', (name) => {
    const [best] = matchName(name);
    expect(best?.field).toBe(field);
  });
});

describe('columns of later steps are not the finding', () => {
  test.each(
    '整改措施 整改情况 整改进展 整改时限 整改完成时间 完成时间 完成日期 销号日期 复核时间 复核情况 验收日期 交办日期 交办时间 督办内容 处理情况 处理结果 反馈日期 公示日期 计划完成时间 整改后照片 整改内容 完成情况 审核日期 答复内容 更新时间'.split(
      ' ',
    ),
  )('%s', (name) => expect(matchName(name)).toEqual([]));

  test('a sheet without 发现时间 does not take 整改完成时间 for it, nor 整改措施 for the description', () => {
    const grid = gridOf([
      ['镇街', '问题类型', '整改措施', '整改完成时间'],
      ['石城镇', '乱堆', '由镇政府组织人员清运垃圾并恢复原状', '2026-05-01'],
    ]);
    expect(mappingOf(grid).columns.map(({ field }) => field)).toEqual(['town', 'category', null, null]);
    expect(mappingOf(grid).columns[3]?.reason).toContain('后续环节');
  });
});

describe('names in merged headers', () => {
  test.each([
    ['河流', '名称', 'river'],
    ['发现', '时间', 'foundOn'],
    ['问题', '类型', 'category'],
    ['责任', '单位', 'responsibleUnit'],
    ['责任人', '姓名', 'responsiblePerson'],
    ['责任人', '电话', 'responsiblePhone'],
    ['上报人', '姓名', 'reporter'],
    ['点位', '经度', 'lon'],
    ['问题及整改情况', '问题描述', 'description'],
    ['整改情况', '责任单位', 'responsibleUnit'],
    ['整改情况', '时间', undefined],
    ['整改', '照片', undefined],
  ])('%s/%s → %s', (parent, leaf, field) => expect(matchName(leaf, parent)[0]?.field).toBe(field));
});
