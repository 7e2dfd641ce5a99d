import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { Confirm } from '@/app/components/confirm';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { useAct } from '@/app/lib/use-act';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { ImportBatchView } from '@/server/domain/archive/import-batch';
import { MappingButton } from './import-mapping';
import { isWorking } from './import-status';
import { UndoButton } from './import-undo';
import { ApplyButton } from './import-update';

/** Makes the workbook of the wrong rows and opens it. */
const ErrorWorkbookButton = ({ batchId }: { batchId: string }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const { act, busy } = useAct();
  const make = async () => {
    const made = await act(() => client.archive.makeImportErrors.mutate({ batchId }));
    if (made) {
      window.location.assign(downloadPath(slug, 'archive.downloadImportErrors', { batchId }));
    }
  };
  return (
    <Button icon="download" busy={busy} onClick={() => void make()}>
      {t(busy ? 'catalogueImport.errorWorkbookWorking' : 'catalogueImport.errorWorkbook')}
    </Button>
  );
};

/** 提交: says what will happen, in numbers, before it does. */
const SubmitButton = ({ batch }: { batch: ImportBatchView }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [asking, setAsking] = useState(false);
  const [key] = useState(newIdempotencyKey);
  const { readyCount: n, wrongCount } = batch;
  const numbered = batch.numbering.reduce((sum, scope) => sum + scope.count, 0);
  const submit = async () => {
    await client.archive.fileImport.mutate({ batchId: batch.id }, { context: { idempotencyKey: `${key}-${n}` } });
    toast({ text: t('catalogueImport.submitted') });
    revalidate();
  };
  return (
    <>
      <Button look="primary" icon="check" disabled={n === 0} onClick={() => setAsking(true)}>
        {n === 0 ? t('catalogueImport.nothingReady') : t('catalogueImport.submit', { n })}
      </Button>
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={t('common.submit')}
        act={t('catalogueImport.submitConfirm', { n })}
        onConfirm={submit}
        effect={
          <>
            <p>{t('catalogueImport.submitEffect', { n, fonds: `${batch.fondsNumber} ${batch.fondsName}` })}</p>
            {numbered > 0 ? <p>{t('catalogueImport.numbering', { n: numbered })}</p> : null}
            {wrongCount > 0 ? <p>{t('catalogueImport.submitWrongStays', { n: wrongCount })}</p> : null}
          </>
        }
      />
    </>
  );
};

export const ImportActions = ({ batch }: { batch: ImportBatchView }) => {
  const isUpdate = batch.kind === 'update';
  const canRead = !isUpdate && (batch.state === 'previewed' || batch.state === 'failed');
  const offersFiling = batch.state === 'previewed' || (batch.state === 'filed' && batch.readyCount > 0);
  return (
    <>
      {batch.wrongCount > 0 && !isWorking(batch.state) ? <ErrorWorkbookButton batchId={batch.id} /> : null}
      {canRead && batch.columns.length > 0 ? <MappingButton batch={batch} /> : null}
      <UndoButton batch={batch} />
      {offersFiling ? isUpdate ? <ApplyButton batch={batch} /> : <SubmitButton batch={batch} /> : null}
    </>
  );
};
