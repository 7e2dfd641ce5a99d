import { useEffect, useState } from 'react';
import { Button } from '@/app/components/button';
import { Icon } from '@/app/components/icon';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';

const ASK_MS = 2_000;

interface ExportJobProps {
  /** The job that writes the file; null while none was asked for. */
  jobId: string | null;
  label: string;
  working: string;
  ready: string;
  onAsk: () => void;
  onFetched: () => void;
}

/** A button that owes a file, follows the job, and becomes the way to the file. */
export const ExportJob = ({ jobId, label, working, ready, onAsk, onFetched }: ExportJobProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const [done, setDone] = useState<string | null>(null);
  const isReady = jobId !== null && done === jobId;
  useEffect(() => {
    if (jobId === null || isReady) {
      return;
    }
    const timer = setInterval(() => {
      void client.archive.exportById
        .query({ jobId })
        .then((job) => {
          if (job.isReady) {
            setDone(jobId);
          } else if (job.state === 'failed' || job.state === 'cancelled') {
            toast({ text: t('archive.exportFailed'), kind: 'fail' });
            onFetched();
          }
        })
        // A question that got no answer is asked again.
        .catch(() => undefined);
    }, ASK_MS);
    return () => clearInterval(timer);
  }, [jobId, isReady, client, toast, t, onFetched]);
  if (isReady) {
    return (
      <a
        className="lt-btn"
        href={downloadPath(slug, 'archive.downloadExport', { jobId })}
        download
        onClick={() => onFetched()}
      >
        <Icon name="download" />
        <span>{ready}</span>
      </a>
    );
  }
  return (
    <Button icon="download" busy={jobId !== null} onClick={onAsk}>
      {jobId === null ? label : working}
    </Button>
  );
};
