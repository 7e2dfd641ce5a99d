import { FactList } from '@/app/components/fact-list';
import { Status } from '@/app/components/status';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatDateTime } from '@/app/lib/format';
import type { IncidentRowView, IncidentView } from '@/server/domain/safety/safety';

/** Where an incident stands; what is owed and late is said before anything else. */
export const IncidentStatus = ({ incident }: { incident: Pick<IncidentRowView, 'state' | 'isOverdue'> }) => {
  const t = useText();
  if (incident.isOverdue) return <Status kind="overdue">{t('safety.overdue')}</Status>;
  return <Status kind={incident.state === 'closed' ? 'done' : 'live'}>{t(`safety.state_${incident.state}`)}</Status>;
};

type Facts = IncidentRowView & { measures?: string; superiorName?: string | null };

export const IncidentFacts = ({ incident }: { incident: Facts }) => {
  const t = useText();
  const locale = useLocale();
  return (
    <FactList
      facts={[
        [t('safety.kind'), t(`safety.kind_${incident.kind}`)],
        [t('safety.level'), t(`safety.level_${incident.level}`)],
        [t('safety.occurredAt'), formatDateTime(incident.occurredAt, locale)],
        [t('safety.discoveredAt'), formatDateTime(incident.discoveredAt, locale)],
        [t('safety.superior'), incident.superiorName],
        [t('safety.nextDueAt'), incident.nextDueAt ? formatDateTime(incident.nextDueAt, locale) : null],
        [t('safety.affected'), incident.affected],
        [t('safety.measures'), incident.measures],
      ]}
    />
  );
};

/** 首报, 续报, 终报 and what was said to them, oldest first. */
export const IncidentThread = ({ reports, instructions }: Pick<IncidentView, 'reports' | 'instructions'>) => {
  const t = useText();
  const locale = useLocale();
  return (
    <>
      <section className="lt-section" aria-label={t('safety.reports')}>
        <h2>{t('safety.reports')}</h2>
        <ol className="lt-exchange">
          {reports.map((report) => (
            <li key={report.dispatchId}>
              <p>
                <span className="lt-strong">{t(`safety.report_${report.kind}`)}</span>{' '}
                <span className="lt-2">
                  {t('safety.reportOn', { name: report.sentByName, time: formatDateTime(report.sentAt, locale) })}
                </span>{' '}
                {report.isLate ? <Status kind="overdue">{t('safety.reportLate')}</Status> : null}
              </p>
              {report.body.split('\n').map((line) => (
                <p key={line}>{line}</p>
              ))}
            </li>
          ))}
        </ol>
      </section>
      {instructions.length > 0 ? (
        <section className="lt-section" aria-label={t('safety.instructions')}>
          <h2>{t('safety.instructions')}</h2>
          <ol className="lt-exchange">
            {instructions.map((one) => (
              <li key={one.sentAt}>
                <p className="lt-2">
                  {t('safety.reportOn', { name: one.senderName, time: formatDateTime(one.sentAt, locale) })}
                </p>
                <p>{one.words}</p>
              </li>
            ))}
          </ol>
        </section>
      ) : null}
    </>
  );
};
