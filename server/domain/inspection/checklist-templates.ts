import { type ChecklistItem, type ChecklistTemplate, checklistItem } from './checklist.ts';
import type { ProbeCode } from './probes.ts';
import type { LegalItemCode } from './vocabulary.ts';

type Row = readonly [
  code: string,
  legalItem: LegalItemCode,
  zh: string,
  en: string,
  worth: number | 'HIGH' | 'MEDIUM' | 'LOW',
];

const CODE_QUALITY: readonly ProbeCode[] = [
  'numbering.gaps',
  'numbering.doubles',
  'retention.missing',
  'catalogue.complete',
];

/** What the system can answer of the built-in items by itself. */
const PROBES_OF: Readonly<Record<string, readonly ProbeCode[]>> = {
  A1: ['group.inOffice', 'responsibility.signed'],
  A3: ['rules.kept', 'plan.inForce'],
  A4: ['schedule.approved'],
  A5: ['budget.entered'],
  A6: ['archivists.named'],
  A7: ['training.hours'],
  A8: ['storage.area', 'equipment.kept'],
  A9: ['climate.kept', 'safety.quarterly', 'pests.halfYearly'],
  A10: ['filing.years', 'filing.onTime'],
  A11: CODE_QUALITY,
  A12: ['categories.kept'],
  A13: ['use.register', 'loans.overdue'],
  A15: ['transfer.onTime'],
  A17: ['digital.files', 'outsourcing.filed'],
  A18: ['fixity.swept', 'backup.kept', 'drill.held', 'secrecy.signed'],
  A19: ['guidance.coverage'],
  A20: ['demands.closed'],
  T1: ['group.inOffice', 'rules.kept'],
  T2: ['budget.entered'],
  T3: ['training.hours', 'archivists.named'],
  T4: ['filing.years', 'filing.onTime'],
  T5: ['categories.kept'],
  T6: CODE_QUALITY,
  T7: ['transfer.onTime'],
  T8: ['storage.area', 'equipment.kept'],
  T9: ['storage.boxed', 'storage.placed', 'climate.kept', 'pests.halfYearly'],
  T10: ['use.register'],
  T11: ['catalogue.complete'],
  T12: ['digital.files', 'outsourcing.filed'],
  T14: ['fixity.swept', 'safety.quarterly', 'drill.held', 'secrecy.signed'],
  T15: ['guidance.coverage'],
  T17: ['demands.closed'],
  V3: ['archivists.named'],
  V4: ['training.hours'],
  V7: ['filing.years'],
  V8: ['categories.kept'],
  V9: CODE_QUALITY,
  V10: ['use.register'],
  V11: ['digital.files'],
  V12: ['safety.quarterly'],
  E1: ['group.inOffice', 'responsibility.signed'],
  E2: ['schedule.approved'],
  E3: ['training.hours', 'archivists.named'],
  E4: ['storage.area', 'equipment.kept', 'climate.kept'],
  E5: ['filing.years', 'filing.onTime'],
  E9: ['digital.files'],
  E10: ['fixity.swept', 'drill.held', 'secrecy.signed'],
  E11: ['use.register'],
  E12: ['demands.closed'],
};

/** 现场 items are looked at, not read: their answer needs a photo. A sample costs 0.1 a fault where the list says so. */
const SPECIAL: Readonly<Record<string, Partial<ChecklistItem>>> = {
  A8: { needsPhoto: true, method: '现场' },
  A9: { needsPhoto: true, method: '查记录、现场' },
  A11: { type: 'sample', threshold: 5, method: '抽检 20 件' },
  T6: { type: 'sample', deductEach: 0.1, method: '每处问题扣 0.1' },
  T8: { needsPhoto: true, method: '现场' },
  V2: { needsPhoto: true, method: '现场' },
  V5: { needsPhoto: true, method: '现场' },
  // 五类材料: how many of them are kept is what raises the risk (more than two missing).
  V8: { type: 'sample', threshold: 0, risk: 'MEDIUM', method: '五类材料逐类查看，缺一类记一处' },
  E4: { needsPhoto: true, method: '现场' },
  P2: { needsPhoto: true, method: '现场' },
  P4: { needsPhoto: true, method: '现场' },
};

