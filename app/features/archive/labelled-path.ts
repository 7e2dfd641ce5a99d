import type { LabelledView } from '@/server/domain/archive/label';

/** The page of what a label hangs on. */
export const labelledPath = (slug: string, found: LabelledView): string | null => {
  switch (found.kind) {
    case 'box':
      return `/w/${slug}/storage/boxes/${found.id}`;
    case 'place':
      return `/w/${slug}/storage?place=${found.id}`;
    case 'item':
      return `/w/${slug}/archives/${found.id}`;
    default:
      return null;
  }
};
