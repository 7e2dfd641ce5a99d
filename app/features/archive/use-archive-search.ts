import { useCallback } from 'react';
import type { PaletteEntry } from '@/app/components/page-shell';
import { useText } from '@/app/i18n/use-text';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';

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
