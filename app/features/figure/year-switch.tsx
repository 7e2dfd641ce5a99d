import { Link, useSearchParams } from '@remix-run/react';
import { Icon } from '@/app/components/icon';
import { useText } from '@/app/i18n/use-text';
import { withParams } from '@/app/lib/search-params';

/** One year back, one year on. Addresses, so that a year can be sent to somebody. */
export const YearSwitch = ({ year, thisYear }: { year: number; thisYear: number }) => {
  const t = useText();
  const [params] = useSearchParams();
  return (
    <nav className="lt-year-switch" aria-label={t('figure.year')}>
      <Link
        className="lt-btn"
        to={withParams(params, { year: String(year - 1), asOf: null })}
        aria-label={t('figure.previousYear')}
      >
        <Icon name="left" />
      </Link>
      <b>{t('figure.yearOption', { year: String(year) })}</b>
      {year < thisYear ? (
        <Link
          className="lt-btn"
          to={withParams(params, { year: String(year + 1), asOf: null })}
          aria-label={t('figure.nextYear')}
        >
          <Icon name="right" />
        </Link>
      ) : null}
    </nav>
  );
};
