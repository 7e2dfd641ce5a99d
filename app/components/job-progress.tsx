import { useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import { Status, type StatusKind } from './status';

type JobState = 'owed' | 'running' | 'done' | 'failed' | 'cancelled';

const KINDS: Record<JobState, StatusKind> = {
  owed: 'none',
  running: 'live',
  done: 'done',
  failed: 'failed',
  cancelled: 'none',
};

/** The state in a word; while it runs, how far. */
export const JobProgress = ({ state, done, total }: { state: JobState; done: number; total: number | null }) => {
  const t = useText();
  const share = total ? Math.min(100, Math.round((done / total) * 100)) : null;
  return (
    <span className="lt-job-progress">
      <Status kind={KINDS[state]}>{t(`platform.jobState_${state}`)}</Status>
      {state === 'running' && total && share !== null ? (
        <>
          <span
            className="lt-bar"
            role="progressbar"
            aria-valuenow={share}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-label={t('platform.jobProgress')}
          >
            <i style={{ width: `${share}%` }} />
          </span>
          <span className="lt-2">
            {formatNumber(done)}/{formatNumber(total)}
          </span>
        </>
      ) : null}
    </span>
  );
};
