import { useState } from 'react';
import { CallFailureNote } from '@/app/components/call-failure-note';
import { Dropzone } from '@/app/components/dropzone';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { uploadFile } from '@/app/lib/upload';
import { useAct } from '@/app/lib/use-act';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { LinkBatchDetail, LinkListGapPage } from '@/server/domain/digital/linking';

/** 挂接清单: for files whose names say nothing about their records. */
export const BatchList = ({ batch }: { batch: LinkBatchDetail }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const { act, busy } = useAct();
  const [failure, setFailure] = useState<unknown>(null);
  const send = ([file]: readonly File[]) =>
    act(async () => {
      if (!file) return;
      setFailure(null);
      try {
        const { id: objectId } = await uploadFile(slug, file);
        const options = { context: { idempotencyKey: newIdempotencyKey() } };
        const { entries, skipped } = await client.digital.setLinkList.mutate({ batchId: batch.id, objectId }, options);
        toast({ text: t('digital.listTaken', { n: entries, skipped }) });
      } catch (error) {
        setFailure(error);
      }
    });
  return (
    <details className="lt-gaps" open={batch.listName !== null}>
      <summary>
        {batch.listName ? t('digital.listHas', { name: batch.listName, n: batch.listCount }) : t('digital.listTitle')}
      </summary>
      {failure ? <CallFailureNote failure={failure} /> : null}
      <Dropzone
        busy={busy}
        status={busy ? t('digital.listReading') : t('digital.listDrop')}
        help={t('digital.listHelp')}
        choose={t('digital.chooseFiles')}
        accept=".xlsx,.xls,.et,.csv"
        onFiles={(files) => void send(files)}
      />
    </details>
  );
};

/** What the list names and the batch or the catalogue has not. */
export const ListGaps = ({ gaps }: { gaps: LinkListGapPage }) => {
  const t = useText();
  if (gaps.gaps.length === 0) return null;
  return (
    <details className="lt-gaps" open={gaps.gaps.length <= 20}>
      <summary>
        {gaps.next === null
          ? t('digital.listGaps', { n: gaps.gaps.length })
          : t('digital.listGapsMany', { n: gaps.gaps.length })}
      </summary>
      <ul>
        {gaps.gaps.map((gap) => (
          <li key={gap.position} className="lt-upload-line">
            <span className="lt-ellipsis">{gap.fileName}</span>
            <span className="lt-2">{gap.referenceCode}</span>
            <span className="lt-upload-state">{t(`digital.listGap_${gap.problem}`)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
};
