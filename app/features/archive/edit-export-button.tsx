import { useEffect, useRef, useState } from 'react';
import { Button } from '@/app/components/button';
import { Icon } from '@/app/components/icon';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { ExportForEditingInput } from '@/server/domain/archive/import-batch';

const ASK_MS = 2_000;

/** 导出修改: owes a workbook that can be edited offline and put back through 目录导入; follows the job, offers the file. */
export const EditExportButton = ({ filters }: { filters: ExportForEditingInput }) => {
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
      void client.archive.editingExportById
        .query({ jobId })
        .then((job) => {
          setReady(job.isReady);
          if (job.state === 'failed' || job.state === 'cancelled') {
            setJobId(null);
            toast({ text: t('catalogueImport.editExportFailed'), kind: 'fail' });
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
      setJobId((await client.archive.exportForEditing.mutate(filters)).jobId);
    } catch {
      toast({ text: t('catalogueImport.editExportFailed'), kind: 'fail' });
    } finally {
      asking.current = false;
    }
  };

  if (jobId !== null && ready) {
    const href = downloadPath(slug, 'archive.downloadEditingExport', { jobId });
    return (
      <a className="lt-btn" href={href} download onClick={() => setJobId(null)}>
        <Icon name="download" />
        <span>{t('catalogueImport.editExportReady')}</span>
      </a>
    );
  }
  return (
    <Button icon="pen" busy={jobId !== null} onClick={() => void start()}>
      {t(jobId === null ? 'catalogueImport.editExport' : 'catalogueImport.editExportWorking')}
    </Button>
  );
};
