import { useCallback, useState } from 'react';
import { useText } from '@/app/i18n/use-text';
import { useAct } from '@/app/lib/use-act';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { ExportCheckInput } from '@/server/domain/archive/check-run';
import { ExportJob } from './export-job';

/** Exports the work list as it is filtered. */
export const CheckExport = ({ asked }: { asked: ExportCheckInput }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { act } = useAct();
  const [jobId, setJobId] = useState<string | null>(null);
  const forget = useCallback(() => setJobId(null), []);
  return (
    <ExportJob
      jobId={jobId}
      label={t('check.export')}
      working={t('check.exportWorking')}
      ready={t('check.exportReady')}
      onAsk={() => void act(async () => setJobId((await client.archive.exportCheck.mutate(asked)).jobId))}
      onFetched={forget}
    />
  );
};
