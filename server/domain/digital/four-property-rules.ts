/**
 * 四性检测 as data (DA/T 70-2018): which item asks what of an electronic record, in which phases, who decides. An item
 * whose judgement changes gets the next version and the set the next name, so that two runs that differ can be told
 * apart from two records that differ. The numbers are those of the filing phase; the other phases use the same.
 */
export const FOUR_PROPERTIES = ['authenticity', 'integrity', 'usability', 'security'] as const;
export type FourProperty = (typeof FOUR_PROPERTIES)[number];
export const CHECK_PHASES = ['archiving', 'transfer', 'preservation'] as const;
export type CheckPhase = (typeof CHECK_PHASES)[number];

const PREFIX: Readonly<Record<CheckPhase, string>> = { archiving: 'GD', transfer: 'YJ', preservation: 'BC' };

export interface FourPropertyRule {
  /** Without the prefix of the phase. */
  code: string;
  version: number;
  property: FourProperty;
  phases: readonly CheckPhase[];
  /** About each record, or once about the installation and the medium. */
  subject: 'record' | 'run';
  /** `person`: nothing that a machine could decide. Open results of any item may be decided by a person. */
  mode: 'auto' | 'person';
  zh: string;
  en: string;
}

export const RULE_SET = 'DA/T 70-2018#1';

/** 定期复检: days within which the clock has every electronic record judged again, and how many records one run takes. */
export const RECHECK_DAYS = 365;
export const RECHECKED_AT_ONCE = 5_000;

const ALL = CHECK_PHASES;
const MOVED = ['archiving', 'transfer'] as const;
type Line = readonly [
  string,
  FourPropertyRule['phases'],
  FourPropertyRule['subject'],
  FourPropertyRule['mode'],
  string,
  string,
];

const LINES: readonly Line[] = [
  ['1-1', ALL, 'record', 'auto', '固化信息有效性', 'Digests and signatures hold'],
  ['1-2', ALL, 'record', 'auto', '元数据项数据长度', 'Length of metadata'],
  ['1-3', ALL, 'record', 'auto', '元数据项数据类型、格式', 'Type and format of metadata'],
  ['1-4', ALL, 'record', 'auto', '元数据项值域符合度', 'Values from their lists'],
  ['1-5', ALL, 'record', 'auto', '元数据项数据值合理性', 'Plausible values'],
  ['1-6', ALL, 'record', 'auto', '元数据项包含特殊字符', 'Forbidden characters'],
  ['1-7', ALL, 'record', 'auto', '档号规范性', 'Reference code follows its template'],
  ['1-8', ALL, 'record', 'auto', '元数据项数据重复性', 'Doubled records'],
  ['1-10', ALL, 'record', 'auto', '内容数据的电子属性一致性', 'Name, size, format as described'],
  ['1-11', ALL, 'record', 'auto', '元数据与内容数据关联一致性', 'Record leads to its files'],
  ['1-12', ALL, 'record', 'auto', '说明文件和目录文件规范性', 'Inventory of the package is valid'],
  ['1-13', ALL, 'record', 'auto', '信息包目录结构规范性', 'Structure of the package'],
  ['1-14', ALL, 'record', 'auto', '信息包一致性（归档前后）', 'Same bytes as when received'],
  ['2-1', ALL, 'record', 'auto', '总件数相符性', 'Number of files'],
  ['2-2', ALL, 'record', 'auto', '总字节数相符性', 'Number of bytes'],
  ['2-3', ALL, 'record', 'auto', '元数据项完整性', 'All metadata elements exist'],
  ['2-4', ALL, 'record', 'auto', '元数据必填著录项目', 'Required fields are filled'],
  ['2-5', ALL, 'record', 'auto', '过程信息完整性', 'Who and when of each step'],
  ['2-6', ALL, 'record', 'auto', '连续性元数据项', 'No gap before the number'],
  ['2-7', ALL, 'record', 'auto', '内容数据完整性', 'Pages as catalogued'],
  ['2-8', ALL, 'record', 'auto', '附件数据完整性', 'Attachments are there'],
  ['2-9', MOVED, 'record', 'auto', '归档范围', 'Within the filing scope'],
  ['2-10', MOVED, 'record', 'auto', '信息包元数据完整性（DA/T 48）', 'Metadata of the EEP package'],
  ['2-11', ALL, 'record', 'auto', '信息包内容数据完整性', 'Package holds what it lists'],
  ['3-1', ALL, 'record', 'auto', '信息包中元数据的可读性', 'Metadata of the package can be read'],
  ['3-2', ALL, 'record', 'auto', '目标数据库中元数据可访问性', 'Metadata can be found'],
  ['3-3', ALL, 'record', 'auto', '内容数据格式', 'Format told from the bytes'],
  ['3-4', ALL, 'record', 'auto', '内容数据的可读性', 'Files can be opened'],
  ['3-5', ALL, 'record', 'auto', '内容数据格式长期可用性', 'Formats for keeping'],
  ['3-6', ALL, 'run', 'person', '软硬件环境合规性', 'Hardware and software'],
  ['3-8', ALL, 'record', 'auto', '内容数据格式合规性（压缩、加密）', 'No packing or encryption'],
  ['4-1', ALL, 'run', 'auto', '系统环境中是否安装杀毒软件', 'Virus scanner installed'],
  ['4-2', ALL, 'record', 'auto', '病毒感染', 'Viruses'],
  ['4-3', ALL, 'record', 'auto', '载体中多余文件', 'Files that belong to nothing'],
  ['4-4', ALL, 'run', 'auto', '载体读取速度', 'Speed of the medium'],
  ['4-5', ALL, 'run', 'person', '载体外观', 'Look of the medium'],
  ['4-6', ALL, 'run', 'person', '光盘合格性', 'Optical discs'],
  ['4-7', ALL, 'record', 'auto', '操作过程安全性', 'Acts are in the audit log'],
];

