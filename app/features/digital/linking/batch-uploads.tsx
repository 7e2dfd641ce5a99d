import { useRevalidator } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { Status } from '@/app/components/status';
import { useLocale, useText } from '@/app/i18n/use-text';
import { errorText } from '@/app/lib/error-messages';
import { formatBytes } from '@/app/lib/format';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { BatchUploadPage, LinkBatchDetail } from '@/server/domain/digital/linking';
import { isAppErrorCode } from '@/server/domain/shared/app-error';
import { FileDrop } from '../upload/file-drop';
import { UploadPanel } from '../upload/upload-panel';
import type { Transport } from '../upload/upload-queue';
import { useUploads } from '../upload/use-uploads';

const useBegin = (batchId: string): Transport['begin'] => {
  const client = useWorkspaceClient();
  return async (files) => {
    const input = files.map(({ folder, file }) => ({ folder, fileName: file.name, sizeBytes: file.size }));
    const options = { context: { idempotencyKey: newIdempotencyKey() } };
    const { uploadIds, received } = await client.digital.beginUploads.mutate({ batchId, files: input }, options);
    const had = new Set(received);
    return uploadIds.map((uploadId) => ({ uploadId, isReceived: had.has(uploadId) }));
  };
};

type Gap = BatchUploadPage['uploads'][number];

const GapLine = ({ gap }: { gap: Gap }) => {
  const t = useText();
  const locale = useLocale();
  const code = gap.refusedCode;
  return (
    <li className="lt-upload-line">
      <span className="lt-ellipsis">
        {gap.folder ? <span className="lt-3">{gap.folder}/</span> : null}
        {gap.fileName}
      </span>
      <span className="lt-2 lt-num">{formatBytes(gap.sizeBytes)}</span>
      <span className="lt-upload-state">
        {gap.state === 'refused' ? (
          <Status kind="failed">
            {isAppErrorCode(code) ? errorText(code, locale).what : t('digital.entry_refused')}
          </Status>
        ) : (
          <Status kind="attention">{t('digital.gapMissing')}</Status>
        )}
      </span>
    </li>
  );
};

/** What an interrupted upload left open: dropping the same folder again sends only this. */
const Gaps = ({ gaps, count }: { gaps: BatchUploadPage; count: number }) => {
  const t = useText();
  if (gaps.uploads.length === 0) return null;
  return (
    <details className="lt-gaps" open={gaps.uploads.length <= 20}>
      <summary>{t('digital.gaps', { n: count })}</summary>
      <p className="lt-2">{t('digital.gapsHelp')}</p>
      <ul>
        {gaps.uploads.map((gap) => (
          <GapLine key={gap.id} gap={gap} />
        ))}
      </ul>
      {gaps.next ? <p className="lt-3">{t('digital.gapsMore', { n: gaps.uploads.length })}</p> : null}
    </details>
  );
};

/** Where the files of a batch come in. */
export const BatchUploads = ({ batch, gaps }: { batch: LinkBatchDetail; gaps: BatchUploadPage }) => {
  const t = useText();
  const { revalidate } = useRevalidator();
  const { queue, view } = useUploads(useBegin(batch.id));
  const wasBusy = useRef(false);
  useEffect(() => {
    if (wasBusy.current && view.isSettled) revalidate();
    wasBusy.current = !view.isSettled;
  }, [view.isSettled, revalidate]);
  const isIdle = view.entries.length === 0;
  return (
    <>
      <FileDrop
        label={t('digital.batchDrop')}
        help={t('digital.batchDropHelp')}
        withFolders
        isPrimary={batch.fileCount === 0}
        onFiles={(files) => queue.add(files)}
      />
      <UploadPanel queue={queue} view={view} />
      {isIdle || view.isSettled ? (
        <Gaps gaps={gaps} count={(batch.uploads.receiving ?? 0) + (batch.uploads.refused ?? 0)} />
      ) : null}
    </>
  );
};
