import { useCallback, useState } from 'react';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { FacetsInput, SearchSort } from '@/server/domain/archive/archive-search';
import { ExportJob } from './export-job';

type Question = Omit<FacetsInput, 'isExact'>;

/** Exports everything that the search finds, with the reason why. */
export const SearchExport = ({ question, sort }: { question: Question; sort: SearchSort }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const [asking, setAsking] = useState(false);
  const [jobId, setJobId] = useState<string | null>(null);
  const forget = useCallback(() => setJobId(null), []);
  return (
    <>
      <ExportJob
        jobId={jobId}
        label={t('search.export')}
        working={t('search.exportWorking')}
        ready={t('search.exportReady')}
        onAsk={() => setAsking(true)}
        onFetched={forget}
      />
      <ReasonDrawer
        open={asking}
        onClose={() => setAsking(false)}
        title={t('search.exportTitle')}
        effect={t('search.exportEffect')}
        label={t('search.exportReason')}
        act={t('search.exportAct')}
        onSubmit={async (reason, idempotencyKey) => {
          const asked = { ...question, sort, reason };
          setJobId((await client.archive.exportSearch.mutate(asked, { context: { idempotencyKey } })).jobId);
        }}
      />
    </>
  );
};