const toItem = ([code, legalItem, zh, en, worth]: Row): ChecklistItem =>
  checklistItem.parse({
    code,
    legalItem,
    zh,
    en,
    score: typeof worth === 'number' ? worth : null,
    risk: typeof worth === 'number' ? null : worth,
    probes: PROBES_OF[code] ?? [],
    ...SPECIAL[code],
  });

const ORGAN: readonly Row[] = [
  ['A1', 'LI1', '成立档案工作领导小组并明确分管领导与科室职责', 'leading group and responsibilities', 4],
  ['A2', 'LI1', '有年度档案工作计划与总结', 'annual plan and summary', 3],
  ['A3', 'LI1', '档案管理制度齐全且更新（归档/保管/利用/保密/应急）', 'management rules', 4],
  ['A4', 'LI1', '归档范围与期限表经主管部门审核同意', 'approved retention schedule', 6],
  ['A5', 'LI1', '档案工作经费列入预算', 'funding', 2],
  ['A6', 'LI3', '配备专（兼）职档案员并稳定、持证', 'staffing', 5],
  ['A7', 'LI3', '年内参加培训≥规定学时', 'training', 4],
  ['A8', 'LI2', '库房面积与装具符合要求（独立库房、密集架、温湿度设备）', 'repository', 7],
  ['A9', 'LI2', '温湿度记录完整、消防器材有效', 'environment records', 4],
  ['A10', 'LI4', '文书档案按年度归档（6月底前完成上年度）', 'timely filing', 8],
  ['A11', 'LI4', '归档质量（件号连续、题名文号、归档章、目录完整）', 'filing quality', 8],
  ['A12', 'LI4', '会计、照片、实物、业务档案归档齐全', 'other categories', 5],
  ['A13', 'LI4', '借阅、利用效果登记完整', 'use registers', 3],
  ['A14', 'LI4', '按期鉴定、销毁规范', 'appraisal and destruction', 4],
  ['A15', 'LI4', '按期移交进馆（含开放意见/公开/密级附件）', 'timely transfer', 8],
  ['A16', 'LI5', '档案系统建设与电子归档', 'digital system', 7],
  ['A17', 'LI5', '数字化率与挂接率', 'digitization', 4],
  ['A18', 'LI5', '网络安全等级/备份/防病毒', 'information security', 5],
  ['A19', 'LI6', '对所属单位监督检查（次数/覆盖）', 'supervision of subordinates', 4],
  ['A20', 'LI1', '问题整改闭环（上轮整改完成率）', 'rectification', 5],
];

const TOWN: readonly Row[] = [
  ['T1', 'LI1', '领导小组与制度', 'leading group', 3],
  ['T2', 'LI1', '纳入年度考核与经费', 'assessment and funding', 2],
  ['T3', 'LI3', '档案员稳定、上岗培训、交接', 'staff', 3],
  ['T4', 'LI4', '文书归档齐全（含重点）', 'completeness', 8],
  ['T5', 'LI4', '科技/会计/照片/实物等特种载体', 'special carriers', 8],
  ['T6', 'LI4', '整理规范（每处问题扣 0.1）', 'quality', 9],
  ['T7', 'LI4', '按期移交（经营/民生类）', 'transfer', 6],
  ['T8', 'LI2', '库房（独立/面积/密集架/温湿度/消防）', 'repository', 8],
  ['T9', 'LI4', '保管记录（温湿度、清点）', 'custody log', 6],
  ['T10', 'LI4', '利用服务（查档登记、民生查档点）', 'services', 6],
  ['T11', 'LI5', '目录著录率', 'description rate', 6],
  ['T12', 'LI5', '数字化率（特种载体≥50% 示例）', 'digitization', 6],
  ['T13', 'LI5', '接入区平台/业务系统归档', 'platform', 6],
  ['T14', 'LI5', '信息安全与备份', 'security', 4],
  ['T15', 'LI6', '对村/社区指导次数与覆盖率', 'guidance', 10],
  ['T16', 'LI6', '村/社区考核成绩', 'village results', 6],
  ['T17', 'LI1', '整改与日常检查台账', 'rectification', 3],
];

