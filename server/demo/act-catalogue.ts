import type { Stage } from './cast.ts';

/* 著录 as an archivist leaves it in the evening: a grid that is not finished, two records related, and one change of several. */

const TITLES = ['防汛值班安排', '水库安全检查情况', '节水宣传周活动方案', '河道清障工作小结'];

export const actCatalogue = async (stage: Stage, login: string): Promise<void> => {
  const archivist = stage.as(login);
  const [fonds] = await archivist.archive.fonds();
  if (!fonds) return;
  const year = String(Number(stage.today.slice(0, 4)) - 1);
  const place = { filingYear: year, retentionCode: 'D30', orgCode: 'BGS', openFlag: '未审核' };
  const rows = TITLES.map((matter, at) => ({
    key: `demo-${at}`,
    cells: {
      ...place,
      title: at === 3 ? '小结' : `关于${matter}的通知`,
      documentDate: at === 2 ? `${year}.13.1` : `${year}.${at + 3}.12`,
      pageCount: String(at + 2),
    },
  }));
  await stage.as(login).archive.startDraft({ kind: 'grid', fondsId: fonds.id, categoryCode: 'WS', rows });
  const { rows: listed } = await stage.as(login).archive.list({ categoryCode: 'WS', limit: 5 });
  const ids = listed.map((row) => row.id);
  if (ids.length === 0) return;
  const [request, reply] = ids;
  if (request && reply)
    await stage.as(login).archive.relateItems({ itemId: request, otherItemId: reply, note: '同一事项' });
  const edit = await stage.as(login).archive.previewBulkEdit({ ids, changes: { addTopics: ['ZDHD'] } });
  await stage.as(login).archive.runBulkEdit({ id: edit.id, reason: '补标重大会议活动专题' });
};

/** 红色档案 in the units that the inspector may read: what a thematic database over many archives is made of. */
export const actTopics = async (stage: Stage, inspector: string): Promise<void> => {
  const opened = new Set((await stage.as(inspector).archive.grantedUnits()).map((grant) => grant.unitSlug));
  for (const { login, slug } of stage.cast.members) {
    if (!opened.has(slug) || !login.endsWith('.arch')) continue;
    const { rows } = await stage.as(login).archive.list({ categoryCode: 'WS', limit: 6 });
    if (rows.length > 0) await stage.as(login).fonds.markTopics({ itemIds: rows.map((row) => row.id), add: ['HSDA'] });
  }
};
