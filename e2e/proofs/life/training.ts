import { actLearning } from '@/server/demo/act-training';
import type { Stage } from '@/server/demo/cast';

/** People on a list, materials that were begun and hours entered, in each unit that the proof looks at. */
export const addTrainingLife = (stage: Stage, slug: string): Promise<void> => actLearning(stage, `${slug}.arch`);
