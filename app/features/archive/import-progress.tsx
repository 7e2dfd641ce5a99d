import { Link, useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';
import { Button, ButtonLink } from '@/app/components/button';
import { type Figure, FigureRow } from '@/app/components/figure-row';
import { ErrorState } from '@/app/components/state-block';
import { useLocale, useText } from '@/app/i18n/use-text';
import { errorText } from '@/app/lib/error-messages';
import { formatNumber } from '@/app/lib/format';
import { useAct } from '@/app/lib/use-act';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { ImportBatchView } from '@/server/domain/archive/import-batch';
import { isAppErrorCode } from '@/server/domain/shared/app-error';
import { isWorking, stateKey } from './import-status';

const ASK_MS = 1_500;

/** Asks again while a worker is at it; the page can be left and come back to at any time. */
export const useFollowedImport = (batch: ImportBatchView): void => {
  const { revalidate, state } = useRevalidator();
  const working = isWorking(batch.state) && batch.job?.state !== 'failed';
  useEffect(() => {
    if (!working || state !== 'idle') {
      return;
    }
    const timer = setTimeout(() => revalidate(), ASK_MS);
    return () => clearTimeout(timer);
  }, [working, state, revalidate]);
};

const Stopped = ({ batch }: { batch: ImportBatchView }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { act, busy } = useAct();
  return (
    <div className="lt-note lt-note-failed" role="alert">
      <span className="lt-grow">{t('catalogueImport.jobFailed')}</span>
      {batch.state === 'filing' && batch.kind === 'new' ? (
        <Button
          busy={busy}
          onClick={() =>
            void act(() => client.archive.fileImport.mutate({ batchId: batch.id }), {
              done: t('catalogueImport.submitted'),
            })
          }
        >
          {t('catalogueImport.jobAgain')}
        </Button>
      ) : null}
    </div>
  );
};

const PROGRESS = { undoing: 'undoProgress', update: 'applyProgress', new: 'filingProgress' } as const;

/** What the worker is doing, in words and as a bar where the end is known. */
export const ImportProgress = ({ batch }: { batch: ImportBatchView }) => {
  const t = useText();
  const { job } = batch;
  if (!isWorking(batch.state)) {
    return null;
  }
  if (job?.state === 'failed' || job?.state === 'cancelled') {
    return <Stopped batch={batch} />;
  }
  const { done = 0, total = null } = job ?? {};
  const waiting = job === null || job.state === 'owed';
  const share = total ? Math.min(100, Math.round((done / total) * 100)) : null;
  const text = waiting
    ? t('catalogueImport.waiting')
    : batch.state === 'reading' || batch.state === 'uploaded'
      ? t('catalogueImport.readingProgress', { n: done })
      : t(`catalogueImport.${PROGRESS[batch.state === 'undoing' ? 'undoing' : batch.kind]}`, {
          done,
          total: total ?? batch.readyCount,
        });
  return (
    <div className="lt-note lt-note-info lt-import-progress">
      <span className="lt-spinner" aria-hidden="true" />
      <div className="lt-grow">
        <p role="status">{text}</p>
        {share === null ? null : (
          <div
            className="lt-bar"
            role="progressbar"
            aria-label={text}
            aria-valuenow={share}
            aria-valuemin={0}
            aria-valuemax={100}
          >
            <i style={{ width: `${share}%` }} />
          </div>
        )}
      </div>
    </div>
  );
};

/** The result in figures. */
export const ImportFigures = ({ batch }: { batch: ImportBatchView }) => {
  const t = useText();
  const figures: Figure[] = [
    { key: 'rows', label: t('catalogueImport.figureRows'), value: formatNumber(batch.rowCount) },
    {
      key: 'ready',
      label: t(batch.kind === 'update' ? 'catalogueImport.figureChanged' : 'catalogueImport.figureReady'),
      value: formatNumber(batch.readyCount),
    },
    { key: 'wrong', label: t('catalogueImport.figureWrong'), value: formatNumber(batch.wrongCount) },
    {
      key: 'filed',
      label:
        batch.state === 'filed' || batch.state === 'undone' ? t(stateKey(batch)) : t('catalogueImport.figureFiled'),
      value: formatNumber(batch.state === 'undone' ? batch.undoneCount : batch.filedCount),
    },
  ];
  if (batch.knownCount > 0)
    figures.splice(2, 0, {
      key: 'known',
      label: t('catalogueImport.figureKnown'),
      value: formatNumber(batch.knownCount),
    });
  return <FigureRow figures={figures} label={t('catalogueImport.figures')} />;
};

export const ImportResult = ({ batch }: { batch: ImportBatchView }) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const base = `/w/${slug}/archives`;
  return (
    <div className="lt-note lt-note-info lt-import-result" role="status">
      <p className="lt-grow lt-strong">
        {batch.state === 'undone'
          ? batch.kind === 'update'
            ? t('catalogueImport.undoChangesDone', { n: batch.undoneCount, left: batch.filedCount - batch.undoneCount })
            : t('catalogueImport.undoneTitle', { n: batch.undoneCount })
          : t(batch.kind === 'update' ? 'catalogueImport.appliedTitle' : 'catalogueImport.filedTitle', {
              n: batch.filedCount,
            })}
      </p>
      <Link to={`${base}?category=${batch.categoryCode}`}>{t('catalogueImport.filedSee')}</Link>
      <Link to={`${base}/import`}>{t('catalogueImport.filedMore')}</Link>
    </div>
  );
};

export const ImportFailed = ({ batch }: { batch: ImportBatchView }) => {
  const t = useText();
  const locale = useLocale();
  const { slug } = useWorkspace().tenant;
  const text = errorText(isAppErrorCode(batch.errorCode) ? batch.errorCode : 'WORKBOOK_UNREADABLE', locale);
  return (
    <ErrorState
      title={t('catalogueImport.failedTitle')}
      what={text.what}
      saved={t('catalogueImport.failedSaved')}
      next={`${text.next}${t('common.stop')}${t('catalogueImport.failedNext')}`}
      action={
        <ButtonLink look="primary" to={`/w/${slug}/archives/import`}>
          {t('catalogueImport.filedMore')}
        </ButtonLink>
      }
    />
  );
};
