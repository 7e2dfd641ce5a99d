import { plusDays } from '@/db/demo/calendar';
import type { Stage } from './cast.ts';

/* A day at the desk: a reader with a paper, loans in every state, an effect, what was sought in vain, a commitment. */

/** An identity card of nobody: its region code is not given out. */
const CARD = '99999919700101001X';

const receiveReader = async (stage: Stage, desk: string, itemIds: readonly string[]): Promise<string> => {
  const { fingerprint, idTail, ageGroup } = await stage
    .as(desk)
    .use.identifyReader({ idKind: 'work_card', idNumber: CARD });
  const { id } = await stage.as(desk).use.registerVisit({
    visitorName: '陈某某',
    visitorKind: 'citizen',
    ageGroup: ageGroup ?? 'from_35',
    contact: '0571-00000000',
    paper: { idKind: 'work_card', idTail, fingerprint },
    visitedOn: plusDays(stage.today, -32),
    purpose: 'proof',
    services: ['reading', 'certificate'],
    subject: '宅基地确权材料',
    result: 'found',
    lines: [
      ...itemIds.map((itemId) => ({ itemId, copy: { pages: 2, copies: 1 } })),
      { title: '土地证存根', quantity: 2 },
    ],
    approval: { byName: '单位负责人', note: '同意查阅' },
  });
  for (const channel of ['onsite', 'letter'] as const)
    await stage.as(desk).use.registerVisit({
      visitorName: '吴某某',
      visitorKind: 'citizen',
      visitedOn: plusDays(stage.today, -3),
      channel,
      purpose: 'research',
      subject: '1958年公社社员名册',
      result: 'not_found',
    });
  return id;
};

const lendSome = async (
  stage: Stage,
  people: { desk: string; approver: string },
  itemIds: readonly string[],
): Promise<void> => {
  const { desk, approver } = people;
  const [first = '', second = '', third = ''] = itemIds;
  const loan = (id: string, days: number, over: object) =>
    stage.as(desk).loan.request({
      kind: 'item',
      id,
      borrowerName: '孙某某',
      borrowerKind: 'internal',
      borrowerUnit: '办公室',
      purpose: 'work',
      subject: '起草工作报告',
      dueOn: plusDays(stage.today, days),
      ...over,
    });
  const back = await loan(first, 10, {});
  await stage.as(desk).loan.return({
    loanId: back.id,
    rowVersion: back.rowVersion,
    condition: 'good',
    effect: {
      known: true,
      kind: 'saving',
      description: '查到原施工图，免去重新测绘',
      amountYuan: 36_000,
      isTypical: true,
    },
  });
  await loan(second, 2, {});
  const outsider = { borrowerName: '郑某某', borrowerKind: 'unit', borrowerUnit: '某某局', purpose: 'compilation' };
  const asked = await loan(third, 14, { ...outsider, subject: '编写部门志' });
  await stage
    .as(approver)
    .loan.decide({ loanId: asked.id, rowVersion: asked.rowVersion, isApproved: true, note: '同意' });
};

const issueLetter = async (stage: Stage, keeper: string): Promise<void> => {
  const version = `${stage.today.slice(0, 4)}版`;
  const { letterId } = await stage.as(keeper).secrecy.issueLetter({
    version,
    title: '保密承诺书',
    rules: ['不该说的不说', '不该问的不问', '不该看的不看', '不在非保密本上记录', '不在私人通信中涉及'],
    heads: ['遵守保密法律法规', '不违规复制、留存', '离岗时清退全部材料'],
    issuedOn: plusDays(stage.today, -20),
  });
  await stage.as(keeper).secrecy.enterSignature({ letterId, person: '林某', signedOn: plusDays(stage.today, -18) });
};