const propertyOf = (code: string): FourProperty =>
  (['authenticity', 'integrity', 'usability', 'security'] as const)[Number(code[0]) - 1] ?? 'security';

export const FOUR_PROPERTY_RULES: readonly FourPropertyRule[] = LINES.map(([code, phases, subject, mode, zh, en]) => ({
  code,
  version: 1,
  property: propertyOf(code),
  phases,
  subject,
  mode,
  zh,
  en,
}));

/** Numbers of the standard whose wording we could not verify: said in the report, never counted as passed. */
export const UNVERIFIED_CODES = ['1-9', '3-7'] as const;

export const rulesOfPhase = (phase: CheckPhase): FourPropertyRule[] =>
  FOUR_PROPERTY_RULES.filter((rule) => rule.phases.includes(phase));
export const findFourPropertyRule = (code: string): FourPropertyRule | undefined =>
  FOUR_PROPERTY_RULES.find((rule) => rule.code === code);
/** As the standard writes it: GD-1-1. */
export const writtenCode = (phase: CheckPhase, code: string): string => `${PREFIX[phase]}-${code}`;

/** 归档格式: what may be kept for long, by the type told from the bytes. Editing formats only beside a laid out copy. */
export const LAYOUT_FORMATS: ReadonlySet<string> = new Set([
  'application/pdf',
  'application/ofd',
  'image/tiff',
  'image/jpeg',
  'image/png',
  'image/jp2',
  'audio/wav',
  'audio/mpeg',
  'video/x-msvideo',
  'video/mp4',
  'application/mxf',
  'application/xml',
  'text/plain',
  'message/rfc822',
  'application/warc',
]);
const OFFICE = 'application/vnd.openxmlformats-officedocument';
export const EDITING_FORMATS: ReadonlySet<string> = new Set([
  `${OFFICE}.wordprocessingml.document`,
  `${OFFICE}.spreadsheetml.sheet`,
  `${OFFICE}.presentationml.presentation`,
  'application/msword',
  'application/vnd.ms-excel',
  'application/vnd.ms-powerpoint',
  'application/rtf',
]);
