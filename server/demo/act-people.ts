import type { Stage } from './cast.ts';

/* 民生档案 of one unit: households of two villages, and couples. */
const HOUSEHOLDS = [
  ['白沙村', '王德发', '01', '建档立卡贫困户登记表'],
  ['白沙村', '王德发', '03', '危房改造补助审批表'],
  ['白沙村', '王德发', '04', '脱贫退出确认表'],
  ['白沙村', '陈桂香', '01', '建档立卡贫困户登记表'],
  ['柳溪村', '刘满仓', '01', '建档立卡贫困户登记表'],
  ['柳溪村', '刘满仓', '04', '脱贫退出确认表'],
  ['柳溪村', '吴秋生', '03', '产业帮扶协议'],
] as const;
const COUPLES = [
  ['李建国', '周文秀', '结婚登记'],
  ['赵长林', '孙雅琴', '结婚登记'],
  ['钱明', '何丽', '补领结婚证'],
] as const;

export const actPeople = async (stage: Stage, login: string): Promise<void> => {
  const [fonds] = await stage.as(login).archive.fonds();
  if (!fonds) return;
  const place = { fondsId: fonds.id, filingYear: 2020, retentionCode: 'Y' as const };
  await stage.as(login).fonds.configureScheme({
    fondsId: fonds.id,
    categoryCode: 'ZY',
    templateCode: 'DAT13_ITEM_SUB',
    yearFrom: 2000,
  });
  for (const [village, personName, reliefStage, form] of HOUSEHOLDS)
    await stage.as(login).archive.create({
      ...place,
      categoryCode: 'ZY·FP',
      title: `${village}${personName}户${form}`,
      details: { village, personName, reliefStage },
      topics: ['FPGJ'],
      pageCount: 3,
    });
  for (const [at, [spouseA, spouseB, registrationKind]] of COUPLES.entries())
    await stage.as(login).archive.create({
      ...place,
      categoryCode: 'ZY·HY',
      title: `${spouseA}、${spouseB}${registrationKind}档案`,
      details: { spouseA, spouseB, registrationKind, registrationNumber: `J320000-2020-00${at + 1}` },
      pageCount: 6,
    });
};
