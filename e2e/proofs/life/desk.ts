import { actDesk } from '@/server/demo/act-desk';
import type { Stage } from '@/server/demo/cast';

/** The demonstration's own reading desk of a township. */
const ACTED_ALREADY = 'liuxi';

/** Readers, loans, effects and a commitment in a unit that the proof looks at. */
export const addDeskLife = async (stage: Stage, slug: string): Promise<void> => {
  if (slug === ACTED_ALREADY) return;
  await actDesk(stage, { desk: `${slug}.arch`, approver: `${slug}.lead`, keeper: `${slug}.arch` });
};
