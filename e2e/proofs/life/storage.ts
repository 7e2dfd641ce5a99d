import { actStorage } from '@/server/demo/act-storage';
import type { Stage } from '@/server/demo/cast';

/** Places, boxes, moves, what is out and a stock-take in a unit that the proof looks at. */
export const addStorageLife = (stage: Stage, slug: string): Promise<void> =>
  stage.cast.members.some((member) => member.login === `${slug}.arch`)
    ? actStorage(stage, `${slug}.arch`)
    : Promise.resolve();
