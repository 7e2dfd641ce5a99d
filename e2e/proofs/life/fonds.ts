import { actFonds } from '@/server/demo/act-fonds';
import type { Stage } from '@/server/demo/cast';

/** Fonds, changes, templates, topics, renumberings and retired codes in a unit that the proof looks at. */
export const addFondsLife = async (stage: Stage, slug: string): Promise<void> => {
  await actFonds(stage, `${slug}.arch`);
  const login = `${slug}.arch`;
  const [main] = await stage.as(login).fonds.list();
  if (!main) return;
  const year = Number(stage.today.slice(0, 4)) - 1;
  await stage.as(login).fonds.planRenumbering({
    fondsId: main.id,
    categoryCode: 'SW',
    filingYear: year,
    mode: 'template',
    templateCode: 'DAT13_YEAR_GROUP',
    reason: '改用通用模板，先看对照表',
  });
  const [topic] = await stage.as(login).fonds.topics();
  if (topic) await stage.as(login).fonds.setPriority({ year, topicCode: topic.code, isPriority: true, target: 100 });
};
