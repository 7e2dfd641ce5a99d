import type { TenantDb } from '@/db/client';
import { categoryName } from '@/server/domain/archive/archival-category';
import { chineseDate } from '@/server/domain/inspection/document-forms';
import { jointInWords } from '@/server/domain/inspection/joint-people';
import type { NoticeBody } from '@/server/domain/inspection/received';
import { registerOfCode } from '@/server/domain/register/registers';
import type { TenantScope } from '@/server/tenancy/scope';
import { type DocumentOrder, type MadeDocument, makeDocument, type Press } from './documents/make-document.ts';

/* The paper is an official form: its words are Chinese whatever language the screens have. */
const CLASS_WORDS: Readonly<Record<string, string>> = {
  archive: '档案目录与原文',
  use: '利用登记',
  training: '培训登记',
  storage: '库房与保管登记',
  register: '台账',
};
const METHOD_WORDS: Readonly<Record<string, string>> = {
  administrative: '行政检查',
  enforcement: '执法检查',
  special: '专项检查',
  provider: '外包服务检查',
  revisit: '回头看',
};

const REGISTER_WORDS: Readonly<Record<string, string>> = {
  rooms: '库房',
  boxes: '档案盒',
  stock_takes: '清点',
  outs: '出库',
  climate: '温湿度记录',
};

const moment = (instant: string): string => {
  const local = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString();
  return `${chineseDate(local.slice(0, 10))}${local.slice(11, 16)}`;
};

const booksOf = (codes: readonly string[] | null): string =>
  codes?.map((code) => registerOfCode(code)?.name.zh ?? code).join('、') ?? '全部，保密类除外';

const scopeWords = ({ scope }: NoticeBody): string =>
  [
    scope.recordClasses.map((one) => CLASS_WORDS[one] ?? one).join('、'),
    scope.categoryCodes ? `门类：${scope.categoryCodes.map(categoryName).join('、')}` : '全部门类',
    `${scope.yearFrom}年至${scope.yearTo}年`,
    scope.registers ? `登记：${scope.registers.map((one) => REGISTER_WORDS[one] ?? one).join('、')}` : '',
    scope.registers ? `库房：${scope.roomCodes?.join('、') ?? '全部'}` : '',
    scope.recordClasses.includes('register') ? `台账：${booksOf(scope.registerCodes)}` : '',
  ]
    .filter(Boolean)
    .join('，');

/** The body of the notice in the order in which a unit asks: who comes, why, what is read, what to have at hand. */
const wordsOf = (body: NoticeBody): string =>
  [
    `一、检查方式：${METHOD_WORDS[body.method] ?? body.method}（${body.campaignTitle}）。`,
    `二、检查人员：${body.inspectors.map((person) => person.name).join('、')}。`,
    `三、检查事由：${body.reason}。`,
    `四、查阅范围：${scopeWords(body)}。查阅授权自${moment(body.scope.validFrom)}至${moment(body.scope.validTo)}，到期自动关闭；每次查阅记入你单位日志。对查阅授权有异议的，可以在系统内提出。`,
    `五、请准备：${body.materials.join('；')}。`,
    body.jointPartners.length > 0 ? `联合检查单位：${body.jointPartners.join('、')}。` : '',
    body.jointPeople.length > 0 ? `联合检查人员：${body.jointPeople.map(jointInWords).join('、')}。` : '',
    body.leadReason ? `本通知晚于规定的提前期限，原因：${body.leadReason}。` : '',
    body.contact ? `联系人及电话：${body.contact}。` : '',
  ]
    .filter(Boolean)
    .join('\n');

/** 检查通知书: numbered in its series, printed, frozen, served with the sending. */
export const makeNotice = (
  tdb: TenantDb,
  scope: TenantScope,
  press: Press,
  about: Pick<DocumentOrder, 'inspection' | 'campaign'> & { body: NoticeBody },
): Promise<MadeDocument> =>
  makeDocument(tdb, scope, press, {
    code: 'NOTICE',
    inspection: about.inspection,
    campaign: about.campaign,
    demands: [],
    text: wordsOf(about.body),
    isSent: true,
  });
