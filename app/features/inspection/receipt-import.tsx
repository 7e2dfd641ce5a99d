import { useState } from 'react';
import { Button } from '@/app/components/button';
import { CallFailureNote } from '@/app/components/call-failure-note';
import { Dropzone } from '@/app/components/dropzone';
import { useSubmission } from '@/app/components/form-drawer';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { uploadFile } from '@/app/lib/upload';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { PlatformItemView } from '@/server/domain/inspection/platform-check';
import type { ReceiptPreview, ReceiptRowView } from '@/server/domain/inspection/platform-receipt';

interface Read {
  objectId: string;
  key: string;
  view: ReceiptPreview;
}

/** 平台回执 of one line: what was said last, and why it came back. */
export const ReceiptMark = ({ receipt }: { receipt: PlatformItemView['receipt'] }) => {
  const t = useText();
  if (receipt === null) return null;
  const { outcome, platformNumber, reason, answeredOn } = receipt;
  return (
    <span>
      <Status kind={outcome === 'accepted' ? 'done' : 'failed'}>
        {t(outcome === 'accepted' ? 'platformCheck.receiptAccepted' : 'platformCheck.receiptReturned')}
      </Status>{' '}
      <span className="lt-3">
        {answeredOn} {platformNumber ? t('platformCheck.receiptNumber', { number: platformNumber }) : null} {reason}
      </span>
    </span>
  );
};

const LeftOut = ({ rows }: { rows: readonly ReceiptRowView[] }) => {
  const t = useText();
  if (rows.length === 0) return null;
  return (
    <ul>
      {rows.map(({ rowNumber, itemCode, unitName, problem }) => (
        <li key={rowNumber}>
          <Status kind={problem === 'known' ? 'attention' : 'failed'}>
            {t('platformCheck.receiptRow', { row: rowNumber })}
            {t('common.colon')}
            {problem ? t(`platformCheck.receiptProblem_${problem}`) : null}
          </Status>{' '}
          <span className="lt-num">{itemCode}</span> {unitName}
        </li>
      ))}
    </ul>
  );
};

/** 导入平台回执: choose the workbook, see which line each row answers, keep what is right. */
export const ReceiptImport = ({ onDone }: { onDone: () => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const { busy, failure, submit } = useSubmission();
  const [read, setRead] = useState<Read | null>(null);
  const look = (file: File | undefined) =>
    submit(async () => {
      if (!file) return;
      setRead(null);
      const { id: objectId } = await uploadFile(slug, file);
      const view = await client.platformCheck.previewReceipts.query({ objectId });
      setRead({ objectId, key: newIdempotencyKey(), view });
    });
  const enter = () =>
    submit(async () => {
      if (!read) return;
      const { objectId, key } = read;
      const context = { idempotencyKey: key };
      const { accepted, returned } = await client.platformCheck.readReceipts.mutate({ objectId }, { context });
      toast({ text: t('platformCheck.receiptRead', { accepted, returned }) });
      setRead(null);
      onDone();
    });
  const rows = read?.view.rows ?? [];
  const good = rows.filter((row) => row.said !== null);
  const accepted = good.filter((row) => row.said?.outcome === 'accepted').length;
  return (
    <section className="lt-section" aria-label={t('platformCheck.receiptTitle')}>
      <h2>{t('platformCheck.receiptTitle')}</h2>
      <Dropzone
        busy={busy}
        status={t(busy ? 'platformCheck.receiptReading' : 'platformCheck.receiptDrop')}
        help={t('platformCheck.receiptHelp')}
        choose={t('platformCheck.receiptChoose')}
        accept=".xlsx,.xls,.csv"
        onFiles={([file]) => void look(file)}
      />
      {failure ? <CallFailureNote failure={failure} /> : null}
      {read ? (
        <>
          <p className="lt-strong" role="status">
            {t('platformCheck.receiptFound', {
              n: rows.length,
              accepted,
              returned: good.length - accepted,
              left: rows.length - good.length,
            })}
          </p>
          <div className="lt-row">
            <Button look="primary" busy={busy} disabled={good.length === 0} onClick={() => void enter()}>
              {t('platformCheck.receiptEnter', { n: good.length })}
            </Button>
            <span className="lt-3">{t('platformCheck.receiptNothing')}</span>
          </div>
          <LeftOut rows={rows.filter((row) => row.said === null)} />
        </>
      ) : null}
    </section>
  );
};
