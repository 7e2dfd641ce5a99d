import { Form, Link } from '@remix-run/react';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useNow, useToday } from '@/app/lib/clock';
import { formatShortDateTime } from '@/app/lib/format';
import { Icon } from '../icon';

interface GrantBannerProps {
  /** Whose records. */
  unit: string;
  /** Why: the inspection or the document that it rests on. */
  reason: string;
  /** ISO instant. */
  until: string;
  /** Views so far, where they are counted. */
  views?: number;
  recordsTo?: string;
  leaveTo: string;
}

const HOUR_MS = 60 * 60 * 1000;

/** On top of every page under a grant: whose data, why, until when, and that views are recorded. */
export const GrantBanner = ({ unit, reason, until, views, recordsTo, leaveTo }: GrantBannerProps) => {
  const t = useText();
  const locale = useLocale();
  const today = useToday();
  const hoursLeft = Math.floor((Date.parse(until) - Date.parse(useNow())) / HOUR_MS);
  const [days, hours] = [Math.floor(hoursLeft / 24), hoursLeft % 24];
  const left =
    hoursLeft < 0
      ? t('shell.grantEnded')
      : days > 0
        ? t('shell.grantDaysLeft', { days, hours })
        : t('shell.grantHoursLeft', { hours });
  return (
    <section className="lt-grant" lang={locale} aria-label={t('shell.grantViewing', { unit })}>
      <div className="lt-grant-line">
        <Icon name="eye" />
        <strong>{t('shell.grantViewing', { unit })}</strong>
        <Form action={leaveTo} method="get">
          <button type="submit">{t('shell.grantLeave')}</button>
        </Form>
      </div>
      <div className="lt-grant-more">
        <span>{reason}</span>
        <span>{t('shell.grantUntil', { time: formatShortDateTime(until, today), left })}</span>
        <span className="lt-grant-end">
          {views === undefined ? t('shell.grantRecorded') : t('shell.grantRecordedCount', { n: views })}
        </span>
        {recordsTo ? <Link to={recordsTo}>{t('shell.grantRecords')}</Link> : null}
      </div>
    </section>
  );
};
