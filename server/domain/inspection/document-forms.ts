/* 执法文书: the forms of the list `enforcement_doc`, and the certificates of ratings and honours, without zod, so that screens may take them along. */

export const DOCUMENT_CODES = [
  'PLAN',
  'NOTICE',
  'ID_SHOW',
  'CHECKLIST',
  'INQUIRY',
  'EVIDENCE',
  'FEEDBACK',
  'RECTIFY',
  'CORRECT',
  'ADVICE',
  'RECEIPT',
  'RECT_REPORT',
  'RECHECK',
  'FILING',
  'HEARING',
  'DECISION',
  'DISCLOSURE',
  'CASE_FILE',
  'RATING_CERT',
  'HONOUR_CERT',
] as const;
export type DocumentCode = (typeof DOCUMENT_CODES)[number];

/** Where the place for the seal is. Left out on papers that a person signs instead. */
export const SEAL_PLACES = ['right', 'left', 'none'] as const;
export type SealPlace = (typeof SEAL_PLACES)[number];

/** The list of findings that a form prints: none, all of them, or those that are issued with it. */
export type DemandList = 'none' | 'all' | 'own';

export interface DocumentWording {
  title: string;
  /** The middle of the number: 清档〔改〕. */
  series: string;
  /** Paragraphs before the list of demands and after it. Named fields stand in braces. */
  opening: string[];
  closing: string[];
  sealPlace: SealPlace;
}

export interface DocumentForm extends DocumentWording {
  code: DocumentCode;
  demands: DemandList;
  /** Lines to sign on, beside or instead of the seal. */
  signatures: readonly string[];
  /** Whether it is handed to the inspected unit. */
  isServed: boolean;
  /** Whether a person writes a text of their own into it. */
  hasText: boolean;
}

/** The named fields that a wording may use. */
export const DOCUMENT_FIELDS = [
  '单位',
  '机关',
  '日期',
  '检查日期',
  '通知书号',
  '批次',
  '检查人员',
  '问题数',
  '期限',
  '依据',
  '后果',
  '结果',
  '正文',
  '等级',
  '有效期',
  '称号',
] as const;
export type DocumentField = (typeof DOCUMENT_FIELDS)[number];

const form = (
  code: DocumentCode,
  title: string,
  series: string,
  rest: Partial<Omit<DocumentForm, 'code' | 'title' | 'series'>>,
): DocumentForm => ({
  code,
  title,
  series,
  opening: ['{正文}'],
  closing: [],
  sealPlace: 'right',
  demands: 'none',
  signatures: [],
  isServed: false,
  hasText: true,
  ...rest,
});

const INSPECTORS = '检查人员';
const UNIT_HEAD = '被检查单位负责人';

