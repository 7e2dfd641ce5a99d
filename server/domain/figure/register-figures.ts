import type { TenantKind } from '@/server/domain/tenancy/tenant';
import { define, type FigureDefinition, RECORDS_OFFICES } from './figure-definition.ts';
import { REGISTER_FIGURE_CODES, type RegisterFigureCode } from './register-figure-codes.ts';

/*
 * What is counted of the registers, said and not programmed: one line gives the number, the rows behind it and the test
 * that plants one entry just inside and one just outside. Void entries never count.
 */
export interface RegisterFigureRule {
  /** Code of the register. */
  register: string;
  /** Fields and the values that they must have, as they are stored. */
  where: Readonly<Record<string, readonly string[]>>;
  /** Adds this number of each entry; otherwise entries are counted. */
  sum?: string;
  /** Counts what holds at the cut-off, instead of what is of the year. */
  isStanding?: boolean;
  /** Full years at the cut-off since the date in a field. */
  age?: { field: string; from: number; to?: number };
}

interface Said {
  rule: RegisterFigureRule;
  zh: [name: string, definition: string, unit: string];
  en: [name: string, definition: string, unit: string];
  tenantKinds: readonly TenantKind[];
  seenBy?: readonly TenantKind[];
  decimals?: 0 | 2;
}
const ARCHIVES: readonly TenantKind[] = ['repository'];
const BUREAUS: readonly TenantKind[] = ['bureau'];

