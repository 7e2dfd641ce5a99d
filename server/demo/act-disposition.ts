import type { Stage } from './cast.ts';

/* A year of an archives and the units that transfer to it, acted out through the procedures that people use. */

export interface TransferDistrict {
  archives: string;
  /** Its transfer is accepted in part, and the receipt entered. */
  first: string;
  /** Its transfer waits for the archives. */
  second: string;
  /** It has only been told of the plan. */
  third: string;
}

const ANNEXES = {
  basis: 'due',
  openOpinion: '自形成之日起满二十五年后可以开放；含个人信息的材料建议延期。',
  disclosureStatus: '规范性文件均已主动公开，其余为依申请公开。',
  secrecyStatus: '经核对不含涉密文件，无密级变更。',
  description: '文书档案按件整理，装盒移交。',
} as const;

const TITLES = ['年度工作总结', '防汛工作方案', '村级组织换届选举结果的报告', '农田水利建设计划', '机构设置的通知'];

/** Records of a year whose term is over. */
const fileOldRecords = async (stage: Stage, slug: string, year: number): Promise<string> => {
  const login = `${slug}.arch`;
  const [fonds] = await stage.as(login).archive.fonds();
  const fondsId = fonds?.id ?? '';
  for (const [index, title] of TITLES.entries()) {
    await stage.as(login).archive.create({
      fondsId,
      categoryCode: 'WS',
      filingYear: year,
      retentionCode: 'Y',
      orgCode: 'DZB',
      title: `${fonds?.name ?? ''}关于${year}年${title}`,
      responsibleParty: fonds?.name,
      documentDate: `${year}0${index + 3}15`,
      pageCount: 4 + index,
      boxNumber: '1',
    });
  }
  return fondsId;
};

const sendTransfer = async (stage: Stage, slug: string, archivesTenantId: number, year: number): Promise<string> => {
  const login = `${slug}.arch`;
  const fondsId = await fileOldRecords(stage, slug, year);
  const { batchId } = await stage.as(login).disposition.createTransfer({
    archivesTenantId,
    fondsId,
    basis: 'due',
    selection: { yearFrom: year, yearTo: year },
  });
  const { rowVersion, title } = await stage.as(login).disposition.transferById({ batchId });
  await stage.as(login).disposition.updateTransfer({ batchId, rowVersion, title, ...ANNEXES });
  await stage.as(login).disposition.checkTransfer({ batchId });
  await stage.as(login).disposition.signTransfer({ batchId, signedName: '柳文澜' });
  await stage.as(login).disposition.sendTransfer({ batchId });
  return batchId;
};

/** One record comes back for its page count; the rest is taken in. */
const acceptInPart = async (stage: Stage, receiver: string, senderSlug: string, batchId: string): Promise<void> => {
  const { rows: deliveries } = await stage.as(receiver).disposition.deliveries({});
  const [delivery] = deliveries;
  const { intakeId } = await stage.as(receiver).disposition.beginIntake({ dispatchId: delivery?.dispatchId ?? '' });
  const { rows } = await stage.as(receiver).disposition.intakeItems({ intakeId });
  const [doubtful] = rows;
  await stage.as(receiver).disposition.decideIntake({
    intakeId,
    which: 'named',
    itemIds: [doubtful?.originItemId ?? ''],
    decision: 'returned',
    reason: '页数与实体不符，请核对后再次移交',
  });
  await stage.as(receiver).disposition.decideIntake({ intakeId, which: 'open', decision: 'accepted' });
  const { facts } = await stage.as(receiver).disposition.intakeById({ intakeId });
  await stage.as(receiver).disposition.finishIntake({
    intakeId,
    newFonds: { number: facts?.fondsNumber ?? '', name: facts?.fondsName ?? '' },
    receivedByName: '接收征集科',
    place: '二号库',
  });
  const { waitingAnswerId } = await stage.as(`${senderSlug}.arch`).disposition.transferById({ batchId });
  await stage.as(`${senderSlug}.arch`).disposition.takeReceipt({ answerDispatchId: waitingAnswerId ?? '' });
};

const actPlan = async (stage: Stage, district: TransferDistrict, slugs: string[], year: number): Promise<void> => {
  const receiver = stage.as(`${district.archives}.recv`);
  const units = (await receiver.disposition.transferors()).filter((unit) => slugs.includes(unit.slug));
  const thisYear = Number(stage.today.slice(0, 4));
  const { planId } = await stage.as(`${district.archives}.recv`).disposition.createPlan({
    year: thisYear,
    title: `${thisYear}年档案接收进馆计划`,
    requirement: '按期移交形成满十年的永久、定期30年文书档案；整理规范，目录与实体一致，三项附具齐全。',
    units: units.map((unit) => ({
      unitTenantId: unit.tenantId,
      scope: '文书档案',
      yearFrom: year - 4,
      yearTo: year,
      dueOn: `${thisYear}-12-31`,
    })),
  });
  await stage.as(`${district.archives}.recv`).disposition.issuePlan({ planId });
  const third = `${district.third}.arch`;
  const { rows: plans } = await stage.as(third).disposition.receivedPlans({});
  const [plan] = plans;
  await stage.as(third).disposition.confirmPlan({ dispatchId: plan?.dispatchId ?? '' });
};

