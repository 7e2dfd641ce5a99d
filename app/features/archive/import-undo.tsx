import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { Confirm } from '@/app/components/confirm';
import { Dialog } from '@/app/components/dialog';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDateTime } from '@/app/lib/format';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { useAct } from '@/app/lib/use-act';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { ImportBatchRow, UndoCheckView } from '@/server/domain/archive/import-batch';

/** What stands in the way, by name. */
const Refused = ({ check, onClose }: { check: UndoCheckView; onClose: () => void }) => {
  const t = useText();
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('catalogueImport.undoRefused')}
      foot={<Button onClick={onClose}>{t('common.close')}</Button>}
    >
      <p>{t(check.blocks.length > 0 ? 'catalogueImport.undoRefusedText' : 'catalogueImport.undoTooLate')}</p>
      <dl className="lt-facts">
        {check.blocks.map((block) => (
          <div key={block.reason}>
            <dt>{t(`catalogueImport.undoBlock_${block.reason}`)}</dt>
            <dd>
              {t('catalogueImport.undoExamples', { n: block.count, codes: block.examples.join(t('common.list')) })}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
};

interface UndoButtonProps {
  batch: Pick<ImportBatchRow, 'id' | 'kind' | 'undoableUntil'>;
  /** As a link at the edge of a row. */
  asLink?: boolean;
}

/** 撤销导入: looks first whether it can be done, says what will happen in numbers, then asks. */
export const UndoButton = ({ batch, asLink = false }: UndoButtonProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const { act, busy } = useAct();
  const [check, setCheck] = useState<UndoCheckView | null>(null);
  const [key] = useState(newIdempotencyKey);
  if (batch.undoableUntil === null) {
    return null;
  }
  const ask = () => act(async () => setCheck(await client.archive.importUndoCheck.query({ batchId: batch.id })));
  const undo = async () => {
    await client.archive.undoImport.mutate({ batchId: batch.id }, { context: { idempotencyKey: key } });
    toast({ text: t('catalogueImport.undoAsked') });
    revalidate();
  };
  const close = () => setCheck(null);
  const n = check?.items ?? 0;
  const isUpdate = batch.kind === 'update';
  const word = t(isUpdate ? 'catalogueImport.undoChanges' : 'catalogueImport.undo');
  const [left] = check?.blocks ?? [];
  return (
    <>
      {asLink ? (
        <button type="button" className="lt-link" disabled={busy} onClick={() => void ask()}>
          {word}
        </button>
      ) : (
        <Button busy={busy} onClick={() => void ask()}>
          {word}
        </Button>
      )}
      {check && !check.canUndo ? <Refused check={check} onClose={close} /> : null}
      <Confirm
        open={check?.canUndo === true}
        onClose={close}
        title={isUpdate ? word : t('catalogueImport.undoTitle')}
        act={t(isUpdate ? 'catalogueImport.undoChangesConfirm' : 'catalogueImport.undoConfirm', { n })}
        onConfirm={undo}
        effect={
          <>
            <p>{t(isUpdate ? 'catalogueImport.undoChangesEffect' : 'catalogueImport.undoEffect', { n })}</p>
            {isUpdate ? null : <p>{t('catalogueImport.undoNumbers')}</p>}
            {isUpdate && left ? (
              <p>
                {t('catalogueImport.undoChangesLeft', {
                  n: left.count,
                  codes: left.examples.join(t('common.list')),
                })}
              </p>
            ) : null}
            <p className="lt-2">{t('catalogueImport.undoUntil', { time: formatIsoDateTime(batch.undoableUntil) })}</p>
          </>
        }
      />
    </>
  );
};
