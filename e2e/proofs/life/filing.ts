import { actFiling, actRelease } from '@/server/demo/act-filing';
import type { Stage } from '@/server/demo/cast';

/** Rows of every table of filing: departments, plan, documents, schedule, events, a correction, years handed up. */
export const addFilingLife = async (stage: Stage, slug: string): Promise<void> => {
  await actFiling(stage, slug, null);
  await actRelease(stage, slug);
};
