import { actSitting } from '@/server/demo/act-exams';
import type { Stage } from '@/server/demo/cast';

/** A paper that was handed in and one that is open, in a unit that the proof looks at. */
export const addExamLife = async (stage: Stage, slug: string): Promise<void> => {
  await actSitting(stage, `${slug}.arch`, [2, 5]);
  await actSitting(stage, `${slug}.arch`, [], false);
};
