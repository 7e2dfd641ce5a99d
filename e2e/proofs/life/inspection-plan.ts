import { actInspectionPlan } from '@/server/demo/act-inspection-plan';
import type { Stage } from '@/server/demo/cast';

/** A township's own plans, libraries and rule over its villages, in a unit that the proof looks at. */
export const addInspectionPlanLife = async (stage: Stage, slug: string): Promise<void> => {
  if (!stage.cast.members.some((member) => member.login === `${slug}.super`)) return;
  await actInspectionPlan(stage, {
    planner: `${slug}.super`,
    lead: `${slug}.lead`,
    region: slug,
    kinds: ['village'],
    aside: `${slug}-cun1`,
  });
};
