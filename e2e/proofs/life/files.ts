import { actFiles } from '@/server/demo/act-files';
import type { Stage } from '@/server/demo/cast';

/** Files of a record, a sweep over them and an incident, in a unit that the proof looks at. */
export const addFileLife = async (stage: Stage, slug: string): Promise<void> => {
  // The demonstration has given the first one its own already.
  if (slug !== 'liuxi') await actFiles(stage, `${slug}.arch`);
};
