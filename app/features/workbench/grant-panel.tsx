import { Link } from '@remix-run/react';
import { Status } from '@/app/components/status';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { formatShortDateTime } from '@/app/lib/format';
import type { HomeView } from '@/server/domain/tenancy/home';

type ReceivedGrant = NonNullable<HomeView['receivedGrants']>[number];
type HeldGrant = NonNullable<HomeView['myGrants']>[number];

/** 2024—2025 年度，至 11-27 18:00 */
const Extent = ({ grant }: { grant: { yearFrom: number | null; yearTo: number | null; validTo: string } }) => {
  const t = useText();
  const time = formatShortDateTime(grant.validTo, useToday());
  const years =
    grant.yearFrom === null || grant.yearTo === null
      ? t('workbench.allYears')
      : t('workbench.years', { from: String(grant.yearFrom), to: String(grant.yearTo) });
  return <p className="lt-2">{t('workbench.grantExtent', { years, time })}</p>;
};

const ReceivedLine = ({ grant, base }: { grant: ReceivedGrant; base: string }) => {
  const t = useText();
  return (
    <li className="lt-side-item">
      <p>
        <Status kind="live">{t('workbench.grantReading', { name: grant.ownerName })}</Status>
        <span className="lt-3"> · {grant.inspectorNames.join(t('common.list'))}</span>
      </p>
      <p className="lt-2">{grant.reason}</p>
      <Extent grant={grant} />
      <p className="lt-2">{t('workbench.grantLooks', { n: grant.looksToday })}</p>
      <p className="lt-links">
        <Link to={`${base}/audit?grant=yes`}>{t('workbench.grantSeen')}</Link>
        <Link to={`${base}/grants`}>
          {t(grant.hasOpenObjection ? 'workbench.grantObjected' : 'workbench.grantObject')}
        </Link>
      </p>
    </li>
  );
};

const HeldLine = ({ grant, base }: { grant: HeldGrant; base: string }) => {
  const t = useText();
  return (
    <li className="lt-side-item">
      <p>
        <Status kind="live">{t('workbench.grantHeld', { name: grant.unitName })}</Status>
      </p>
      <p className="lt-2">{grant.reason}</p>
      <Extent grant={grant} />
      <p className="lt-links">
        <Link to={`${base}/granted/${grant.unitSlug}`}>{t('workbench.grantEnter')}</Link>
      </p>
    </li>
  );
};

interface GrantPanelProps {
  received: HomeView['receivedGrants'];
  held: HomeView['myGrants'];
  base: string;
}

/** 查阅授权: who may look into whose records, right now. */
export const GrantPanel = ({ received, held, base }: GrantPanelProps) => {
  const t = useText();
  if (received === null && held === null) {
    return null;
  }
  const count = (received?.length ?? 0) + (held?.length ?? 0);
  return (
    <section aria-labelledby="grants">
      <div className="lt-section-head">
        <h2 id="grants">{t('workbench.grants')}</h2>
        {count > 0 ? <span className="lt-3">{t('workbench.grantsLive', { n: count })}</span> : null}
        <Link className="lt-end" to={`${base}/grants`}>
          {t('workbench.grantsManage')}
        </Link>
      </div>
      {count === 0 ? <p className="lt-2">{t('workbench.grantsNone')}</p> : null}
      <ul>
        {received?.map((grant) => (
          <ReceivedLine key={grant.id} grant={grant} base={base} />
        ))}
        {held?.map((grant) => (
          <HeldLine key={grant.id} grant={grant} base={base} />
        ))}
      </ul>
    </section>
  );
};
