import { useCallback, useEffect, useRef, useState } from 'react';
import { Button } from '@/app/components/button';
import { Icon, type IconName } from '@/app/components/icon';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';

const ASK_MS = 2_000;

type Client = ReturnType<typeof useWorkspaceClient>;
type Follow = (client: Client, jobId: string) => Promise<{ state: string; isReady: boolean }>;

const followList: Follow = (client, jobId) => client.archive.exportById.query({ jobId });

interface ExportJobProps {
  /** The job that writes the file; null while none was asked for. */
  jobId: string | null;
  label: string;
  working: string;
  ready: string;
  /** Said when the job came to nothing. */
  failed?: string;
  icon?: IconName;
  /** Asks how far the job is. Must keep its identity between renders. */
  follow?: Follow;
  /** The procedure that answers the file. */
  download?: string;
  onAsk: () => void;
  /** The file was fetched, or will not come. Must keep its identity between renders. */
  onFetched: () => void;
}

/** A button that owes a file, follows the job, and becomes the way to the file. */
export const ExportJob = (props: ExportJobProps) => {
  const { jobId, follow = followList, download = 'archive.downloadExport', onFetched } = props;
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const [done, setDone] = useState<string | null>(null);
  const isReady = jobId !== null && done === jobId;
  const failed = props.failed ?? t('archive.exportFailed');
  useEffect(() => {
    if (jobId === null || isReady) {
      return;
    }
    const timer = setInterval(() => {
      void follow(client, jobId)
        .then((job) => {
          if (job.isReady) {
            setDone(jobId);
          } else if (job.state === 'failed' || job.state === 'cancelled') {
            toast({ text: failed, kind: 'fail' });
            onFetched();
          }
        })
        // A question that got no answer is asked again.
        .catch(() => undefined);
    }, ASK_MS);
    return () => clearInterval(timer);
  }, [jobId, isReady, client, toast, failed, follow, onFetched]);
  if (isReady) {
    return (
      <a className="lt-btn" href={downloadPath(slug, download, { jobId })} download onClick={() => onFetched()}>
        <Icon name="download" />
        <span>{props.ready}</span>
      </a>
    );
  }
  return (
    <Button icon={props.icon ?? 'download'} busy={jobId !== null} onClick={props.onAsk}>
      {jobId === null ? props.label : props.working}
    </Button>
  );
};

/** Asks for a file, once however often it is pressed. What comes to nothing is said. */
export const useExportJob = (start: () => Promise<{ jobId: string }>, failed: string) => {
  const toast = useToast();
  const [jobId, setJobId] = useState<string | null>(null);
  const asking = useRef(false);
  const onFetched = useCallback(() => setJobId(null), []);
  const ask = async () => {
    if (asking.current) {
      return;
    }
    asking.current = true;
    try {
      setJobId((await start()).jobId);
    } catch {
      toast({ text: failed, kind: 'fail' });
    } finally {
      asking.current = false;
    }
  };
  return { jobId, onFetched, onAsk: () => void ask() };
};
