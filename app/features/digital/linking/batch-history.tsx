import { useText } from '@/app/i18n/use-text';
import { formatIsoDateTime } from '@/app/lib/format';
import type { LinkEventPage } from '@/server/domain/digital/linking';

const KNOWN = [
  'digital.createLinkBatch',
  'digital.beginUploads',
  'digital.setLinkList',
  'digital.matchBatch',
  'digital.assignFiles',
  'digital.setPage',
  'digital.confirmLinking',
  'digital.undoLinking',
] as const;
type Known = (typeof KNOWN)[number];
const isKnown = (action: string): action is Known => (KNOWN as readonly string[]).includes(action);

/** 挂接历史: who did what with the batch. */
export const BatchHistory = ({ history }: { history: LinkEventPage }) => {
  const t = useText();
  return (
    <details className="lt-gaps">
      <summary>{t('digital.history')}</summary>
      <ul>
        {history.events.map((event) => (
          <li key={event.id} className="lt-upload-line">
            <span className="lt-num">{formatIsoDateTime(event.at)}</span>
            <span className="lt-grow">
              {isKnown(event.action) ? t(`act.${event.action}`) : event.action}
              {event.files === null ? '' : ` ${t('digital.filesCount', { n: event.files })}`}
            </span>
            <span className="lt-2">{event.actorName}</span>
          </li>
        ))}
      </ul>
      {history.next === null ? null : <p className="lt-3">{t('digital.gapsMore', { n: history.events.length })}</p>}
    </details>
  );
};
