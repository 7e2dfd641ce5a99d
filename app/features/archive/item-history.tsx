import { labelOf } from '@/app/i18n/label-of';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDateTime } from '@/app/lib/format';
import type { ItemEventView } from '@/server/domain/archive/archive-record';
import { fieldLabel } from './archive-labels';

const actionText = (event: ItemEventView, t: Translate): string => {
  if (event.isGrantRead) {
    return t('archive.event_grantedById');
  }
  if (event.action === 'archive.create') {
    return t('archive.event_create');
  }
  if (event.action.startsWith('digital.')) {
    return labelOf(t, 'act', event.action);
  }
  return event.action === 'archive.correct' ? t('archive.event_correct') : t('archive.event_other');
};

/** Everything that was done with the record and by whom, looks under a grant among it; old values stay readable. */
export const ItemHistory = ({
  history,
  importedAt,
}: {
  history: readonly ItemEventView[];
  importedAt: string | null;
}) => {
  const t = useText();
  if (history.length === 0 && importedAt === null) {
    return <p className="lt-2">{t('archive.historyEmpty')}</p>;
  }
  return (
    <ol className="lt-history">
      {history.map((event) => (
        <li key={event.id}>
          <p>
            <b>{actionText(event, t)}</b>{' '}
            <span className="lt-2">
              {event.isGrantRead
                ? t('archive.historyOf', { name: event.actorName, unit: event.actorTenantName })
                : event.actorName}
              {' · '}
              <time dateTime={event.at}>{formatIsoDateTime(event.at)}</time>
            </span>
          </p>
          {event.reason ? <p className="lt-2">{t('archive.historyReason', { reason: event.reason })}</p> : null}
          {event.changes.map((change) => (
            <p key={change.field} className="lt-2">
              {t('archive.historyChange', {
                field: fieldLabel(change.field, t),
                from: change.from ?? t('archive.historyNothing'),
                to: change.to ?? t('archive.historyNothing'),
              })}
            </p>
          ))}
        </li>
      ))}
      {importedAt ? (
        <li>
          <b>{t('archive.event_import')}</b>{' '}
          <time className="lt-2" dateTime={importedAt}>
            {formatIsoDateTime(importedAt)}
          </time>
        </li>
      ) : null}
    </ol>
  );
};
