import { Link, useRevalidator } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { Button } from '@/app/components/button';
import { Confirm } from '@/app/components/confirm';
import type { Column } from '@/app/components/data-table';
import { JobProgress } from '@/app/components/job-progress';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { Status, type StatusKind } from '@/app/components/status';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { errorText } from '@/app/lib/error-messages';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { BulkEditRowView, BulkEditView } from '@/server/domain/archive/bulk-edit';
import { isAppErrorCode } from '@/server/domain/shared/app-error';
import { columnLabel } from './archive-labels';
import { valueText } from './item-history';
import { useTopics } from './use-topics';

const ASK_MS = 2_000;

const KINDS: Record<BulkEditRowView['state'], StatusKind> = {
  waiting: 'none',
  changed: 'done',
  same: 'none',
  refused: 'failed',
  undone: 'none',
  left: 'attention',
};

const Changes = ({ row, t, locale }: { row: BulkEditRowView; t: Translate; locale: Locale }) => {
  const topics = useTopics();
  if (row.changes.length === 0) {
    return <span className="lt-2">{t('cataloguing.bulkSame')}</span>;
  }
  return (
    <ul className="lt-reasons">
      {row.changes.map((change) => (
        <li key={change.field}>
          {columnLabel(change.field, '', t, locale)}{' '}
          <del>{valueText(change.field, change.from, t, locale, topics)}</del> →{' '}
          <ins>{valueText(change.field, change.to, t, locale, topics)}</ins>
        </li>
      ))}
    </ul>
  );
};

const Standing = ({ row, t, locale }: { row: BulkEditRowView; t: Translate; locale: Locale }) => (
  <>
    <Status kind={KINDS[row.state]}>{t(`cataloguing.row_${row.state}`)}</Status>
    {isAppErrorCode(row.errorCode) ? <div className="lt-2">{errorText(row.errorCode, locale).what}</div> : null}
  </>
);

export const bulkColumns = (t: Translate, locale: Locale, base: string): Column<BulkEditRowView>[] => [
  {
    key: 'code',
    title: t('archive.field_referenceCode'),
    render: (row) => <Link to={`${base}/${row.itemId}`}>{row.referenceCode}</Link>,
    width: '216px',
    onPhone: 'title',
  },
  { key: 'title', title: t('archive.field_title'), render: (row) => row.title, truncate: true },
  {
    key: 'changes',
    title: t('cataloguing.bulkChanges'),
    render: (row) => <Changes row={row} t={t} locale={locale} />,
    width: '340px',
  },
  {
    key: 'state',
    title: t('archive.field_state'),
    render: (row) => <Standing row={row} t={t} locale={locale} />,
    width: '160px',
  },
];

/** While a worker is at it, the page asks how far it is. */
const useProgress = (edit: BulkEditView): void => {
  const { revalidate } = useRevalidator();
  const isWorking = edit.state === 'running' || edit.state === 'undoing';
  useEffect(() => {
    if (!isWorking) {
      return;
    }
    const timer = setInterval(revalidate, ASK_MS);
    return () => clearInterval(timer);
  }, [isWorking, revalidate]);
};

/** What can be done with an edit where it stands: made, tried again, undone. */
export const BulkEditActions = ({ edit }: { edit: BulkEditView }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [asking, setAsking] = useState<'run' | 'undo' | null>(null);
  useProgress(edit);
  const again = edit.state === 'done' ? (edit.counts.refused ?? 0) + (edit.counts.left ?? 0) : 0;
  const n = edit.state === 'previewed' ? edit.rowCount : again;
  return (
    <>
      {edit.job && (edit.state === 'running' || edit.state === 'undoing') ? (
        <JobProgress state={edit.job.state as 'running'} done={edit.job.done} total={edit.job.total} />
      ) : null}
      {edit.canUndo ? <Button onClick={() => setAsking('undo')}>{t('cataloguing.bulkUndo')}</Button> : null}
      {edit.state === 'previewed' || again > 0 ? (
        <Button look="primary" onClick={() => setAsking('run')}>
          {t(edit.state === 'previewed' ? 'cataloguing.bulkRun' : 'cataloguing.bulkAgain', { n })}
        </Button>
      ) : null}
      <ReasonDrawer
        open={asking === 'run'}
        onClose={() => setAsking(null)}
        title={t('cataloguing.bulkTitle', { n })}
        effect={t('cataloguing.bulkEffect', { n })}
        label={t('archive.correctReason')}
        act={t('cataloguing.bulkRun', { n })}
        onSubmit={async (reason, idempotencyKey) => {
          await client.archive.runBulkEdit.mutate({ id: edit.id, reason }, { context: { idempotencyKey } });
          revalidate();
        }}
      />
      <Confirm
        open={asking === 'undo'}
        onClose={() => setAsking(null)}
        title={t('cataloguing.bulkUndo')}
        effect={t('cataloguing.bulkUndoEffect', { n: edit.counts.changed ?? 0 })}
        act={t('cataloguing.bulkUndo')}
        onConfirm={async () => {
          await client.archive.undoBulkEdit.mutate(
            { id: edit.id },
            { context: { idempotencyKey: newIdempotencyKey() } },
          );
          revalidate();
        }}
      />
    </>
  );
};
