import type { RetentionBasis } from '@/server/domain/archive/retention';
import type { FrozenRule, ScheduleKind } from './retention-schedule.ts';

/* First drafts to be rewritten by each unit for its own functions. Sources: orders 8, 10, 12 and the accounting rules. */
type Period = FrozenRule['retentionCode'];
type Line = readonly [code: string, description: string, period: Period, category?: string, basis?: RetentionBasis];

const ORGAN: readonly Line[] = [
  ['WS-01', '本单位制定的规章、规范性文件、发展规划', 'Y'],
  ['WS-02', '本单位召开的党代会、职代会、年度工作会议主要文件（议程、报告、决议、讲话、名单）', 'Y'],
  ['WS-03', '本单位承办的重大活动文件材料', 'Y'],
  ['WS-04', '职能活动中形成的重要业务文件（行政许可、确认、裁决等）', 'Y'],
  ['WS-05', '职能活动中形成的一般业务文件', 'D30'],
  ['WS-06', '向上级的重要请示报告及批复', 'Y'],
  ['WS-07', '向上级的一般请示报告及批复', 'D30'],
  ['WS-08', '年度工作计划、总结', 'Y'],
  ['WS-09', '季度、半年计划总结、专题总结', 'D30'],
  ['WS-10', '年度统计报表、综合统计资料', 'Y'],
  ['WS-11', '月度、季度统计报表', 'D10'],
  ['WS-12', '机构设置、编制、“三定”、内设机构调整', 'Y'],
  ['WS-13', '干部任免、考核、奖惩文件', 'Y'],
  ['WS-14', '工资、职称、调配等人事管理一般文件', 'D30'],
  ['WS-15', '党委（党组）会议记录、纪要', 'Y'],
  ['WS-16', '行政办公会议记录、纪要', 'Y'],
  ['WS-17', '内设机构一般会议记录', 'D10'],
  ['WS-18', '信访、举报处理的重要文件', 'Y'],
  ['WS-19', '信访一般办理件', 'D10'],
  ['WS-20', '合同、协议（重要）', 'Y'],
  ['WS-21', '合同、协议（一般）', 'D30'],
  ['WS-22', '房产、土地、车辆等资产权属文件', 'Y'],
  ['WS-23', '固定资产登记、购置、报废', 'D30'],
  ['WS-24', '政府采购与招标文件', 'D30'],
  ['WS-25', '预算、决算及批复', 'Y'],
  ['WS-26', '内部控制、审计意见与整改', 'D30'],
  ['WS-27', '印章、公章启用作废', 'Y'],
  ['WS-28', '保密工作制度、检查、定密文件（非涉密部分）', 'D30'],
  ['WS-29', '档案工作制度、检查记录、移交销毁清册', 'Y'],
  ['WS-30', '上级关于本单位主管业务的重要文件', 'Y'],
  ['WS-31', '上级一般性文件', 'D10'],
  ['WS-32', '同级、下级关于重要业务的来函与复函', 'Y'],
  ['WS-33', '下级报送的年度以上计划、总结、报表', 'D30'],
  ['WS-34', '简报、信息、大事记、年鉴稿', 'D30'],
  ['WS-35', '组织活动照片清单及文字材料（随照片归档）', 'D10'],
];

const ENTERPRISE: readonly Line[] = [
  ['QG-01', '章程、设立、变更、注销文件', 'Y'],
  ['QG-02-1', '股东会、董事会、监事会重要文件', 'Y'],
  ['QG-02-2', '股东会、董事会、监事会一般文件', 'D10'],
  ['QG-03', '发展规划、重大改革方案', 'Y'],
  ['QG-04', '年度生产经营计划与总结', 'D30'],
  ['QG-05', '产权、股权、国有资产评估', 'Y'],
  ['QG-06', '合同（重要）', 'Y'],
  ['QG-07', '合同（一般）', 'D30'],
  ['QG-08', '内部规章制度', 'D30'],
  ['QG-09', '质量管理体系文件、认证', 'D30'],
  ['QG-10', '产品设计与工艺文件', 'Y', 'KJ'],
  ['QG-11', '设备技术档案（到报废后5年）', 'D5', 'KJ', 'asset_scrapped'],
  ['QG-12-1', '重大安全生产事故处理', 'Y'],
  ['QG-12-2', '安全生产管理、一般事故处理', 'D30'],
  ['QG-13', '职工管理、工资、社保', 'D30'],
  ['QG-14', '党群工作会议文件', 'Y'],
  ['QG-15', '厂务公开、职代会提案', 'D30'],
  ['QG-16', '审计、内控、风险管理', 'D30'],
  ['QG-18-1', '重要科研项目', 'Y', 'KJ', 'project_accepted'],
  ['QG-18-2', '一般科研项目', 'D30', 'KJ', 'project_accepted'],
  ['QG-19', '知识产权（专利商标）', 'Y'],
  ['QG-20', '营销策划、客户资料（一般）', 'D10'],
];

