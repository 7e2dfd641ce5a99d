import { useState } from 'react';
import { Button } from '@/app/components/button';
import { CallFailureNote } from '@/app/components/call-failure-note';
import { Dropzone } from '@/app/components/dropzone';
import { Status } from '@/app/components/status';
import { useText } from '@/app/i18n/use-text';
import { uploadFile } from '@/app/lib/upload';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { ChecklistItem } from '@/server/domain/inspection/checklist';
import type { WorkbookPreview, WorkbookRow } from '@/server/domain/inspection/checklist-workbook';
import { correctRow, leaveOutRow } from '@/server/domain/inspection/workbook-recheck';
import { ItemDrawer } from './item-drawer';
import { ItemsTable } from './items-table';

interface ImportPanelProps {
  onTake: (items: ChecklistItem[]) => void;
}

/** From a workbook: choose it, see every row with what is wrong in it, take what is right. Nothing is saved here. */
export const ImportPanel = ({ onTake }: ImportPanelProps) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [preview, setPreview] = useState<WorkbookPreview | null>(null);
  const [at, setAt] = useState<number | null>(null);
  const change = (rows: WorkbookRow[]) => setPreview((before) => before && { ...before, rows });
  const read = async (file: File | undefined) => {
    if (!file) {
      return;
    }
    setBusy(true);
    setFailure(null);
    setPreview(null);
    try {
      const { id: objectId } = await uploadFile(slug, file);
      setPreview(await client.checklist.previewWorkbook.query({ objectId }));
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  const good = preview?.rows.filter((row) => row.problems.length === 0) ?? [];
  const wrong = (preview?.rows.length ?? 0) - good.length;
  const guessed = good.some((row) => row.isGuessed);
  return (
    <section className="lt-section" aria-label={t('checklist.import')}>
      <h2>{t('checklist.import')}</h2>
      <Dropzone
        busy={busy}
        status={t(busy ? 'checklist.importReading' : 'checklist.importDrop')}
        help={t('checklist.importHelp')}
        choose={t('checklist.importChoose')}
        accept=".xlsx,.xls,.et,.csv"
        onFiles={([file]) => void read(file)}
      />
      {failure ? <CallFailureNote failure={failure} /> : null}
      {preview ? (
        <>
          <p className="lt-strong" role="status">
            {t('checklist.importFound', { n: preview.rows.length, m: wrong })}
          </p>
          <p className="lt-2">
            {t('checklist.importColumns')}
            {t('common.colon')}
            {preview.columns.map((column) => column.heading).join(t('common.list'))}
          </p>
          {preview.unread.length > 0 ? (
            <p className="lt-2">
              {t('checklist.importUnread')}
              {t('common.colon')}
              {preview.unread.join(t('common.list'))}
            </p>
          ) : null}
          {guessed ? <p className="lt-note lt-note-attention">{t('checklist.importGuessed')}</p> : null}
          <div className="lt-row">
            <Button look="primary" disabled={good.length === 0} onClick={() => onTake(good.map((row) => row.item))}>
              {wrong === 0 ? t('checklist.importTake') : t('checklist.importTakeGood', { n: good.length })}
            </Button>
            <span className="lt-3">{t('checklist.importNothing')}</span>
          </div>
          <ItemsTable
            items={preview.rows.map((row) => row.item)}
            beside={{
              title: t('checklist.problem'),
              render: (item, index) => {
                const row = preview.rows[index];
                return row ? (
                  <>
                    {row.problems.length > 0 ? (
                      <Status kind="failed">
                        {t('checklist.row')} {row.rowNumber}
                        {t('common.colon')}
                        {row.problems.map((problem) => t(`checklist.rowProblem_${problem}`)).join(t('common.list'))}
                      </Status>
                    ) : null}
                    <div className="lt-row">
                      <Button look="text" aria-label={`${t('common.edit')} ${item.code}`} onClick={() => setAt(index)}>
                        {t('common.edit')}
                      </Button>
                      <Button
                        look="text"
                        aria-label={`${t('checklist.leaveOut')} ${item.code}`}
                        onClick={() => change(leaveOutRow(preview.rows, index))}
                      >
                        {t('checklist.leaveOut')}
                      </Button>
                    </div>
                  </>
                ) : null;
              },
            }}
          />
          <ItemDrawer
            key={at}
            open={at !== null}
            item={at === null ? null : (preview.rows[at]?.item ?? null)}
            sections={preview.sections}
            onClose={() => setAt(null)}
            onDone={(item) => {
              if (at !== null) change(correctRow(preview.rows, at, item));
              setAt(null);
            }}
          />
        </>
      ) : null}
    </section>
  );
};
