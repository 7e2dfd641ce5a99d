import { useParams } from '@remix-run/react';
import { useCallback } from 'react';
import type { JobLine } from '@/app/components/page-shell';
import { jobLabel } from '@/app/features/platform/job-labels';
import { useText } from '@/app/i18n/use-text';
import { workspaceClient } from '@/app/lib/trpc';

const SHOWN = 20;

/** Asked by the job drawer while it is open. */
export const useRunningJobs = (): (() => Promise<JobLine[]>) => {
  const t = useText();
  const { slug = '' } = useParams();
  return useCallback(async () => {
    const { rows } = await workspaceClient(slug).platform.jobs.query({ limit: SHOWN });
    return rows.map((job) => ({
      id: job.id,
      label: jobLabel(job.name, t),
      state: job.state,
      done: job.progressDone,
      total: job.progressTotal,
    }));
  }, [slug, t]);
};
