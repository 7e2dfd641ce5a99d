import { actTiles } from '@/server/demo/act-district';
import type { Stage } from '@/server/demo/cast';

/** A township's own tiles, and what it did for one of its villages: rows of a supervisor below the bureau. */
export const addDistrictLife = async (stage: Stage, slug: string): Promise<void> => {
  const login = `${slug}.super`;
  if (!stage.cast.members.some((member) => member.login === login)) return;
  await actTiles(stage, login);
  const [village] = await stage.as(login).guidance.units();
  if (!village) return;
  await stage.as(login).guidance.register({
    unitTenantIds: [village.tenantId],
    mode: 'onsite',
    topic: '村级档案整理',
    hours: 2,
    guidedOn: stage.today,
  });
};
