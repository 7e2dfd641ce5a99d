import { describeDetail, describeField } from '@/server/domain/archive/check-words';
import type { CheckResult, ItemResult, Verdict } from '@/server/domain/digital/four-property';
import type { CheckPhase, FourProperty } from '@/server/domain/digital/four-property-rules';

/** What the check says, in both languages: on screens, in workbooks and in the report. */
type Pair = readonly [zh: string, en: string];
type CheckLocale = 'zh-CN' | 'en';
const say = (pair: Pair, locale: CheckLocale): string => pair[locale === 'en' ? 1 : 0];

const PROPERTY: Readonly<Record<FourProperty, Pair>> = {
  authenticity: ['真实性', 'Authenticity'],
  integrity: ['完整性', 'Integrity'],
  usability: ['可用性', 'Usability'],
  security: ['安全性', 'Security'],
};
const PHASE: Readonly<Record<CheckPhase, Pair>> = {
  archiving: ['归档环节', 'Filing'],
  transfer: ['移交与接收环节', 'Transfer'],
  preservation: ['长期保存环节', 'Preservation'],
};
const RESULT: Readonly<Record<CheckResult, Pair>> = {
  passed: ['通过', 'Passed'],
  failed: ['不通过', 'Failed'],
  not_applicable: ['不适用', 'Not applicable'],
  needs_person: ['待人工', 'Needs a person'],
  not_run: ['未检测', 'Not run'],
};
const VERDICT: Readonly<Record<Verdict, Pair>> = {
  passed: ['合格', 'Passed'],
  open: ['待定（有未检测或待人工的项目）', 'Open: items not run or for a person'],
  failed: ['不合格', 'Failed'],
};

/** Words that only this check uses; the others are those of the catalogue's checks. */
const DETAIL: Readonly<Record<string, Pair>> = {
  control_character: ['有控制字符或乱码', 'holds control or lost characters'],
  unknown_value: ['不在规定的值域内', 'is not in its list'],
  file_undescribed: ['文件的技术元数据不全', 'a file is not fully described'],
  step_unknown: ['没有接收或入库的记录', 'receipt or storing is not recorded'],
  same_title: ['同年有题名、责任者、文号相同的条目', 'a record of the year reads the same'],
  gap_before: ['前一个件号空缺', 'the number before it is missing'],
  no_schedule_rule: ['没有对应归档范围表的条目', 'not tied to a line of the schedule'],
  no_audit_event: ['审计日志里没有入库记录', 'the audit log has no storing'],
  digest_differs: ['数字摘要与入库时不同', 'digest differs from the stored one'],
  signature_unverified: ['文件带电子签名，本系统不能验签', 'bears a signature that cannot be verified here'],
  attributes_differ: ['大小、格式或页数与著录不同', 'size, format or pages differ'],
  not_in_package: ['不在存储包里', 'is not in the package'],
  inventory_damaged: ['存储包清单损坏', 'the inventory is damaged'],
  structure_damaged: ['存储包结构不合规范', 'the structure is wrong'],
  not_as_received: ['与接收时的字节不同', 'differs from what was received'],
  count_differs: ['文件数不符', 'number of files differs'],
  bytes_differ: ['字节数不符', 'number of bytes differs'],
  content_differs: ['清单与实存文件不符', 'content differs from the inventory'],
  extra_file: ['有多余文件', 'there are files too many'],
  pages_differ: ['文件页数与著录页数不同', 'pages differ from the catalogue'],
  pages_unknown: ['这种格式数不出页数', 'pages of this format cannot be counted'],
  no_page_count: ['条目没有著录页数', 'the catalogue gives no pages'],
  package_unverified: ['封装包需用专门工具核对', 'the package needs its own tool'],
  unknown_type: ['识别不出格式，或与著录不同', 'format is unknown or differs'],
  editing_only: ['只有可编辑格式，没有版式文件', 'editing format without a laid out copy'],
  not_for_keeping: ['不是长期保存格式', 'no format for keeping'],
  packed: ['是压缩包或未识别的复合文件', 'is packed'],
  encrypted: ['文件加密', 'is encrypted'],
  infected: ['发现病毒', 'holds a virus'],
  no_scanner: ['没有可用的杀毒软件，未扫描', 'not scanned: no virus scanner at hand'],
  missing: ['文件不在', 'the file is missing'],
  image_damaged: ['图像打不开', 'the picture cannot be opened'],
  pdf_damaged: ['PDF 打不开', 'the PDF cannot be opened'],
  pdf_active: ['PDF 带脚本或附件', 'the PDF holds scripts or attachments'],
  environment: ['软硬件环境由人核对', 'a person compares the environment'],
  online: ['在线存储，没有离线载体', 'kept online, no medium'],
  crashed: ['检查时出错', 'the inspection broke off'],
  timed_out: ['检查超时', 'the inspection took too long'],
};

export const propertyName = (property: FourProperty, locale: CheckLocale): string => say(PROPERTY[property], locale);
export const phaseName = (phase: CheckPhase, locale: CheckLocale): string => say(PHASE[phase], locale);
export const resultName = (result: CheckResult, locale: CheckLocale): string => say(RESULT[result], locale);
export const verdictName = (verdict: Verdict, locale: CheckLocale): string => say(VERDICT[verdict], locale);

const CATALOGUE_FIELD = /^(?:details\.|[a-z]+[A-Z]?[A-Za-z]*$)/u;
/** 题名：没有填写; the name of the file or field comes first. */
export const describeItem = (item: ItemResult, locale: CheckLocale): string => {
  if (!item.detail) return '';
  const own = DETAIL[item.detail];
  const words = own ? say(own, locale) : describeDetail(item.detail, locale, item.subject ?? '');
  if (!item.subject || item.detail === 'no_scanner') return words;
  const subject = CATALOGUE_FIELD.test(item.subject) ? describeField(item.subject, locale) : item.subject;
  return locale === 'en' ? `${subject}: ${words}` : `${subject}：${words}`;
};
