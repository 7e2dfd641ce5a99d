import { actStorage } from '@/server/demo/act-storage';
import type { Stage } from '@/server/demo/cast';

/** Places, boxes, moves, what is out and a stock-take in a unit that the proof looks at, where the district has none yet. */
export const addStorageLife = async (stage: Stage, slug: string): Promise<void> => {
  const login = `${slug}.arch`;
  if (!stage.cast.members.some((member) => member.login === login)) return;
  if ((await stage.as(login).storage.places({})).length > 0) return;
  await actStorage(stage, login);
};
