import { ButtonLink } from '@/app/components/button';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatDate } from '@/app/lib/format';
import type { HomeView } from '@/server/domain/tenancy/home';

type Owed = NonNullable<HomeView['handIn']>[number];

const Line = ({ owed }: { owed: Owed }) => {
  const t = useText();
  const locale = useLocale();
  const year = String(owed.year);
  if (owed.owed === 0 || owed.dueOn === null) {
    return <strong>{t('filing.cardDone', { year })}</strong>;
  }
  const words = { date: formatDate(owed.dueOn, locale), year, n: owed.owed };
  return owed.isLate ? (
    <strong className="lt-overdue">{t('filing.cardLate', words)}</strong>
  ) : (
    <strong>{t('filing.card', words)}</strong>
  );
};

/** The first thing a part-time archivist sees: what is owed until when, and one button. */
export const HandInCard = ({ owed, base }: { owed: readonly Owed[]; base: string }) => {
  const t = useText();
  return (
    <section className="lt-hand-in" aria-label={t('filing.handInTitle')}>
      <ul>
        {owed.map((one) => (
          <li key={one.departmentId}>
            <p>
              <Line owed={one} />
              <span className="lt-3"> {one.departmentName}</span>
            </p>
            {one.returned > 0 ? <p className="lt-2">{t('filing.cardReturned', { n: one.returned })}</p> : null}
          </li>
        ))}
      </ul>
      <ButtonLink look="primary" icon="send" to={`${base}/hand-in`}>
        {t('filing.cardStart')}
      </ButtonLink>
    </section>
  );
};