/** As they stand until a bureau adapts them. */
export const DOCUMENT_FORMS: readonly DocumentForm[] = [
  form('PLAN', '年度抽查计划', '计', {
    opening: ['为加强档案工作监督管理，依据《中华人民共和国档案法》第四十二条，制定本计划。', '{正文}'],
  }),
  form('NOTICE', '检查通知书', '检', {
    isServed: true,
    opening: [
      '{单位}：',
      '依据《中华人民共和国档案法》第四十二条、第四十三条，{机关}定于{检查日期}对你单位档案工作进行检查。',
      '{正文}',
    ],
  }),
  form('ID_SHOW', '执法证件出示记录', '证', {
    sealPlace: 'none',
    signatures: [INSPECTORS, UNIT_HEAD],
    opening: [
      '{检查日期}，检查人员{检查人员}在检查{单位}前，向被检查单位人员出示了执法证件，并告知了检查事项。',
      '{正文}',
    ],
  }),
  form('CHECKLIST', '检查（勘验）记录', '录', {
    sealPlace: 'none',
    demands: 'all',
    signatures: [INSPECTORS, UNIT_HEAD],
    opening: ['{检查日期}，{检查人员}对{单位}进行了检查（{批次}），情况如下。', '{正文}'],
  }),
  form('INQUIRY', '询问笔录', '询', {
    sealPlace: 'none',
    signatures: [INSPECTORS, '记录人', '被询问人'],
    opening: ['{日期}，{检查人员}就{批次}有关情况进行询问。', '{正文}'],
    closing: ['以上笔录已经被询问人核对无误。'],
  }),
  form('EVIDENCE', '证据先行登记保存清单', '存', {
    isServed: true,
    signatures: [INSPECTORS, UNIT_HEAD],
    opening: [
      '{单位}：',
      '因证据可能灭失或者以后难以取得，依据《中华人民共和国行政处罚法》第五十六条，对下列物品先行登记保存。',
      '{正文}',
    ],
    closing: ['本机关将在七日内作出处理决定。在此期间，不得销毁或者转移。'],
  }),
  form('FEEDBACK', '反馈意见书', '馈', {
    isServed: true,
    demands: 'all',
    signatures: [INSPECTORS, UNIT_HEAD],
    opening: [
      '{单位}：',
      '{检查日期}，{机关}对你单位进行了检查（{批次}）。检查发现问题{问题数}条，现反馈如下。',
      '{正文}',
    ],
    closing: ['对以上意见有异议的，可以当场说明或者书面提出。'],
  }),
  form('RECTIFY', '责令限期整改通知书', '改', {
    isServed: true,
    hasText: false,
    demands: 'own',
    opening: [
      '{单位}：',
      '{检查日期}，{机关}对你单位进行检查（{批次}，{通知书号}），发现存在下列档案安全隐患。依据{依据}，责令你单位限期整改。',
    ],
    closing: ['请于{期限}前完成整改，并逐条报送整改情况和证明材料。', '{后果}'],
  }),
  form('CORRECT', '责令限期改正通知书', '责', {
    isServed: true,
    hasText: false,
    demands: 'own',
    opening: [
      '{单位}：',
      '{检查日期}，{机关}对你单位进行检查（{批次}，{通知书号}），发现存在下列违法行为。依据{依据}，责令你单位限期改正。',
    ],
    closing: ['请于{期限}前改正，并逐条报送改正情况和证明材料。', '{后果}'],
  }),
  form('ADVICE', '整改意见书', '意', {
    isServed: true,
    hasText: false,
    demands: 'own',
    opening: [
      '{单位}：',
      '{检查日期}，{机关}对你单位进行检查（{批次}，{通知书号}），发现存在下列问题。依据{依据}，提出以下整改意见。',
    ],
    closing: ['请于{期限}前落实，并逐条报送整改情况。'],
  }),
  form('RECEIPT', '送达回证', '达', {
    sealPlace: 'none',
    signatures: ['送达人', '受送达人'],
    opening: ['受送达单位：{单位}', '{正文}'],
    closing: ['受送达人拒绝签收的，由送达人注明情况并签名。'],
  }),
  form('RECT_REPORT', '整改报告', '报', {
    demands: 'all',
    opening: ['{机关}：', '{批次}检查发现的问题，整改情况报告如下。', '{正文}'],
  }),
  form('RECHECK', '复查意见书', '复', {
    isServed: true,
    demands: 'own',
    opening: ['{单位}：', '{机关}对你单位报送的整改情况进行了复查，意见如下。', '{正文}'],
  }),
  form('FILING', '立案审批表', '立', {
    signatures: ['承办人', '审批人'],
    demands: 'all',
    opening: ['{单位}涉嫌违反档案法律法规，建议立案调查。', '{正文}'],
  }),
  form('HEARING', '听证告知书', '听', {
    isServed: true,
    opening: ['{单位}：', '{正文}', '依据《中华人民共和国行政处罚法》第六十三条，你单位有权要求听证。'],
    closing: ['要求听证的，应当在收到本告知书后五日内提出；逾期视为放弃。'],
  }),
  form('DECISION', '行政处罚决定书', '罚', {
    isServed: true,
    demands: 'all',
    opening: ['{单位}：', '{正文}'],
    closing: ['对本决定不服的，可以依法申请行政复议或者提起行政诉讼。'],
  }),
  form('DISCLOSURE', '检查结果公示', '公示', {
    opening: ['{机关}于{检查日期}对{单位}进行了检查（{批次}），结果：{结果}。发现问题{问题数}条。', '{正文}'],
  }),
  form('CASE_FILE', '执法案卷归档登记', '卷', {
    sealPlace: 'none',
    demands: 'all',
    signatures: ['立卷人', '检查人'],
    opening: ['{批次}，{单位}。本卷文书已按顺序整理归档。', '{正文}'],
  }),
  form('RATING_CERT', '档案工作等级证书', '评', {
    isServed: true,
    hasText: false,
    opening: ['{单位}：', '经{机关}测评，你单位档案工作达到{等级}标准，特发此证。'],
    closing: ['有效期：{有效期}。'],
  }),
  form('HONOUR_CERT', '荣誉证书', '奖', {
    isServed: true,
    hasText: false,
    opening: ['{单位}：', '在档案工作中成绩突出，被评为{称号}，特发此证。'],
  }),
];

const BY_CODE = new Map(DOCUMENT_FORMS.map((one) => [one.code, one]));

export const documentForm = (code: DocumentCode): DocumentForm => {
  const found = BY_CODE.get(code);
  if (!found) throw new Error(`no form ${code}`);
  return found;
};

/** Forms that a person writes for an inspection; the others are made by the act that they belong to. */
export const WRITTEN_FORMS: readonly DocumentCode[] = DOCUMENT_FORMS.filter(
  ({ code, hasText }) => hasText && code !== 'NOTICE' && code !== 'RECHECK',
).map(({ code }) => code);

/** 送达方式 */
export const SERVICE_METHODS = ['electronic', 'direct', 'mail', 'left', 'notice'] as const;
export type ServiceMethod = (typeof SERVICE_METHODS)[number];

const FIELD = /\{([^{}]*)\}/g;

/** Names in braces that no field has: told to whoever adapts a wording, before anything is printed with them. */
export const unknownFields = (texts: readonly string[]): string[] => {
  const known = new Set<string>(DOCUMENT_FIELDS);
  return [...new Set(texts.flatMap((text) => [...text.matchAll(FIELD)].map((match) => match[1] ?? '')))].filter(
    (name) => !known.has(name),
  );
};

/** Fills the fields. A paragraph whose only content was an empty field is left out. */
export const fillFields = (texts: readonly string[], values: Readonly<Record<DocumentField, string>>): string[] =>
  texts.flatMap((text) =>
    text
      .replace(FIELD, (whole, name: string) => values[name as DocumentField] ?? whole)
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  );

/** 2026-07-10 → 2026年7月10日 */
export const chineseDate = (isoDate: string): string => {
  const [year, month, day] = isoDate.split('-').map(Number);
  return `${year}年${month}月${day}日`;
};

/** 清档改〔2026〕6号. The first character of the issuer stands for it. */
export const documentNumberOf = (series: string, issuerName: string, year: number, sequence: number): string =>
  `${Array.from(issuerName)[0] ?? ''}档${series}〔${year}〕${sequence}号`;
