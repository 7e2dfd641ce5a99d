import { actOversight, actSafety } from '@/server/demo/act-safety';
import type { Stage } from '@/server/demo/cast';

/** Contracts, incidents and drills of a unit that the proof looks at. */
export const addSafetyLife = (stage: Stage, slug: string): Promise<void> => actSafety(stage, `${slug}.arch`);

/** What the two bureaus say to what their units sent. */
export const addOversightLife = async (stage: Stage): Promise<void> => {
  for (const bureau of ['qinghe-bureau', 'linjiang-bureau']) await actOversight(stage, `${bureau}.insp1`);
};
