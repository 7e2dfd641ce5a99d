import { useState } from 'react';
import { Button } from '@/app/components/button';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { Icon } from '@/app/components/icon';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { useToast } from '@/app/components/toast';
import { categoryOptions } from '@/app/features/archive/archive-labels';
import { useCategories } from '@/app/features/archive/use-categories';
import { PrintButton } from '@/app/features/print/print-button';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { useAct } from '@/app/lib/use-act';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { BatchDetail } from '@/server/domain/digital/digitisation';

const SEPARATORS = ['separator_sheets'] as const;

const AddRecords = ({ batch, open, onClose }: { batch: BatchDetail; open: boolean; onClose: () => void }) => {
  const t = useText();
  const categories = useCategories();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { act } = useAct();
  return (
    <FormDrawer<{ categoryCode: string; filingYear: string }>
      open={open}
      onClose={onClose}
      title={t('digitisation.addRecords')}
      initialValues={{ categoryCode: batch.categoryCode ?? 'WS', filingYear: String(batch.filingYear ?? '') }}
      fieldLabels={{ categoryCode: t('digitisation.category'), filingYear: t('digitisation.year') }}
      submitLabel={t('digitisation.addRecords')}
      onSubmit={async ({ categoryCode, filingYear }, idempotencyKey) => {
        const unscanned = { categoryCode, filingYear: Number(filingYear.normalize('NFKC')) };
        const { added, skipped } = await client.digitisation.addRecords.mutate(
          { batchId: batch.id, unscanned },
          { context: { idempotencyKey } },
        );
        toast({ text: t('digitisation.added', { n: added, skipped }) });
        await act(async () => undefined);
      }}
    >
      <p className="lt-reason-effect">{t('digitisation.addHelp')}</p>
      <FormField name="categoryCode" label={t('digitisation.category')} required>
        <select className="lt-select">
          {categoryOptions(categories).map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="filingYear" label={t('digitisation.year')} required>
        <input className="lt-input" inputMode="numeric" maxLength={4} />
      </FormField>
    </FormDrawer>
  );
};

/** What may be done with a whole batch: add records, print the sheet, finish, cancel. */
export const BatchActions = ({ batch, canWrite }: { batch: BatchDetail; canWrite: boolean }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { act, busy } = useAct();
  const { slug } = useWorkspace().tenant;
  const [adding, setAdding] = useState(false);
  const [cancelling, setCancelling] = useState(false);
  const batchId = batch.id;
  const mayAct = canWrite && batch.state === 'running';
  const isBack = batch.itemCount > 0 && batch.returnedCount === batch.itemCount;
  return (
    <>
      {batch.itemCount > 0 ? (
        <a className="lt-btn" href={downloadPath(slug, 'digitisation.downloadHandOver', { batchId })} download>
          <Icon name="print" />
          <span>{t('digitisation.printSheet')}</span>
        </a>
      ) : null}
      {batch.itemCount > 0 ? (
        <PrintButton forms={SEPARATORS} what={{ digitisationBatchId: batchId }} label={t('digital.printSeparators')} />
      ) : null}
      {mayAct ? (
        <Button look="primary" icon="plus" onClick={() => setAdding(true)}>
          {t('digitisation.addRecords')}
        </Button>
      ) : null}
      {mayAct && isBack ? (
        <Button
          busy={busy}
          onClick={() =>
            void act(() => client.digitisation.finishBatch.mutate({ batchId }), { done: t('digitisation.finished') })
          }
        >
          {t('digitisation.finish')}
        </Button>
      ) : null}
      {mayAct && batch.itemCount === 0 ? (
        <Button onClick={() => setCancelling(true)}>{t('digitisation.cancel')}</Button>
      ) : null}
      <AddRecords batch={batch} open={adding} onClose={() => setAdding(false)} />
      <ReasonDrawer
        open={cancelling}
        onClose={() => setCancelling(false)}
        title={t('digitisation.cancel')}
        effect={t('digitisation.cancelEffect')}
        label={t('digitisation.reason')}
        act={t('digitisation.cancel')}
        onSubmit={async (reason) => {
          await client.digitisation.cancelBatch.mutate({ batchId, reason });
          await act(async () => undefined, { done: t('digitisation.cancelled') });
        }}
      />
    </>
  );
};
