import { actCatalogue } from '@/server/demo/act-catalogue';
import type { Stage } from '@/server/demo/cast';

/** A draft, and a bulk edit with its rows, in a unit that the proof looks at. */
export const addCatalogueLife = (stage: Stage, slug: string): Promise<void> => actCatalogue(stage, `${slug}.arch`);
