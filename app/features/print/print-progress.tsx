import { Status } from '@/app/components/status';
import { useText } from '@/app/i18n/use-text';
import type { usePrintJob } from './use-print-job';

/** How far the file is; where it is, when it is there. */
export const PrintProgress = ({ job }: { job: ReturnType<typeof usePrintJob>['job'] }) => {
  const t = useText();
  return (
    <p role="status" className="lt-print-state">
      {job.state === 'working' ? (
        <Status kind="live">
          {job.total === null ? t('print.working') : t('print.workingOf', { done: job.done, total: job.total })}
        </Status>
      ) : null}
      {job.state === 'ready' ? (
        <>
          <Status kind="done">{t('print.ready')}</Status>{' '}
          <a href={job.href} download>
            {t('print.again')}
          </a>
        </>
      ) : null}
      {job.state === 'failed' ? (
        <Status kind="failed">
          {job.what === null ? t('print.failedPlain') : t('print.failed', { what: job.what })}
        </Status>
      ) : null}
    </p>
  );
};
