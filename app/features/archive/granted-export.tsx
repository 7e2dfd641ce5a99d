import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { GrantedFacetsInput } from '@/server/domain/archive/archive-search';
import { ReasonedExport } from './reasoned-export';

/** Exports what the search finds in all opened units, with the reason why. */
export const GrantedExport = ({ question }: { question: Omit<GrantedFacetsInput, 'isExact'> }) => {
  const t = useText();
  const client = useWorkspaceClient();
  return (
    <ReasonedExport
      effect={t('granted.thematicExportEffect')}
      start={(reason, idempotencyKey) =>
        client.archive.exportGrantedSearch.mutate({ ...question, reason }, { context: { idempotencyKey } })
      }
    />
  );
};
