import { topCategoryCode } from '@/server/domain/archive/archival-category';

/**
 * 门类著录项: what records of a category have beyond the fields that all share. Stored in `archive_item.details` under
 * the field's code, as text. Sources: GB/T 11821 and DA/T 54 (photographs), DA/T 78 (sound and video), GB/T 11822 and
 * DA/T 28 (projects), the rules for accounting archives (order 79), DA/T 89 (objects), DA/T 18 (description).
 */

export type CategoryFieldKind = 'text' | 'longText' | 'number' | 'date' | 'choice';

export interface CategoryField {
  code: string;
  zh: string;
  en: string;
  kind: CategoryFieldKind;
  isRequired?: boolean;
  /** Of a choice: what may stand in the field. */
  choices?: readonly { code: string; zh: string; en: string }[];
  /** Other headings under which offices keep it in their workbooks. */
  headings?: readonly string[];
  /** The clause a person may ask for. */
  source?: string;
}

/** 项目阶段 (DA/T 28), in the order in which a project goes through them. */
export const PROJECT_PHASES = [
  { code: 'LX', zh: '立项审批', en: 'approval' },
  { code: 'ZD', zh: '征地拆迁与规划许可', en: 'land and planning' },
  { code: 'SJ', zh: '勘察设计', en: 'survey and design' },
  { code: 'ZB', zh: '招投标与合同', en: 'bidding and contract' },
  { code: 'SG', zh: '施工文件', en: 'construction' },
  { code: 'JL', zh: '监理文件', en: 'supervision' },
  { code: 'SB', zh: '设备文件', en: 'equipment' },
  { code: 'JG', zh: '竣工验收', en: 'as-built acceptance' },
  { code: 'XT', zh: '信息化项目系统文件', en: 'IT system' },
] as const;

const OBJECT_KINDS = [
  { code: 'seal', zh: '印信', en: 'seal' },
  { code: 'award', zh: '奖牌奖状证书', en: 'award or certificate' },
  { code: 'banner', zh: '锦旗', en: 'banner' },
  { code: 'plaque', zh: '牌匾', en: 'plaque' },
  { code: 'gift', zh: '礼品', en: 'gift' },
  { code: 'craft', zh: '工艺品', en: 'craft' },
  { code: 'souvenir', zh: '纪念品', en: 'souvenir' },
  { code: 'badge', zh: '徽章', en: 'badge' },
  { code: 'other', zh: '其他', en: 'other' },
] as const;

const person: readonly CategoryField[] = [
  {
    code: 'personName',
    zh: '姓名',
    en: 'Name',
    kind: 'text',
    isRequired: true,
    headings: ['当事人', '户主', '人员姓名'],
  },
  { code: 'householdAddress', zh: '住址', en: 'Address', kind: 'text', headings: ['户籍地址', '家庭住址', '地址'] },
];

const recording: readonly CategoryField[] = [
  {
    code: 'takenOn',
    zh: '摄录日期',
    en: 'Recorded on',
    kind: 'date',
    headings: ['拍摄时间', '录制时间', '时间'],
    source: 'DA/T 78-2019',
  },
  { code: 'place', zh: '地点', en: 'Place', kind: 'text', headings: ['拍摄地点', '录制地点'] },
  { code: 'persons', zh: '主要人物', en: 'Persons', kind: 'text', headings: ['人物'] },
  { code: 'creator', zh: '摄录者', en: 'Recorded by', kind: 'text', headings: ['拍摄者', '录制者', '录音者'] },
  { code: 'background', zh: '背景', en: 'Background', kind: 'longText', headings: ['事由'] },
  { code: 'duration', zh: '时长', en: 'Length', kind: 'text' },
  { code: 'carrier', zh: '载体', en: 'Carrier', kind: 'text' },
  { code: 'format', zh: '规格', en: 'Format', kind: 'text', headings: ['格式'] },
];

