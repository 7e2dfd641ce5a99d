import { Link } from '@remix-run/react';
import { Status } from '@/app/components/status';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { formatShortDateTime } from '@/app/lib/format';
import type { LiveGrantView } from './types';

const yearsOf = ({ yearFrom, yearTo }: LiveGrantView, t: Translate): string =>
  yearFrom === null || yearTo === null
    ? t('workbench.allYears')
    : t('workbench.years', { from: String(yearFrom), to: String(yearTo) });

const GrantLine = ({ grant, base }: { grant: LiveGrantView; base: string }) => {
  const t = useText();
  const today = useToday();
  const classes = grant.recordClasses.map((name) => t(`workbench.class_${name}`)).join(t('common.list'));
  const time = formatShortDateTime(grant.validTo, today);
  return (
    <li className="lt-side-item">
      <p>
        <Status kind="live">
          {grant.held
            ? t('workbench.grantHeld', { name: grant.unitName })
            : t('workbench.grantReading', { name: grant.readerName })}
        </Status>
      </p>
      <p className="lt-3">
        {grant.reason}
        {t('common.list')}
        {grant.inspectors.join(t('common.list'))}
      </p>
      <p className="lt-2">{t('workbench.grantScope', { classes, years: yearsOf(grant, t), time })}</p>
      <p className="lt-2">{t('workbench.grantViews', { n: grant.viewsToday })}</p>
      <p>
        {grant.held ? (
          <Link to={`${base}/grants/${grant.id}`}>{t('workbench.grantEnter')}</Link>
        ) : (
          <Link to={`${base}/audit?grant=yes`}>{t('workbench.grantSeen')}</Link>
        )}
      </p>
    </li>
  );
};

/** 查阅授权: who may look into whose records, right now. */
export const GrantPanel = ({ grants, base }: { grants: readonly LiveGrantView[]; base: string }) => {
  const t = useText();
  return (
    <section aria-labelledby="grants">
      <div className="lt-section-head">
        <h2 id="grants">{t('workbench.grants')}</h2>
        {grants.length > 0 ? <span className="lt-3">{t('workbench.grantsLive', { n: grants.length })}</span> : null}
      </div>
      {grants.length === 0 ? <p className="lt-2">{t('workbench.grantsNone')}</p> : null}
      <ul>
        {grants.map((grant) => (
          <GrantLine key={grant.id} grant={grant} base={base} />
        ))}
      </ul>
    </section>
  );
};
