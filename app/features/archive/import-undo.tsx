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
  batch: Pick<ImportBatchRow, 'id' | 'undoableUntil'>;
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
  return (
    <>
      {asLink ? (
        <button type="button" className="lt-link" disabled={busy} onClick={() => void ask()}>
          {t('catalogueImport.undo')}
        </button>
      ) : (
        <Button busy={busy} onClick={() => void ask()}>
          {t('catalogueImport.undo')}
        </Button>
      )}
      {check && !check.canUndo ? <Refused check={check} onClose={close} /> : null}
      <Confirm
        open={check?.canUndo === true}
        onClose={close}
        title={t('catalogueImport.undoTitle')}
        act={t('catalogueImport.undoConfirm', { n })}
        onConfirm={undo}
        effect={
          <>
            <p>{t('catalogueImport.undoEffect', { n })}</p>
            <p>{t('catalogueImport.undoNumbers')}</p>
            <p className="lt-2">{t('catalogueImport.undoUntil', { time: formatIsoDateTime(batch.undoableUntil) })}</p>
          </>
        }
      />
    </>
  );
};