/** By category of either level; the second level adds to the first. */
const FIELDS: Readonly<Record<string, readonly CategoryField[]>> = {
  WS: [],
  KU: [
    {
      code: 'fiscalPeriod',
      zh: '会计期间',
      en: 'Fiscal period',
      kind: 'text',
      headings: ['期间', '所属期间', '月份'],
      source: '79 号令',
    },
    { code: 'voucherFrom', zh: '凭证起号', en: 'First voucher', kind: 'text', headings: ['起始凭证号', '起号'] },
    { code: 'voucherTo', zh: '凭证止号', en: 'Last voucher', kind: 'text', headings: ['终止凭证号', '止号'] },
    { code: 'bookCount', zh: '册数', en: 'Books', kind: 'number' },
  ],
  KJ: [
    {
      code: 'projectNumber',
      zh: '项目号',
      en: 'Project number',
      kind: 'text',
      headings: ['项目代号', '工程编号', '项目编号'],
    },
    { code: 'projectName', zh: '项目名称', en: 'Project', kind: 'text', headings: ['工程名称'] },
    {
      code: 'phase',
      zh: '阶段',
      en: 'Phase',
      kind: 'choice',
      choices: PROJECT_PHASES,
      headings: ['项目阶段'],
      source: 'DA/T 28-2018',
    },
    { code: 'contractPackage', zh: '标段', en: 'Contract package', kind: 'text', headings: ['合同段', '单位工程'] },
    { code: 'drawingNumber', zh: '图号', en: 'Drawing number', kind: 'text', headings: ['文件编号'] },
    { code: 'drawingCount', zh: '图纸张数', en: 'Drawings', kind: 'number' },
  ],
  ZP: [
    {
      code: 'takenOn',
      zh: '拍摄日期',
      en: 'Taken on',
      kind: 'date',
      headings: ['拍摄时间', '时间'],
      source: 'GB/T 11821-2002',
    },
    { code: 'place', zh: '地点', en: 'Place', kind: 'text', headings: ['拍摄地点'] },
    { code: 'persons', zh: '人物', en: 'Persons', kind: 'text', headings: ['主要人物'] },
    { code: 'background', zh: '背景', en: 'Background', kind: 'longText', headings: ['事由'] },
    { code: 'photographer', zh: '摄影者', en: 'Photographer', kind: 'text', headings: ['拍摄者', '摄影'] },
    { code: 'caption', zh: '文字说明', en: 'Caption', kind: 'longText', headings: ['说明'] },
    { code: 'referenceNumber', zh: '参见号', en: 'See also', kind: 'text' },
    { code: 'negativeNumber', zh: '底片号', en: 'Negative number', kind: 'text' },
  ],
  LY: recording,
  LX: recording,
  SW: [
    { code: 'objectKind', zh: '实物类别', en: 'Kind', kind: 'choice', choices: OBJECT_KINDS, headings: ['类别'] },
    { code: 'material', zh: '质地', en: 'Material', kind: 'text', headings: ['材质'], source: 'DA/T 89-2022' },
    { code: 'size', zh: '尺寸', en: 'Size', kind: 'text', headings: ['规格'] },
    { code: 'pieces', zh: '件数', en: 'Pieces', kind: 'number' },
    { code: 'source', zh: '来源', en: 'Source', kind: 'text', headings: ['授予单位', '颁发单位'] },
  ],
  RS: person,
  ZY: [],
  ZY·HY: [
    {
      code: 'spouseA',
      zh: '当事人甲',
      en: 'Spouse A',
      kind: 'text',
      isRequired: true,
      headings: ['男方', '男方姓名'],
      source: '32 号令 2006',
    },
    { code: 'spouseB', zh: '当事人乙', en: 'Spouse B', kind: 'text', isRequired: true, headings: ['女方', '女方姓名'] },
    {
      code: 'registrationNumber',
      zh: '登记字号',
      en: 'Registration number',
      kind: 'text',
      headings: ['证书字号', '结婚证字号'],
    },
    { code: 'registrationKind', zh: '登记类型', en: 'Kind', kind: 'text', headings: ['业务类型'] },
  ],
  ZY·LQ: [
    ...person,
    { code: 'certificateNumber', zh: '林权证号', en: 'Certificate number', kind: 'text' },
    { code: 'plotNumber', zh: '宗地号', en: 'Plot', kind: 'text' },
  ],
  ZY·TQ: [
    ...person,
    { code: 'certificateNumber', zh: '权证编号', en: 'Certificate number', kind: 'text' },
    { code: 'plotNumber', zh: '地块编码', en: 'Plot', kind: 'text' },
  ],
  ZY·TX: [
    ...person,
    { code: 'enterpriseName', zh: '原单位', en: 'Former employer', kind: 'text', headings: ['企业名称', '原企业'] },
    {
      code: 'ownershipLevel',
      zh: '企业隶属',
      en: 'Ownership level',
      kind: 'choice',
      choices: [
        { code: 'central', zh: '中央企业', en: 'central' },
        { code: 'province', zh: '省属企业', en: 'provincial' },
        { code: 'city', zh: '市属企业', en: 'municipal' },
        { code: 'district', zh: '区属企业', en: 'district' },
      ],
    },
    { code: 'retiredOn', zh: '退休日期', en: 'Retired on', kind: 'date' },
  ],
  ZY·LD: person,
  ZY·DY: person,
  ZY·FP: [
    { code: 'village', zh: '村', en: 'Village', kind: 'text', headings: ['行政村'] },
    { code: 'personName', zh: '户主', en: 'Householder', kind: 'text', headings: ['贫困户', '姓名'] },
    {
      code: 'reliefStage',
      zh: '环节',
      en: 'Stage',
      kind: 'choice',
      choices: [
        { code: '01', zh: '综合', en: 'general' },
        { code: '02', zh: '识别', en: 'identification' },
        { code: '03', zh: '施策', en: 'measures' },
        { code: '04', zh: '脱贫', en: 'out of poverty' },
        { code: '05', zh: '特殊载体', en: 'special carriers' },
      ],
    },
  ],
  ZY·XK: [
    { code: 'matterCode', zh: '事项编码', en: 'Matter', kind: 'text' },
    { code: 'applicant', zh: '申请人', en: 'Applicant', kind: 'text' },
  ],
  ZY·ZF: [
    { code: 'caseNumber', zh: '案号', en: 'Case number', kind: 'text' },
    { code: 'party', zh: '当事人', en: 'Party', kind: 'text' },
  ],
  ZY·SF: [
    { code: 'caseNumber', zh: '案号', en: 'Case number', kind: 'text' },
    { code: 'party', zh: '当事人', en: 'Party', kind: 'text' },
  ],
  ZY·XF: [
    { code: 'caseNumber', zh: '信访件编号', en: 'Petition number', kind: 'text' },
    { code: 'party', zh: '信访人', en: 'Petitioner', kind: 'text' },
  ],
  ZY·ZC: [
    { code: 'projectNumber', zh: '采购项目编号', en: 'Procurement number', kind: 'text' },
    { code: 'supplier', zh: '成交供应商', en: 'Supplier', kind: 'text' },
  ],
  SJ: [
    { code: 'system', zh: '来源系统', en: 'System', kind: 'text' },
    { code: 'dataVolume', zh: '数据量（MB）', en: 'Data volume (MB)', kind: 'number', headings: ['数据量'] },
    { code: 'format', zh: '格式', en: 'Format', kind: 'text' },
  ],
  YJ: [
    { code: 'sender', zh: '发件人', en: 'From', kind: 'text' },
    { code: 'recipients', zh: '收件人', en: 'To', kind: 'text' },
  ],
  WY: [
    { code: 'url', zh: '网址', en: 'Address', kind: 'text' },
    { code: 'publishedOn', zh: '发布日期', en: 'Published on', kind: 'date' },
  ],
  MT: [
    { code: 'account', zh: '账号', en: 'Account', kind: 'text' },
    { code: 'publishedOn', zh: '发布日期', en: 'Published on', kind: 'date' },
  ],
};

/** The fields of a category of either level, the first level's first. Never a code twice. */
export function categoryFields(category: string): readonly CategoryField[] {
  const top = FIELDS[topCategoryCode(category)] ?? [];
  if (category === topCategoryCode(category)) return top;
  const own = FIELDS[category] ?? [];
  return [...top.filter((field) => !own.some((other) => other.code === field.code)), ...own];
}

/** Every field of every category once, by its code: what a search or a finding calls it. */
export const CATEGORY_FIELDS: ReadonlyMap<string, CategoryField> = new Map(
  Object.values(FIELDS).flatMap((fields) => fields.map((field) => [field.code, field] as const)),
);

export const DETAIL_LENGTH = 500;

/** The fields of a category that its details lack although they are required. */
export function missingDetails(category: string, details: Readonly<Record<string, string>>): string[] {
  return categoryFields(category)
    .filter((field) => field.isRequired && !details[field.code]?.trim())
    .map((field) => field.code);
}
