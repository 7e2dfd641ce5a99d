import { FactList } from '@/app/components/fact-list';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDate, formatNumber } from '@/app/lib/format';
import type { PublishedService } from '@/server/domain/use/service-item';

/** 办事指南 for everybody: each service with its steps, its time limits and the time that was used. */
export const ServiceList = ({ rows }: { rows: readonly (PublishedService & { publishedAt: string })[] }) => {
  const t = useText();
  const days = (n: number) => (n === 0 ? t('service.sameDay') : t('service.days', { n }));
  return (
    <ul>
      {rows.map((row) => (
        <li key={row.id} className="lt-finding">
          <h2>{row.name}</h2>
          <ol>
            {row.steps.map((step) => (
              <li key={step.name}>
                <strong>{step.name}</strong> {step.words}
              </li>
            ))}
          </ol>
          <FactList
            facts={[
              [t('service.promisedDays'), days(row.promisedDays)],
              [t('service.legalDays'), row.legalDays === null ? null : days(row.legalDays)],
              [t('service.audience'), row.audience || null],
              [t('service.documents'), row.documents || null],
              [t('service.place'), row.place || null],
              [t('service.phone'), row.phone || null],
              [t('service.basis'), row.basis || null],
            ]}
          />
          <p className="lt-2">
            {row.times.averageDays === null
              ? t('service.publicNoTimes', { year: String(row.year) })
              : t('service.publicTimes', {
                  year: String(row.year),
                  n: row.times.finished,
                  inTime: row.times.inTime,
                  days: formatNumber(row.times.averageDays),
                })}
          </p>
          <p className="lt-3">
            {row.issuerName} {formatIsoDate(row.publishedAt)}
          </p>
        </li>
      ))}
    </ul>
  );
};
