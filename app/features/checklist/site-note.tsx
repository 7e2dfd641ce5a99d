import { Link } from '@remix-run/react';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatDateTime } from '@/app/lib/format';
import type { ChecklistItem } from '@/server/domain/inspection/checklist';
import type { ReviewView } from '@/server/domain/inspection/checklist-review';

/** Where an answer comes from the phone: who said it when, or that two said different things. */
export const SiteNote = ({ review, item, siteTo }: { review: ReviewView; item: ChecklistItem; siteTo: string }) => {
  const t = useText();
  const locale = useLocale();
  const answer = review.answers.find((one) => one.itemCode === item.code);
  if (review.siteConflicts.includes(item.code))
    return (
      <p className="lt-note lt-note-attention" role="status">
        <span>
          {t('checklist.siteConflict')}
          <Link to={siteTo}>{t('checklist.siteConflictLink')}</Link>
        </span>
      </p>
    );
  if (!answer?.isOnSite) return null;
  return (
    <p className="lt-note lt-note-info">
      {t('checklist.saidOnSite', { name: answer.answeredByName, time: formatDateTime(answer.answeredAt, locale) })}
    </p>
  );
};
