import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatIsoDateTime } from '@/app/lib/format';
import { OPEN_FLAGS } from '@/server/domain/archive/archive-item';
import { HISTORY_ACTIONS, type HistoryEntry } from '@/server/domain/archive/item-history';
import type { TopicSetting } from '@/server/domain/fonds/category-settings';
import { columnLabel, retentionName } from './archive-labels';
import { topicNames } from './item-values';
import { useTopics } from './use-topics';

export const actionText = (action: string, t: Translate, locale: Locale): string => {
  const known = HISTORY_ACTIONS[action];
  return known ? (locale === 'en' ? known.en : known.zh) : t('archive.event_other');
};

/** Codes in words, where the field holds codes. */
export const valueText = (
  field: string,
  value: string | null,
  t: Translate,
  locale: Locale,
  topics: readonly TopicSetting[],
): string => {
  if (value === null || value === '') return t('archive.historyNothing');
  if (field === 'openFlag') {
    const flag = OPEN_FLAGS.find((one) => one.code === value);
    return flag ? (locale === 'en' ? flag.en : flag.zh) : value;
  }
  if (field === 'retentionCode') return retentionName(value, locale);
  if (field === 'topics') return topicNames(value.split('、'), topics, locale);
  if (field === 'state' && (value === 'draft' || value === 'filed' || value === 'void')) {
    return t(`archive.state_${value}`);
  }
  return value;
};

const Entry = ({ entry, category }: { entry: HistoryEntry; category: string }) => {
  const t = useText();
  const locale = useLocale();
  const topics = useTopics();
  const who = entry.isGrantRead
    ? t('archive.historyOf', { name: entry.actorName, unit: entry.actorTenantName })
    : entry.actorName;
  return (
    <li className={`lt-life-${entry.kind}`}>
      <p>
        <b>{actionText(entry.action, t, locale)}</b> {entry.subject ? <span>{entry.subject}</span> : null}{' '}
        <span className="lt-2">
          {who}
          {who ? ' · ' : ''}
          <time dateTime={entry.at}>{formatIsoDateTime(entry.at)}</time>
        </span>
      </p>
      {entry.reason ? <p className="lt-2">{t('archive.historyReason', { reason: entry.reason })}</p> : null}
      {entry.changes.map((change) => (
        <p key={change.field} className="lt-2">
          {t('archive.historyChange', {
            field: columnLabel(change.field, category, t, locale),
            from: valueText(change.field, change.from, t, locale, topics),
            to: valueText(change.field, change.to, t, locale, topics),
          })}
        </p>
      ))}
    </li>
  );
};

/** Everything that happened to the record and by whom, looks under a grant among it; old values stay readable. */
export const ItemHistory = ({ entries, category }: { entries: readonly HistoryEntry[]; category: string }) => {
  const t = useText();
  if (entries.length === 0) {
    return <p className="lt-2">{t('archive.historyEmpty')}</p>;
  }
  return (
    <ol className="lt-history">
      {entries.map((entry) => (
        <Entry key={`${entry.at} ${entry.id}`} entry={entry} category={category} />
      ))}
    </ol>
  );
};