const VILLAGE: readonly Row[] = [
  ['V1', 'LI1', '明确村（社区）党组织负责人为档案工作责任人', 'responsible person', 'HIGH'],
  ['V2', 'LI1', '建立档案管理制度上墙', 'rules', 'MEDIUM'],
  ['V3', 'LI3', '有专（兼）职档案员', 'archivist', 'HIGH'],
  ['V4', 'LI3', '档案员参加培训', 'training', 'LOW'],
  ['V5', 'LI2', '有独立库房或专柜', 'repository', 'HIGH'],
  ['V6', 'LI2', '柜架满足防火防盗防潮等', 'cabinets', 'LOW'],
  ['V7', 'LI4', '按规定年度归档', 'annual filing', 'HIGH'],
  ['V8', 'LI4', '重要会议、村级资产、小微权力、工程、重大活动等材料收集', 'key records', 'HIGH'],
  ['V9', 'LI4', '档案整理与编目规范', 'arrangement', 'MEDIUM'],
  ['V10', 'LI4', '查档利用登记', 'use', 'LOW'],
  ['V11', 'LI5', '数字化、接入平台', 'digitization', 'LOW'],
  ['V12', 'LI5', '安全与保密', 'security', 'HIGH'],
];

const ENTERPRISE: readonly Row[] = [
  ['E1', 'LI1', '档案工作责任制与分管领导', 'responsibility', 10],
  ['E2', 'LI1', '归档范围与保管期限表报审', 'retention schedule', 10],
  ['E3', 'LI3', '档案人员配置与培训', 'staff', 8],
  ['E4', 'LI2', '库房与装具', 'repository', 12],
  ['E5', 'LI4', '管理类档案归档齐全规范', 'administrative records', 10],
  ['E6', 'LI4', '会计档案', 'accounting', 10],
  ['E7', 'LI4', '项目/产品/设备/科研档案', 'project archives', 10],
  ['E8', 'LI4', '国企退休人员档案移交与查询', 'retired staff files', 6],
  ['E9', 'LI5', '电子文件与业务系统归档', 'electronic records', 10],
  ['E10', 'LI5', '网络与数据安全', 'security', 6],
  ['E11', 'LI4', '利用与编研', 'use', 4],
  ['E12', 'LI1', '整改落实', 'rectification', 4],
];

/** 服务外包企业: the three conditions of art. 28 of the Regulations, the contract, the site, the results. */
const PROVIDER: readonly Row[] = [
  ['P1', 'LI5', '具有企业法人资格和相应的经营范围', 'legal person with the matching business scope', 10],
  ['P2', 'LI5', '有与服务相适应的场所、设施设备', 'premises and equipment', 15],
  ['P3', 'LI5', '有专业人员和相应的技术能力，人员名单与备案一致', 'qualified people as filed', 15],
  ['P4', 'LI5', '有安全保密管理体系，加工场所监控、门禁、存储受控', 'security and secrecy management', 20],
  ['P5', 'LI5', '签订委托协议和保密条款，按规定备案', 'contract, secrecy terms, filing', 15],
  ['P6', 'LI5', '档案出入库、交接登记完整', 'hand-over registers', 10],
  ['P7', 'LI5', '数据和存储介质按约定移交、清除', 'return and erasure of media', 10],
  ['P8', 'LI5', '成果经委托单位验收，质量抽查合格', 'accepted results', 5],
];

/** The built-in checklists. Points are proposals: a bureau takes a copy and its copy is what an inspection uses. */
export const CHECKLIST_TEMPLATES: readonly ChecklistTemplate[] = [
  {
    code: 'checklist_organ',
    name: '机关档案工作检查表',
    nameEn: 'Checklist for government departments',
    items: ORGAN.map(toItem),
  },
  {
    code: 'checklist_town',
    name: '乡镇（街道）档案工作检查表',
    nameEn: 'Checklist for townships',
    items: TOWN.map(toItem),
  },
  {
    code: 'checklist_village',
    name: '村（社区）档案工作检查表',
    nameEn: 'Checklist for villages',
    items: VILLAGE.map(toItem),
  },
  {
    code: 'checklist_enterprise',
    name: '企业档案工作检查表',
    nameEn: 'Checklist for enterprises',
    items: ENTERPRISE.map(toItem),
  },
  {
    code: 'checklist_provider',
    name: '档案服务企业检查表',
    nameEn: 'Checklist for archives service providers',
    items: PROVIDER.map(toItem),
  },
];

export const findChecklistTemplate = (code: string): ChecklistTemplate | undefined =>
  CHECKLIST_TEMPLATES.find((template) => template.code === code);
