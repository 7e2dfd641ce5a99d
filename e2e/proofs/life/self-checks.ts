import { actOwnSelfCheck } from '@/server/demo/act-checklists';
import type { Stage } from '@/server/demo/cast';

/** Figures that a unit let the system find, and a self-check of its own with a picture. */
export const addSelfCheckLife = (stage: Stage, slug: string): Promise<void> =>
  stage.cast.members.some((member) => member.login === `${slug}.arch`)
    ? actOwnSelfCheck(stage, `${slug}.arch`, 'checklist_town')
    : Promise.resolve();