const SAID: Readonly<Record<RegisterFigureCode, Said>> = {
  'S0-07': {
    rule: { register: 'budget', where: { version: ['initial'] }, sum: 'amount' },
    zh: ['年初安排档案工作预算额', '批复日期在本年度内的年初预算，按金额合计；调整预算不计。', '万元'],
    en: [
      'Archives budget set at the start of the year',
      'First-version budget lines approved in the year, amounts added up; later changes are left out.',
      '10 000 CNY',
    ],
    tenantKinds: RECORDS_OFFICES,
    decimals: 2,
  },
  'S0-08': {
    rule: { register: 'equipment', where: { type: ['air_conditioner'], nature: ['replacement'] }, sum: 'quantity' },
    zh: ['档案室更换空调台数', '启用日期在本年度内、替换旧机的空调，按数量合计；新增的不计。', '台'],
    en: [
      'Air conditioners replaced in the archive room',
      'Air conditioners put into service in the year in place of old ones, by quantity; additions are left out.',
      'units',
    ],
    tenantKinds: RECORDS_OFFICES,
  },
  'S2-01': {
    rule: { register: 'study_session', where: { kind: ['group', 'party_day'] } },
    zh: ['集体学习和主题党日活动次数', '本年度内举办的集体学习和主题党日，一次只归一类。', '次'],
    en: [
      'Group study and Party-day sessions',
      'Group study and Party days held in the year; a sitting has one kind.',
      'times',
    ],
    tenantKinds: BUREAUS,
  },
  'S2-02': {
    rule: { register: 'handout', where: { kind: ['study'] }, sum: 'copies' },
    zh: ['印发学习资料份数', '本年度内发放的学习资料，按发放数量合计；库存不计。', '份'],
    en: [
      'Copies of study material issued',
      'Study material handed out in the year, by copies; stock is left out.',
      'copies',
    ],
    tenantKinds: BUREAUS,
  },
  'S2-21': {
    rule: { register: 'exhibition', where: {}, sum: 'departments' },
    zh: ['联合举办展览的区直单位数', '本年度内开展的展览的联合区直单位数合计。', '个'],
    en: [
      'District units co-hosting exhibitions',
      'Departments that shared in the exhibitions opened in the year.',
      'units',
    ],
    tenantKinds: BUREAUS,
  },
  'S2-22': {
    rule: { register: 'exhibition', where: {}, sum: 'offices' },
    zh: ['联合举办展览的办事处数', '本年度内开展的展览的联合街道办事处数合计。', '个'],
    en: [
      'Sub-district offices co-hosting exhibitions',
      'Sub-district offices that shared in the exhibitions opened in the year.',
      'offices',
    ],
    tenantKinds: BUREAUS,
  },
  'S2-24': {
    rule: { register: 'exhibition', where: {}, sum: 'panels' },
    zh: ['展出展板块数', '本年度内开展的展览的展板合计；巡展的同一展板在同一展览中只登记一次。', '块'],
    en: [
      'Exhibition panels shown',
      'Panels of the exhibitions opened in the year; a panel of one exhibition is entered once.',
      'panels',
    ],
    tenantKinds: BUREAUS,
  },
  'S2-25': {
    rule: { register: 'handout', where: { kind: ['flow_chart'] }, sum: 'copies' },
    zh: ['发放流程图挂图份数', '本年度内发放的数量合计；库存不计。', '份'],
    en: ['Workflow wall charts handed out', 'Handed out in the year; stock is left out.', 'pieces'],
    tenantKinds: BUREAUS,
  },
  'S2-26': {
    rule: { register: 'handout', where: { kind: ['fan'] }, sum: 'copies' },
    zh: ['发放档案文化扇个数', '本年度内发放的数量合计；库存不计。', '个'],
    en: ['Archives fans handed out', 'Handed out in the year; stock is left out.', 'pieces'],
    tenantKinds: BUREAUS,
  },
  'S2-27': {
    rule: { register: 'handout', where: { kind: ['bag'] }, sum: 'copies' },
    zh: ['发放创意公文袋个数', '本年度内发放的数量合计；库存不计。', '个'],
    en: ['Document bags handed out', 'Handed out in the year; stock is left out.', 'pieces'],
    tenantKinds: BUREAUS,
  },
  'S2-42': {
    rule: { register: 'equipment', where: { type: ['magnetic_cabinet'], nature: ['added'] }, sum: 'quantity' },
    zh: ['新增防磁柜个数', '启用日期在本年度内的新增设备，按数量合计；替换旧设备的不计。', '个'],
    en: [
      'Anti-magnetic cabinets added',
      'Put into service in the year as an addition, by quantity; what replaces old equipment is left out.',
      'units',
    ],
    tenantKinds: ARCHIVES,
    seenBy: BUREAUS,
  },
  'S2-43': {
    rule: { register: 'equipment', where: { type: ['access_control'], nature: ['added'] }, sum: 'quantity' },
    zh: ['新增门禁套数', '启用日期在本年度内的新增设备，按数量合计；替换旧设备的不计。', '套'],
    en: [
      'Access-control sets added',
      'Put into service in the year as an addition, by quantity; what replaces old equipment is left out.',
      'units',
    ],
    tenantKinds: ARCHIVES,
    seenBy: BUREAUS,
  },
  'S2-44': {
    rule: { register: 'equipment', where: { type: ['camera'], nature: ['added'] }, sum: 'quantity' },
    zh: ['新增监控个数', '启用日期在本年度内的新增设备，按数量合计；替换旧设备的不计。', '个'],
    en: [
      'Cameras added',
      'Put into service in the year as an addition, by quantity; what replaces old equipment is left out.',
      'units',
    ],
    tenantKinds: ARCHIVES,
    seenBy: BUREAUS,
  },
  'S2-45': {
    rule: { register: 'equipment', where: { type: ['humidity_controller'], nature: ['added'] }, sum: 'quantity' },
    zh: ['新增除湿加湿一体机台数', '启用日期在本年度内的新增设备，按数量合计；替换旧设备的不计。', '台'],
    en: [
      'Humidity controllers added',
      'Put into service in the year as an addition, by quantity; what replaces old equipment is left out.',
      'units',
    ],
    tenantKinds: ARCHIVES,
    seenBy: BUREAUS,
  },
  'S2-46': {
    rule: { register: 'equipment', where: { type: ['air_purifier'], nature: ['added'] }, sum: 'quantity' },
    zh: ['新增空气净化机台数', '启用日期在本年度内的新增设备，按数量合计；替换旧设备的不计。', '台'],
    en: [
      'Air purifiers added',
      'Put into service in the year as an addition, by quantity; what replaces old equipment is left out.',
      'units',
    ],
    tenantKinds: ARCHIVES,
    seenBy: BUREAUS,
  },
  'S2-47': {
    rule: { register: 'equipment', where: { type: ['protection_unit'], nature: ['added'] }, sum: 'quantity' },
    zh: ['新增防护一体机台数', '启用日期在本年度内的新增设备，按数量合计；替换旧设备的不计。', '台'],
    en: [
      'Protection all-in-one units added',
      'Put into service in the year as an addition, by quantity; what replaces old equipment is left out.',
      'units',
    ],
    tenantKinds: ARCHIVES,
    seenBy: BUREAUS,
  },
  'S2-48': {
    rule: { register: 'equipment', where: { type: ['leak_detector'], nature: ['added'] }, sum: 'quantity' },
    zh: ['新增漏水检测个数', '启用日期在本年度内的新增设备，按数量合计；替换旧设备的不计。', '个'],
    en: [
      'Water-leak detectors added',
      'Put into service in the year as an addition, by quantity; what replaces old equipment is left out.',
      'units',
    ],
    tenantKinds: ARCHIVES,
    seenBy: BUREAUS,
  },
  'S2-49': {
    rule: { register: 'equipment', where: { type: ['infrared_detector'], nature: ['added'] }, sum: 'quantity' },
    zh: ['新增红外双鉴探测器个数', '启用日期在本年度内的新增设备，按数量合计；替换旧设备的不计。', '个'],
    en: [
      'Infrared dual detectors added',
      'Put into service in the year as an addition, by quantity; what replaces old equipment is left out.',
      'units',
    ],
    tenantKinds: ARCHIVES,
    seenBy: BUREAUS,
  },
  'S2-50': {
    rule: { register: 'equipment', where: { type: ['cloud_meter'], nature: ['added'] }, sum: 'quantity' },
    zh: ['新增云测仪个数', '启用日期在本年度内的新增设备，按数量合计；替换旧设备的不计。', '个'],
    en: [
      'Cloud environment meters added',
      'Put into service in the year as an addition, by quantity; what replaces old equipment is left out.',
      'units',
    ],
    tenantKinds: ARCHIVES,
    seenBy: BUREAUS,
  },
  'S2-51': {
    rule: { register: 'equipment', where: { type: ['gas_extinguisher'], nature: ['added'] }, sum: 'quantity' },
    zh: ['新增柜式七氟丙烷灭火柜个数', '启用日期在本年度内的新增设备，按数量合计；替换旧设备的不计。', '个'],
    en: [
      'Cabinet FM200 extinguishers added',
      'Put into service in the year as an addition, by quantity; what replaces old equipment is left out.',
      'units',
    ],
    tenantKinds: ARCHIVES,
    seenBy: BUREAUS,
  },
  'S3-11': {
    rule: { register: 'exhibition', where: { occasion: ['archives_day'] }, sum: 'photos' },
    zh: ['国际档案日展出照片幅数', '本年度内开展、场合为国际档案日的展览合计。', '幅'],
    en: [
      'Photographs shown on Archives Day',
      'Of the exhibitions opened in the year for International Archives Day.',
      '',
    ],
    tenantKinds: ARCHIVES,
  },
  'S3-12': {
    rule: { register: 'exhibition', where: { occasion: ['archives_day'] }, sum: 'sheets' },
    zh: ['国际档案日展出图文资料张数', '本年度内开展、场合为国际档案日的展览合计。', '张'],
    en: ['Image-and-text sheets shown', 'Of the exhibitions opened in the year for International Archives Day.', ''],
    tenantKinds: ARCHIVES,
  },
  'S3-13': {
    rule: { register: 'exhibition', where: { occasion: ['archives_day'] }, sum: 'objects' },
    zh: ['国际档案日展出实物资料份数', '本年度内开展、场合为国际档案日的展览合计。', '份'],
    en: ['Objects shown', 'Of the exhibitions opened in the year for International Archives Day.', ''],
    tenantKinds: ARCHIVES,
  },
  'S3-14': {
    rule: { register: 'exhibition', where: { occasion: ['archives_day'] }, sum: 'visitors' },
    zh: ['国际档案日接待参观者人数', '本年度内开展、场合为国际档案日的展览合计。', '人次'],
    en: [
      'Visitors received at the exhibition',
      'Of the exhibitions opened in the year for International Archives Day.',
      '',
    ],
    tenantKinds: ARCHIVES,
  },
  'S3-15': {
    rule: { register: 'staff', where: { entry: ['transfer'] } },
    zh: ['调入工作人员名数', '到岗日期在本年度内、以调入方式进入的人员；抽调（借调）不是调入。', '名'],
    en: ['Staff transferred in', 'People who joined in the year by transfer; a secondment is no transfer.', 'persons'],
    tenantKinds: ARCHIVES,
  },
  'S3-16': {
    rule: { register: 'study_session', where: { kind: ['office'] } },
    zh: ['办公会议学习次数', '本年度内举办的办公会议学习。', '次'],
    en: ['Study sessions at office meetings', 'Study at office meetings held in the year.', 'times'],
    tenantKinds: ARCHIVES,
  },
  'S3-52': {
    rule: { register: 'submission', where: { kind: ['story'] } },
    zh: ['档案故事投稿篇数', '投稿日期在本年度内的档案故事，刊登与否都计。', '篇'],
    en: ['Archive stories submitted', 'Stories sent in during the year, printed or not.', 'stories'],
    tenantKinds: ARCHIVES,
  },
  'S3-63': {
    rule: { register: 'staff', where: {}, isStanding: true },
    zh: ['实有人数', '截止日在岗的人员：到岗不晚于截止日，没有离任或离任在其后。', '人'],
    en: ['Staff actually in post', 'People in post at the cut-off: joined by then and not gone.', 'persons'],
    tenantKinds: ARCHIVES,
  },
  'S3-64': {
    rule: { register: 'staff', where: { post: ['deputy'] }, isStanding: true },
    zh: ['副馆长人数', '截止日在岗的人员：到岗不晚于截止日，没有离任或离任在其后。岗位为副馆长。', '人'],
    en: ['Deputy directors', 'People in post at the cut-off: joined by then and not gone. Post: deputy.', 'persons'],
    tenantKinds: ARCHIVES,
  },
  'S3-65': {
    rule: { register: 'staff', where: { post: ['worker'] }, isStanding: true },
    zh: ['工作人员人数', '截止日在岗的人员：到岗不晚于截止日，没有离任或离任在其后。岗位为工作人员。', '人'],
    en: [
      'Staff other than leaders',
      'People in post at the cut-off: joined by then and not gone. Post: staff.',
      'persons',
    ],
    tenantKinds: ARCHIVES,
  },
  'S3-66': {
    rule: { register: 'staff', where: { employment: ['seconded'] }, isStanding: true },
    zh: ['抽调人员人数', '截止日在岗的人员：到岗不晚于截止日，没有离任或离任在其后。编制为抽调（借调）。', '人'],
    en: ['Seconded staff', 'People in post at the cut-off: joined by then and not gone. Seconded.', 'persons'],
    tenantKinds: ARCHIVES,
  },
  'S3-68': {
    rule: { register: 'staff', where: {}, isStanding: true, age: { field: 'bornOn', from: 45, to: 49 } },
    zh: ['45至49岁人数', '截止日在岗的人员：到岗不晚于截止日，没有离任或离任在其后。截止日满45岁、不满50岁。', '人'],
    en: [
      'Staff aged 45–49',
      'People in post at the cut-off: joined by then and not gone. Full years of age between 45 and 49.',
      'persons',
    ],
    tenantKinds: ARCHIVES,
  },
  'S3-69': {
    rule: { register: 'staff', where: {}, isStanding: true, age: { field: 'bornOn', from: 50 } },
    zh: ['50岁以上人数', '截止日在岗的人员：到岗不晚于截止日，没有离任或离任在其后。截止日满50岁，含50岁。', '人'],
    en: [
      'Staff aged 50 and over',
      'People in post at the cut-off: joined by then and not gone. Full years of age 50 or more.',
      'persons',
    ],
    tenantKinds: ARCHIVES,
  },
  'S3-70': {
    rule: { register: 'staff', where: { archivalMajor: ['true'] }, isStanding: true },
    zh: ['档案专业人员人数', '截止日在岗的人员：到岗不晚于截止日，没有离任或离任在其后。有档案专业背景。', '人'],
    en: [
      'Staff with an archives background',
      'People in post at the cut-off: joined by then and not gone. With an archives background.',
      'persons',
    ],
    tenantKinds: ARCHIVES,
  },
};