const actRegister = async (stage: Stage, district: TransferDistrict): Promise<void> => {
  const login = `${district.archives}.recv`;
  await stage.as(login).disposition.registerAccession({
    sourceKind: 'unit',
    transferorKind: 'department',
    sourceName: '原农机管理站（已撤销）',
    mode: 'transfer',
    topics: ['脱贫攻坚'],
    receivedOn: stage.today,
    place: '二号库',
    handedOverBy: '沈知秋',
    handledBy: '接收征集科',
    remarks: '机构改革撤销单位提前移交',
    lines: [
      { categoryCode: 'WS', unit: 'piece', quantity: 326, yearFrom: 2009, yearTo: 2015 },
      { categoryCode: 'WS', unit: 'box', quantity: 21 },
      { categoryCode: 'KU', unit: 'volume', quantity: 48, yearFrom: 2009, yearTo: 2015 },
    ],
  });
  await stage.as(login).disposition.registerAccession({
    sourceKind: 'unit',
    transferorKind: 'department',
    sourceName: '区统计局',
    mode: 'transfer',
    materialKind: 'statistics',
    receivedOn: stage.today,
    place: '资料库',
    handledBy: '接收征集科',
    remarks: '统计年鉴及普查资料',
    lines: [{ categoryCode: 'ZY', unit: 'book', quantity: 36, yearFrom: 2010, yearTo: 2020 }],
  });
  const roster =
    '姓名,身份证号,卷数,退休日期\n陈建国,330102195503041235,2,201503\n周秀英,330102195807152346,1,201307\n';
  await stage.as(login).disposition.registerRetirees({
    enterpriseName: '纺织有限公司',
    ownership: 'district',
    receivedOn: stage.today,
    handledBy: '接收征集科',
    objectId: await stage.file(login, '退休人员档案名册.csv', Buffer.from(roster)),
  });
};

const actCollection = async (stage: Stage, district: TransferDistrict): Promise<void> => {
  const login = `${district.archives}.recv`;
  const { appealId } = await stage.as(login).disposition.publishAppeal({
    title: '征集老照片、奖章奖牌等档案资料的公告',
    notice: '面向社会各界征集反映本区历史变迁的照片、荣誉、奖章、奖牌、手稿等档案资料，欢迎捐赠、出让或提供复制。',
    publishedOn: stage.today,
  });
  const offer = { appealId, mode: 'gift' as const, unit: 'piece' as const, offeredOn: stage.today };
  const { donationId } = await stage.as(login).disposition.offerDonation({
    ...offer,
    donorName: '何牧之',
    donorContact: '13800000001',
    title: '一九五八年水库建设劳动模范奖章',
    categoryCode: 'SW',
    quantity: 2,
    topics: ['红色'],
  });
  await stage.as(login).disposition.valueDonation({
    donationId,
    rowVersion: 1,
    valuation: '保存完好，与馆藏水库建设档案可互证',
    valuedBy: '鉴定组',
    valuedOn: stage.today,
  });
  await stage.as(login).disposition.agreeDonation({
    donationId,
    rowVersion: 2,
    terms: '无偿捐赠，原件由档案馆永久保存；捐赠人可优先、免费利用。',
    agreedOn: stage.today,
  });
  await stage.as(login).disposition.acceptDonation({
    donationId,
    rowVersion: 3,
    receivedOn: stage.today,
    handledBy: '接收征集科',
    place: '特藏库',
  });
  await stage.as(login).disposition.offerDonation({
    ...offer,
    donorName: '顾云帆',
    title: '老街照片',
    categoryCode: 'ZP',
    quantity: 12,
    unit: 'piece',
  });
};

/** Plan, a transfer accepted in part, one that waits, the register, collecting, and a decision on opening. */
export const actDisposition = async (stage: Stage, district: TransferDistrict): Promise<void> => {
  const thisYear = Number(stage.today.slice(0, 4));
  const year = thisYear - 11;
  const { archives, first, second, third } = district;
  await actPlan(stage, district, [first, second, third], year);
  const [home] = (await stage.as(`${first}.arch`).disposition.due({})).archives;
  const archivesTenantId = home?.tenantId ?? 0;
  const batchId = await sendTransfer(stage, first, archivesTenantId, year);
  await acceptInPart(stage, `${archives}.recv`, first, batchId);
  await sendTransfer(stage, second, archivesTenantId, year);
  await fileOldRecords(stage, third, year);
  await actRegister(stage, district);
  await actCollection(stage, district);
  await stage.as(`${archives}.rev`).disposition.decideOpening({
    decisionNumber: `档开〔${thisYear}〕1号`,
    outcome: 'open',
    decidedOn: stage.today,
    publishedOn: stage.today,
    selection: { yearFrom: year, yearTo: year },
  });
};
