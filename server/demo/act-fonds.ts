import type { Stage } from './cast.ts';

/* 全宗与编号 of one unit as its archivist leaves them: a body that was merged, volumes and photographs, marks, a renumbering. */

const fileInside = async (stage: Stage, login: string, fondsId: string, year: number): Promise<void> => {
  const place = { fondsId, filingYear: year, retentionCode: 'D30' as const, openFlag: 'unreviewed' as const };
  const volume = await stage.as(login).archive.create({
    ...place,
    categoryCode: 'KU·PZ',
    level: 'volume',
    title: `${year}年1月记账凭证`,
    details: { fiscalPeriod: `${year}年1月`, voucherFrom: '1', voucherTo: '68', bookCount: '2' },
  });
  for (const title of [`${year}年1月第1至34号记账凭证`, `${year}年1月第35至68号记账凭证`])
    await stage
      .as(login)
      .archive.create({ ...place, categoryCode: 'KU·PZ', parentId: volume.id, title, pageCount: 96 });
  const group = await stage.as(login).archive.create({
    ...place,
    categoryCode: 'ZP',
    level: 'group',
    retentionCode: 'Y',
    title: `${year}年国际档案日宣传活动`,
  });
  for (const [index, title] of ['展板前咨询', '档案法规宣讲', '群众参观展厅'].entries())
    await stage.as(login).archive.create({
      ...place,
      categoryCode: 'ZP',
      parentId: group.id,
      title,
      details: {
        takenOn: `${year}0609`,
        place: '市民广场',
        photographer: '周某',
        // The last was taken with a digital camera: it has no negative.
        ...(index < 2 ? { negativeNumber: `${year}-${index + 9}` } : {}),
      },
    });
};

/** A project with volumes in two of its phases, each with what lies in it. */
const fileProject = async (stage: Stage, login: string, fondsId: string, year: number): Promise<void> => {
  const details = { projectNumber: `${year}01`, projectName: '城区内涝治理工程' };
  const place = { fondsId, filingYear: year, retentionCode: 'Y' as const, openFlag: 'unreviewed' as const };
  const phases = [
    ['LX', null, '可行性研究报告及批复', ['项目建议书批复', '可行性研究报告', '可行性研究报告批复']],
    ['SG', '1标', '泵站土建施工文件', ['开工报审表', '隐蔽工程验收记录']],
  ] as const;
  for (const [phase, contractPackage, title, pieces] of phases) {
    const volume = await stage.as(login).archive.create({
      ...place,
      categoryCode: 'KJ·JJ',
      level: 'volume',
      title: `城区内涝治理工程${title}`,
      details: { ...details, phase, ...(contractPackage ? { contractPackage } : {}) },
    });
    for (const piece of pieces)
      await stage
        .as(login)
        .archive.create({ ...place, categoryCode: 'KJ·JJ', parentId: volume.id, title: piece, pageCount: 24 });
  }
};

/** Objects under a template of the unit's own, numbered with a hole that a renumbering closes. */
const renumberObjects = async (stage: Stage, login: string, fonds: { id: string; number: string }, year: number) => {
  await stage.as(login).fonds.saveTemplate({
    code: 'OWN_SW',
    name: '实物（年度流水）',
    pattern: '{fonds}-SW·{year}-{item:4}',
    level: 'piece',
  });
  await stage.as(login).fonds.setCategory({ code: 'SW·JP', name: '奖牌证书', unit: '件', isActive: true });
  const scheme = {
    fondsId: fonds.id,
    categoryCode: 'SW',
    templateCode: 'OWN_SW',
    path: 'Y_R' as const,
    yearFrom: 2000,
  };
  await stage.as(login).fonds.configureScheme(scheme);
  const objects = [
    ['0001', '全区档案工作先进集体奖牌'],
    ['0004', '防汛抗旱工作先进单位证书'],
  ] as const;
  for (const [number, title] of objects)
    await stage.as(login).archive.create({
      fondsId: fonds.id,
      categoryCode: 'SW·JP',
      filingYear: year,
      retentionCode: 'Y',
      referenceCode: `${fonds.number}-SW·${year}-${number}`,
      title,
      details: { objectKind: 'award', pieces: '1' },
    });
  const selection = { fondsId: fonds.id, categoryCode: 'SW', filingYear: year };
  const { id } = await stage.as(login).fonds.planRenumbering({
    ...selection,
    mode: 'gaps',
    reason: '编号时漏编0002、0003，按实物重新核对',
  });
  await stage.as(login).fonds.applyRenumbering({ id });
};

export const actFonds = async (stage: Stage, login: string): Promise<void> => {
  const year = Number(stage.today.slice(0, 4)) - 1;
  const [main] = await stage.as(login).fonds.list();
  if (!main) return;
  const merged = await stage.as(login).fonds.create({
    number: 'X901',
    isOfficial: false,
    name: '原水利工程管理所',
    kind: 'ORG',
    startedOn: '1998-05-01',
    note: '机构改革并入，档案由本单位代管',
  });
  await stage.as(login).fonds.registerChange({
    rule: 'MERGE_INTO',
    effectiveOn: '2019-03-01',
    decreeNumber: '清委发〔2019〕5号',
    handover: '文书、会计档案连同目录一并移交',
    sources: [{ fondsId: merged.id }],
    targets: [{ fondsId: main.id }],
  });
  await fileInside(stage, login, main.id, year);
  await fileProject(stage, login, main.id, year);
  await renumberObjects(stage, login, main, year);
  const current = (await stage.as(login).fonds.list()).find(({ id }) => id === main.id);
  if (current)
    await stage.as(login).fonds.edit({
      id: main.id,
      rowVersion: current.rowVersion,
      name: current.name,
      kind: current.kind,
      startedOn: current.startedOn ?? undefined,
      history: '1984年由水利电力局分设，主管全区水利、防汛抗旱和河湖管理。\n2019年机构改革，原水利工程管理所并入。',
    });
  await stage.as(login).fonds.setTopic({ code: 'ZHSL', name: '智慧水利', isActive: true });
  const { rows } = await stage.as(login).archive.list({ categoryCode: 'WS', sort: '-code', limit: 3 });
  if (rows.length > 0)
    await stage.as(login).fonds.markTopics({ itemIds: rows.map((row) => row.id), add: ['ZDGC', 'ZHSL'] });
};
