import { z } from 'zod';

/** A figure in words, as it goes along with a release: who receives it has no other way to learn what it means. */
export const figureInWords = z.object({
  name: z.string(),
  unit: z.string(),
  definition: z.object({ zh: z.string(), en: z.string() }),
  /** The register that is counted: it tells which grant opens the rows. Releases from before it was kept have none. */
  subject: z.string().optional(),
});
export type FigureInWords = z.infer<typeof figureInWords>;
