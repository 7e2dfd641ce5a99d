import { useEffect, useRef, useState } from 'react';
import { Button } from '@/app/components/button';
import { Icon } from '@/app/components/icon';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { ItemFilters } from '@/server/domain/archive/archive-list';

const ASK_MS = 2_000;

interface ExportButtonProps {
  filters: ItemFilters & { sort: 'code' | '-code' | 'date' | '-date' };
}

/** Owes an Excel file of the list as it is filtered, follows the job, and offers the file. */
export const ExportButton = ({ filters }: ExportButtonProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const [jobId, setJobId] = useState<string | null>(null);
  const [ready, setReady] = useState(false);
  const asking = useRef(false);

  useEffect(() => {
    if (jobId === null || ready) {
      return;
    }
    const timer = setInterval(() => {
      void client.archive.exportById
        .query({ jobId })
        .then((job) => {
          setReady(job.isReady);
          if (job.state === 'failed' || job.state === 'cancelled') {
            setJobId(null);
            toast({ text: t('archive.exportFailed'), kind: 'fail' });
          }
        })
        // A question that got no answer is asked again.
        .catch(() => undefined);
    }, ASK_MS);
    return () => clearInterval(timer);
  }, [jobId, ready, client, toast, t]);

  const start = async () => {
    if (asking.current) {
      return;
    }
    asking.current = true;
    setReady(false);
    try {
      setJobId((await client.archive.exportList.mutate(filters)).jobId);
    } catch {
      toast({ text: t('archive.exportFailed'), kind: 'fail' });
    } finally {
      asking.current = false;
    }
  };

  if (jobId !== null && ready) {
    return (
      <a
        className="lt-btn"
        href={downloadPath(slug, 'archive.downloadExport', { jobId })}
        download
        onClick={() => setJobId(null)}
      >
        <Icon name="download" />
        <span>{t('archive.exportReady')}</span>
      </a>
    );
  }
  return (
    <Button icon="download" busy={jobId !== null} onClick={() => void start()}>
      {t(jobId === null ? 'archive.exportList' : 'archive.exportWorking')}
    </Button>
  );
};
