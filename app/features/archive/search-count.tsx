import { useEffect, useState } from 'react';
import { Button } from '@/app/components/button';
import { useText } from '@/app/i18n/use-text';
import { useAct } from '@/app/lib/use-act';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { FacetsInput, FacetsView } from '@/server/domain/archive/archive-search';

type Question = Omit<FacetsInput, 'isExact'>;

/** How many: exactly, or about so many with the exact number on demand. */
export const SearchCount = ({ facets, question }: { facets: FacetsView; question: Question }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { act, busy } = useAct();
  const key = JSON.stringify(question);
  const [counted, setCounted] = useState<{ key: string; count: number } | null>(null);
  useEffect(() => setCounted((known) => (known?.key === key ? known : null)), [key]);
  const exact = facets.isExact ? facets.total : counted?.key === key ? counted.count : null;
  return (
    <p className="lt-2" role="status">
      {exact === null ? t('search.countAbout', { n: facets.total }) : t('search.count', { n: exact })}
      {exact === null ? (
        <Button
          look="text"
          busy={busy}
          onClick={() =>
            void act(async () => {
              const { count } = await client.archive.searchCount.query({ ...question, isExact: true });
              setCounted({ key, count });
            })
          }
        >
          {t('search.countExactly')}
        </Button>
      ) : null}
    </p>
  );
};
