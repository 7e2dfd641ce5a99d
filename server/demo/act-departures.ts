import type { Stage } from './cast.ts';

const BASIS = '档案鉴定工作报告（鉴定小组全体成员签字）';

/** 移出登记 of a unit: old records of ten years are destroyed, one is given back, one waits for the leader. */
export const actDepartures = async (stage: Stage, slug: string): Promise<void> => {
  const [archivist, lead] = [`${slug}.arch`, `${slug}.lead`];
  const year = Number(stage.today.slice(0, 4));
  const [fonds] = await stage.as(archivist).archive.fonds();
  const ids: string[] = [];
  for (const [index, title] of [
    '会议通知',
    '来访接待安排',
    '办公用品领用情况',
    '值班安排表',
    '房屋租用往来函',
  ].entries()) {
    const { id } = await stage.as(archivist).archive.create({
      fondsId: fonds?.id ?? '',
      categoryCode: 'WS',
      filingYear: year - 14,
      retentionCode: 'D10',
      orgCode: 'BGS',
      title: `${year - 14}年${title}`,
      responsibleParty: fonds?.name,
      documentDate: `${year - 14}0${index + 2}11`,
      pageCount: 2 + index,
    });
    ids.push(id);
  }
  const propose = (kind: 'destroyed' | 'returned' | 'moved', itemIds: string[], reason: string) =>
    stage.as(archivist).disposition.proposeDeparture({ kind, itemIds, basis: BASIS, reason });
  const destroyed = await propose('destroyed', ids.slice(0, 3), '保管期限已满，经鉴定无继续保存价值');
  const returned = await propose('returned', ids.slice(3, 4), '原件属外单位，核对后退还');
  await propose('moved', ids.slice(4), '业务划转，随业务移出');
  const leftOn = `${year}-03-18`;
  await stage.as(lead).disposition.completeDeparture({
    departureId: destroyed.departureId,
    rowVersion: 1,
    leftOn: leftOn <= stage.today ? leftOn : stage.today,
    method: 'shredded',
    witnesses: ['周敏', '吴建国'],
  });
  await stage.as(lead).disposition.completeDeparture({
    departureId: returned.departureId,
    rowVersion: 1,
    leftOn: leftOn <= stage.today ? leftOn : stage.today,
    witnesses: [],
  });
};
