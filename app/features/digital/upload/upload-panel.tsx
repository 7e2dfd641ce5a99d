import { Button } from '@/app/components/button';
import { Status, type StatusKind } from '@/app/components/status';
import { useLocale, useText } from '@/app/i18n/use-text';
import { errorText } from '@/app/lib/error-messages';
import { formatBytes } from '@/app/lib/format';
import type { Entry, EntryState, QueueView, UploadQueue } from './upload-queue';

const SHOWN = 40;
const KINDS: Record<EntryState, StatusKind> = {
  waiting: 'none',
  sending: 'live',
  done: 'done',
  known: 'done',
  refused: 'failed',
};
/** What needs somebody comes first, then what moves. */
const ORDER: readonly EntryState[] = ['refused', 'sending', 'waiting', 'done', 'known'];

const percent = (part: number, whole: number): number =>
  whole === 0 ? 100 : Math.min(100, Math.floor((part / whole) * 100));

const Bar = ({ share, label }: { share: number; label: string }) => (
  <span
    className="lt-bar"
    role="progressbar"
    aria-label={label}
    aria-valuenow={share}
    aria-valuemin={0}
    aria-valuemax={100}
  >
    <i style={{ width: `${share}%` }} />
  </span>
);

const EntryWord = ({ entry }: { entry: Entry }) => {
  const t = useText();
  const locale = useLocale();
  if (entry.state === 'refused') {
    const text = errorText(entry.code ?? 'INTERNAL', locale);
    return (
      <Status kind="failed">
        {text.what}
        {t('common.stop')}
        {text.next}
      </Status>
    );
  }
  if (entry.state === 'sending' && entry.tries > 0)
    return <Status kind="attention">{t('digital.uploadRetry', { n: entry.tries })}</Status>;
  return (
    <Status kind={KINDS[entry.state]}>
      {t(`digital.entry_${entry.state}`)}
      {entry.sha256 ? <span className="lt-3"> SHA-256 {entry.sha256.slice(0, 12)}…</span> : null}
    </Status>
  );
};

const EntryLine = ({ entry }: { entry: Entry }) => (
  <li className="lt-upload-line">
    <span className="lt-ellipsis" title={entry.folder ? `${entry.folder}/${entry.file.name}` : entry.file.name}>
      {entry.folder ? <span className="lt-3">{entry.folder}/</span> : null}
      {entry.file.name}
    </span>
    <span className="lt-2 lt-num">{formatBytes(entry.file.size)}</span>
    <span className="lt-upload-state">
      <EntryWord entry={entry} />
      {entry.state === 'sending' ? <Bar share={percent(entry.sent, entry.file.size)} label={entry.file.name} /> : null}
    </span>
  </li>
);

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
  const shown = ORDER.flatMap((state) => entries.filter((entry) => entry.state === state)).slice(0, SHOWN);
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
      <ul>
        {shown.map((entry) => (
          <EntryLine key={entry.key} entry={entry} />
        ))}
      </ul>
      {entries.length > SHOWN ? (
        <p className="lt-3">{t('digital.uploadMore', { n: entries.length - shown.length })}</p>
      ) : null}
    </section>
  );
};
