import { actGuidance, actQuestions } from '@/server/demo/act-guidance';
import type { Stage } from '@/server/demo/cast';

const playsHere = (stage: Stage, login: string): boolean => stage.cast.members.some((one) => one.login === login);

/** A township guides its villages, and asks the office above. */
export const addGuidanceLife = async (stage: Stage, slug: string): Promise<void> => {
  if (playsHere(stage, `${slug}.super`)) await actGuidance(stage, `${slug}.super`);
  const { rows } = await stage.as(`${slug}.arch`).guidanceDesk.asked({});
  if (rows.length > 0) return;
  for (const bureau of ['qinghe-bureau', 'linjiang-bureau']) {
    const units = await stage.as(`${bureau}.insp1`).guidance.units();
    if (units.some((unit) => unit.slug === slug)) await actQuestions(stage, `${slug}.arch`, `${bureau}.insp1`);
  }
};

/** What the two bureaus do for their units. */
export const addGuidanceOffices = async (stage: Stage): Promise<void> => {
  for (const bureau of ['qinghe-bureau', 'linjiang-bureau']) {
    const { rows } = await stage.as(`${bureau}.insp1`).demonstration.list({});
    if (rows.length === 0) await actGuidance(stage, `${bureau}.insp1`);
  }
};
