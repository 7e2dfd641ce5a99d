import { useCallback, useState } from 'react';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { useText } from '@/app/i18n/use-text';
import { ExportJob } from './export-job';

interface ReasonedExportProps {
  /** What leaves the house, in words. */
  effect: string;
  /** Begins the job. */
  start: (reason: string, idempotencyKey: string) => Promise<{ jobId: string }>;
}

/** An export that takes a while and says why it is wanted. */
export const ReasonedExport = ({ effect, start }: ReasonedExportProps) => {
  const t = useText();
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
        effect={effect}
        label={t('search.exportReason')}
        act={t('search.exportAct')}
        onSubmit={async (reason, idempotencyKey) => setJobId((await start(reason, idempotencyKey)).jobId)}
      />
    </>
  );
};
