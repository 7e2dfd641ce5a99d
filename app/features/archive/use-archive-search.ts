import { useCallback } from 'react';
import type { PaletteEntry } from '@/app/components/page-shell';
import { useText } from '@/app/i18n/use-text';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { isHungLabel } from '@/server/domain/storage/label-text';
import { labelledPath } from './labelled-path';

const SHOWN = 8;

/** What Ctrl K finds among one's own records: the first few, and the way to all of them. Undefined without the right. */
export const useArchiveSearch = (): ((text: string) => Promise<PaletteEntry[]>) | undefined => {
  const t = useText();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const canRead = useCan('archive.read');
  const search = useCallback(
    async (text: string): Promise<PaletteEntry[]> => {
      const kind = t('archive.title');
      const all = {
        key: 'archives',
        label: t('archive.searchAll', { text }),
        kind,
        icon: 'search' as const,
        to: `/w/${slug}/search?q=${encodeURIComponent(text)}`,
      };
      // A scanner types the label of a box and Enter: the box is then the only answer.
      if (isHungLabel(text)) {
        const found = await client.archive.labelled.query({ label: text });
        const to = labelledPath(slug, found);
        if (to && 'text' in found) {
          return [
            {
              key: 'labelled',
              label: t(found.kind === 'box' ? 'search.openBox' : 'search.openPlace', { number: found.text }),
              kind: text.toUpperCase(),
              icon: 'box',
              to,
            },
          ];
        }
      }
      const { rows } = await client.archive.search.query({ q: text, limit: SHOWN });
      const records = rows.map((row) => ({
        key: row.id,
        label: `${row.referenceCode} ${row.title}`,
        kind,
        icon: 'file' as const,
        to: `/w/${slug}/archives/${row.id}`,
      }));
      return rows.length === 0 ? [] : [...records, all];
    },
    [client, slug, t],
  );
  return canRead ? search : undefined;
};