export const REGISTER_FIGURE_RULES = Object.fromEntries(
  REGISTER_FIGURE_CODES.map((code) => [code, SAID[code].rule]),
) as Readonly<Record<RegisterFigureCode, RegisterFigureRule>>;

const definitionOf = (code: RegisterFigureCode): FigureDefinition => {
  const { rule, zh, en, tenantKinds, seenBy = [], decimals = 0 } = SAID[code];
  return define(
    {
      code,
      name: { zh: zh[0], en: en[0] },
      definition: { zh: zh[1], en: en[1] },
      unit: { zh: zh[2], en: en[2] },
      tenantKinds,
      period: rule.isStanding ? 'point_in_time' : 'year',
      source: 'register_entry',
      aggregate: rule.sum ? 'sum' : 'count',
    },
    { seenBy, decimals },
  );
};

export const REGISTER_FIGURES = Object.fromEntries(
  REGISTER_FIGURE_CODES.map((code) => [code, definitionOf(code)]),
) as Readonly<Record<RegisterFigureCode, FigureDefinition>>;

/** The register behind a figure, where it is one. */
export const registerOfFigure = (code: string): string | null =>
  (REGISTER_FIGURE_RULES as Readonly<Record<string, RegisterFigureRule>>)[code]?.register ?? null;