/** Readers who called before they come: one is answered, one waits, one came, one could not be helped. */
const reserveSome = async (stage: Stage, desk: string, itemIds: readonly string[]): Promise<void> => {
  const reserve = (readerName: string, days: number, over: object = {}) =>
    stage.as(desk).reservation.reserve({
      readerName,
      contact: '0571-00000000',
      purpose: 'proof',
      subject: '婚姻登记档案',
      wishedOn: plusDays(stage.today, days),
      lines: [{ title: '1986年结婚登记' }],
      ...over,
    });
  const wished = { subject: '企业沿革', purpose: 'research', lines: itemIds.map((itemId) => ({ itemId })) };
  const { serviceId } = await stage.as(desk).service.add({
    code: 'CD-01',
    name: '民生档案查阅',
    basis: '档案法第二十八条',
    audience: '本人或者受委托人',
    documents: '身份证件；代办的带委托书',
    steps: [
      { name: '受理', words: '核对证件，登记要查的内容' },
      { name: '调卷' },
      { name: '提供', words: '当场阅览，或者出具证明' },
    ],
    promisedDays: 1,
    legalDays: 20,
    place: '一楼查档大厅',
    phone: '0571-00000000',
  });
  const { id: ready } = await reserve('许某某', 2, { ...wished, serviceId });
  await stage.as(desk).reservation.confirm({ reservationId: ready, rowVersion: 1, note: '请带单位介绍信' });
  await stage.as(desk).reservation.fetch({ reservationId: ready, rowVersion: 2 });
  await reserve('周某某', 4, { channel: 'online', serviceId, portalNumber: 'ZW-2026-000318' });
  const { id: came } = await reserve('钱某某', 0, { serviceId });
  await stage.as(desk).reservation.arrive({
    reservationId: came,
    rowVersion: 1,
    visit: {
      visitorName: '钱某某',
      visitorKind: 'citizen',
      visitedOn: stage.today,
      purpose: 'proof',
      subject: '婚姻登记档案',
      result: 'found',
      lines: [{ title: '1986年结婚登记' }],
    },
  });
  const { id: declined } = await reserve('冯某某', 6, { channel: 'letter' });
  await stage.as(desk).reservation.end({
    reservationId: declined,
    rowVersion: 1,
    state: 'declined',
    note: '不在馆藏范围，已告知存放单位',
  });
};

/** Three records of the catalogue that nobody has out and that lie outside volumes. */
export const actDesk = async (
  stage: Stage,
  people: { desk: string; approver: string; keeper: string },
): Promise<void> => {
  const { desk } = people;
  await stage.as(desk).loan.saveSetting({ loanDays: 15, approvalFor: 'outsiders', effectAfterDays: 30 });
  const { rows } = await stage.as(desk).archive.list({ sort: '-code', limit: 40 });
  const usable: string[] = [];
  for (const row of rows.filter(({ leftOn }) => leftOn === null)) {
    if (usable.length === 5) break;
    const { holder, reading } = await stage.as(desk).use.checkUse({ itemId: row.id });
    if (holder === null && reading !== 'refused') usable.push(row.id);
  }
  const visitId = await receiveReader(stage, desk, usable.slice(0, 2));
  await stage.as(desk).effect.register({
    visitId,
    kind: 'rights',
    description: '凭复制件办好了不动产登记',
    notedOn: stage.today,
    userName: '陈某某',
    question: '宅基地确权材料',
  });
  await reserveSome(stage, desk, usable.slice(0, 1));
  await lendSome(stage, people, usable.slice(2));
  await stage.as(desk).effect.setRestriction({
    itemId: usable[0] ?? '',
    persons: ['单位负责人'],
    reason: '涉及个人信息',
    untilOn: plusDays(stage.today, 300),
  });
  await issueLetter(stage, people.keeper);
};

/** What is looked up for the public is said to the public. */
export const publishService = async (stage: Stage, approver: string): Promise<void> => {
  const [service] = (await stage.as(approver).service.list({})).rows;
  if (service) await stage.as(approver).service.publish({ serviceId: service.id, rowVersion: service.rowVersion });
};
