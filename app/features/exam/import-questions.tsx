import { useState } from 'react';
import { Button } from '@/app/components/button';
import { CallFailureNote } from '@/app/components/call-failure-note';
import { Dropzone } from '@/app/components/dropzone';
import { useSubmission } from '@/app/components/form-drawer';
import { Status } from '@/app/components/status';
import { useText } from '@/app/i18n/use-text';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { uploadFile } from '@/app/lib/upload';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { ImportedRowView, QuestionImportView } from '@/server/domain/exam/question-workbook';

interface Read {
  objectId: string;
  key: string;
  view: QuestionImportView;
}

/** Rows that are wrong or asked already, each with its number in the workbook and why. */
const Complaints = ({ rows }: { rows: readonly ImportedRowView[] }) => {
  const t = useText();
  if (rows.length === 0) return null;
  return (
    <ul>
      {rows.map((row) => (
        <li key={row.rowNumber}>
          <Status kind={row.problem ? 'failed' : 'attention'}>
            {t('exam.importRow', { row: row.rowNumber })}
            {t('common.colon')}
            {row.problem ? t(`exam.problem_${row.problem}`) : t('exam.problem_twin')}
          </Status>{' '}
          {row.stem}
        </li>
      ))}
    </ul>
  );
};

/** 导入题库: choose the workbook, see what is wrong with which row, enter the rest. */
export const ImportQuestions = ({
  onDone,
}: {
  onDone: (counts: { entered: number; twins: number; wrong: number }) => void;
}) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const { busy, failure, submit } = useSubmission();
  const [read, setRead] = useState<Read | null>(null);
  const [withTwins, setWithTwins] = useState(false);
  const look = (file: File | undefined) =>
    submit(async () => {
      if (!file) return;
      setRead(null);
      const { id: objectId } = await uploadFile(slug, file);
      setRead({ objectId, key: newIdempotencyKey(), view: await client.exam.previewQuestions.query({ objectId }) });
    });
  const enter = () =>
    submit(async () => {
      if (!read) return;
      const { objectId, key } = read;
      const context = { idempotencyKey: `${key}${withTwins}` };
      onDone(await client.exam.importQuestions.mutate({ objectId, withTwins }, { context }));
    });
  const rows = read?.view.rows ?? [];
  const wrong = rows.filter((row) => row.problem !== null);
  const twins = rows.filter((row) => row.problem === null && row.isTwin);
  const good = rows.length - wrong.length - (withTwins ? 0 : twins.length);
  return (
    <section className="lt-section" aria-label={t('exam.importTitle')}>
      <Dropzone
        busy={busy}
        status={t(busy ? 'exam.importReading' : 'exam.importDrop')}
        help={t('exam.importHelp')}
        choose={t('exam.importChoose')}
        accept=".xlsx,.xls,.csv"
        onFiles={([file]) => void look(file)}
      />
      {failure ? <CallFailureNote failure={failure} /> : null}
      {read ? (
        <>
          <p className="lt-strong" role="status">
            {t('exam.importFound', { n: rows.length, wrong: wrong.length, twins: twins.length })}
          </p>
          {read.view.unread.length > 0 ? (
            <p className="lt-2">{t('exam.importUnread', { names: read.view.unread.join(t('common.list')) })}</p>
          ) : null}
          {twins.length > 0 ? (
            <label className="lt-row">
              <input
                type="checkbox"
                className="lt-checkbox"
                checked={withTwins}
                onChange={(event) => setWithTwins(event.target.checked)}
              />
              <span>{t('exam.importTwins')}</span>
            </label>
          ) : null}
          <div className="lt-row">
            <Button look="primary" busy={busy} disabled={good === 0} onClick={() => void enter()}>
              {t('exam.importEnter', { n: good })}
            </Button>
            <span className="lt-3">{t('exam.importNothing')}</span>
          </div>
          <Complaints rows={[...wrong, ...twins]} />
        </>
      ) : null}
    </section>
  );
};