const VILLAGE: readonly Line[] = [
  ['CJ-01', '村“两委”换届选举、班子名单与任命', 'Y'],
  ['CJ-02', '村民（代表）会议、“四议两公开”记录', 'Y'],
  ['CJ-03', '村务、财务公开栏及公示材料', 'D30'],
  ['CJ-04', '村规民约、发展规划、年度计划总结', 'Y'],
  ['CJ-05', '土地承包、流转、确权登记', 'Y'],
  ['CJ-06', '宅基地审批、房屋权属', 'Y'],
  ['CJ-07-1', '集体资产（“三资”）台账、重要合同', 'Y'],
  ['CJ-07-2', '集体资产一般合同', 'D30'],
  ['CJ-08', '公益事业与项目建设材料', 'Y'],
  ['CJ-09', '土地征用、拆迁补偿', 'Y'],
  ['CJ-10', '扶贫、乡村振兴“一户一卷”', 'Y'],
  ['CJ-11', '低保、救助、优抚、残疾等对象审核', 'D30'],
  ['CJ-12', '人口与计划生育、独生子女', 'D30'],
  ['CJ-13', '党员名册、发展党员', 'Y'],
  ['CJ-14', '治安、调解、信访', 'D30'],
  ['CJ-15', '村级会计凭证账簿（村级委托代理）', 'D30', 'KU', 'fiscal_year_end'],
  ['CJ-16', '移风易俗、文明创建', 'D10'],
  ['CJ-17', '自然灾害、突发事件', 'Y'],
  ['CJ-18', '村史、族谱、照片、荣誉实物', 'Y'],
];

const ACCOUNTS: readonly Line[] = [
  ['KJ-01', '会计凭证（原始凭证、记账凭证）', 'D30', 'KU', 'fiscal_year_end'],
  ['KJ-02', '总账、明细账、日记账', 'D30', 'KU', 'fiscal_year_end'],
  ['KJ-03', '其他辅助性账簿', 'D30', 'KU', 'fiscal_year_end'],
  ['KJ-04', '固定资产卡片（报废清理后5年）', 'D5', 'KU', 'asset_scrapped'],
  ['KJ-05', '月度、季度、半年度财务会计报告', 'D10', 'KU', 'fiscal_year_end'],
  ['KJ-06', '年度财务会计报告', 'Y', 'KU'],
  ['KJ-07', '银行存款余额调节表、银行对账单', 'D10', 'KU', 'fiscal_year_end'],
  ['KJ-08', '纳税申报表', 'D10', 'KU', 'fiscal_year_end'],
  ['KJ-09', '会计档案移交清册', 'D30', 'KU', 'fiscal_year_end'],
  ['KJ-10', '会计档案保管清册、销毁清册、鉴定意见书', 'Y', 'KU'],
];

const SOURCES: Record<ScheduleKind, string> = {
  organ: '国家档案局令第8号',
  enterprise: '国家档案局令第10号',
  village: '国家档案局令第12号',
};
const ACCOUNTS_SOURCE = '《会计档案管理办法》（财政部、国家档案局令第79号）';

const toRule =
  (source: string, isMinimum: boolean) =>
  ([code, description, retentionCode, categoryCode = 'WS', basis = 'formed']: Line): FrozenRule => ({
    code,
    categoryCode,
    description,
    retentionCode,
    basis,
    // A permanent period cannot be lengthened.
    isMinimum: isMinimum && retentionCode !== 'Y',
    source,
  });

/** Organs get theirs, enterprises and villages theirs; every unit with a cashier the accounting rules too. */
export const seedRules = (kind: ScheduleKind): FrozenRule[] => {
  const own = { organ: ORGAN, enterprise: ENTERPRISE, village: VILLAGE }[kind];
  const accounts = kind === 'village' ? [] : ACCOUNTS.map(toRule(ACCOUNTS_SOURCE, true));
  return [...own.map(toRule(SOURCES[kind], kind === 'enterprise')), ...accounts];
};

export const scheduleKindFor = (tenantKind: string): ScheduleKind =>
  tenantKind === 'village' ? 'village' : tenantKind === 'enterprise' ? 'enterprise' : 'organ';
