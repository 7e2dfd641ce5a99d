import { actRegisters } from '@/server/demo/act-registers';
import type { Stage } from '@/server/demo/cast';

/** Entries of several registers, one of them put right, in a unit that the proof looks at. */
export const addRegisterLife = (stage: Stage, slug: string): Promise<void> => actRegisters(stage, `${slug}.arch`);
