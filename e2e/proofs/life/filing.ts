import { actFiling } from '@/server/demo/act-filing';
import type { Stage } from '@/server/demo/cast';

/** Rows of every table of filing: departments, plan, documents, schedule, events, a correction. */
export const addFilingLife = (stage: Stage, slug: string): Promise<void> => actFiling(stage, slug, null);
