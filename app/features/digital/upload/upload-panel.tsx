import { Button } from '@/app/components/button';
import { Status } from '@/app/components/status';
import { useText } from '@/app/i18n/use-text';
import { formatBytes } from '@/app/lib/format';
import { Bar, percent } from './upload-bar';
import { UploadList } from './upload-list';
import type { QueueView, UploadQueue } from './upload-queue';

const Tools = ({ queue, view }: { queue: UploadQueue; view: QueueView }) => {
  const t = useText();
  return (
    <span className="lt-wrap">
      {view.counts.refused > 0 ? (
        <Button icon="refresh" onClick={() => queue.retryRefused()}>
          {t('digital.uploadAgain')}
        </Button>
      ) : null}
      {view.isSettled ? (
        <Button onClick={() => queue.clear()}>{t('digital.uploadClear')}</Button>
      ) : view.isPaused ? (
        <Button look="primary" onClick={() => queue.resume()}>
          {t('digital.uploadResume')}
        </Button>
      ) : (
        <Button onClick={() => queue.pause()}>{t('digital.uploadPause')}</Button>
      )}
    </span>
  );
};

/** How far the files of the page are, in all and one by one. */
export const UploadPanel = ({ queue, view }: { queue: UploadQueue; view: QueueView }) => {
  const t = useText();
  const { entries, counts } = view;
  if (entries.length === 0) return null;
  const share = percent(view.sentBytes, view.bytes);
  const words = t('digital.uploadTotal', {
    done: counts.done + counts.known,
    total: entries.length,
    sent: formatBytes(view.sentBytes),
    bytes: formatBytes(view.bytes),
  });
  return (
    <section className="lt-upload-panel" aria-label={t('digital.uploadTitle')}>
      <div className="lt-section-head">
        <span className="lt-grow" role="status">
          {view.isPaused ? <Status kind="attention">{t('digital.uploadPaused')}</Status> : null}
          {view.isOffline && !view.isPaused ? <Status kind="attention">{t('digital.uploadOffline')}</Status> : null}{' '}
          {words}
          {counts.known > 0 ? ` ${t('digital.uploadKnown', { n: counts.known })}` : ''}
          {counts.refused > 0 ? ` ${t('digital.uploadRefused', { n: counts.refused })}` : ''}
        </span>
        <Tools queue={queue} view={view} />
      </div>
      <Bar share={share} label={t('digital.uploadTitle')} />
      <UploadList entries={entries} refused={counts.refused} />
    </section>
  );
};
