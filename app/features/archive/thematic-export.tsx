import { useCallback, useState } from 'react';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { ExportThematicInput } from '@/server/domain/archive/thematic';
import { ExportJob } from './export-job';

/** Exports the topic's records of all opened units, with the reason why. */
export const ThematicExport = ({ question }: { question: Omit<ExportThematicInput, 'reason'> }) => {
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
        effect={t('granted.thematicExportEffect')}
        label={t('search.exportReason')}
        act={t('search.exportAct')}
        onSubmit={async (reason, idempotencyKey) => {
          const asked = { ...question, reason };
          setJobId((await client.archive.exportThematic.mutate(asked, { context: { idempotencyKey } })).jobId);
        }}
      />
    </>
  );
};
