import { actDigitisation } from '@/server/demo/act-digitisation';
import type { Stage } from '@/server/demo/cast';

/** Batches, frames, a sample that was sent back, a rule and a vendor's person in a unit that the proof looks at. */
export const addDigitisationLife = (stage: Stage, slug: string): Promise<void> =>
  stage.cast.members.some((member) => member.login === `${slug}.arch`)
    ? actDigitisation(stage, `${slug}.arch`)
    : Promise.resolve();
