import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { CallFailureNote } from '@/app/components/call-failure-note';
import { Dialog } from '@/app/components/dialog';
import { Dropzone } from '@/app/components/dropzone';
import { useText } from '@/app/i18n/use-text';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { uploadFile } from '@/app/lib/upload';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { ImportReturnView } from '@/server/domain/statistics/statistics';

interface ImportReturnProps {
  year: number;
  formKey: string;
  onClose: () => void;
}

/** Takes the cells that people fill in from the form's own workbook. */
export const ImportReturn = ({ year, formKey, onClose }: ImportReturnProps) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const { revalidate } = useRevalidator();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [done, setDone] = useState<ImportReturnView | null>(null);
  const take = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    setFailure(null);
    try {
      const { id: objectId } = await uploadFile(slug, file);
      const context = { idempotencyKey: newIdempotencyKey() };
      setDone(await client.statistics.importFile.mutate({ year, formKey, objectId }, { context }));
      revalidate();
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog open onClose={onClose} title={t('statistics.importTitle')}>
      <Dropzone
        busy={busy}
        status={t(busy ? 'statistics.importReading' : 'statistics.importDrop')}
        help={t('statistics.importHelp')}
        choose={t('statistics.importChoose')}
        accept=".xlsx"
        onFiles={([file]) => void take(file)}
      />
      {failure ? <CallFailureNote failure={failure} /> : null}
      {done ? <p role="status">{t('statistics.importDone', { n: done.taken })}</p> : null}
      {done && done.wrong.length > 0 ? (
        <ul>
          {done.wrong.map(({ rowNumber, name, said }) => (
            <li key={rowNumber}>{t('statistics.importWrong', { row: rowNumber, name, said })}</li>
          ))}
        </ul>
      ) : null}
    </Dialog>
  );
};
