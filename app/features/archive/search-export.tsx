import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { FacetsInput, SearchSort } from '@/server/domain/archive/archive-search';
import { ReasonedExport } from './reasoned-export';

type Question = Omit<FacetsInput, 'isExact'>;

/** Exports everything that the search finds, with the reason why. */
export const SearchExport = ({ question, sort }: { question: Question; sort: SearchSort }) => {
  const t = useText();
  const client = useWorkspaceClient();
  return (
    <ReasonedExport
      effect={t('search.exportEffect')}
      start={(reason, idempotencyKey) =>
        client.archive.exportSearch.mutate({ ...question, sort, reason }, { context: { idempotencyKey } })
      }
    />
  );
};
