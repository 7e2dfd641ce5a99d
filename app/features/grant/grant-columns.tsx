import { Link } from '@remix-run/react';
import type { Column } from '@/app/components/data-table';
import { Status } from '@/app/components/status';
import type { Translate } from '@/app/i18n/messages';
import { formatIsoDateTime } from '@/app/lib/format';
import type { GrantView } from '@/server/domain/tenancy/grant';
import { GRANT_STATUS, grantExtent, OBJECTION_STATUS } from './grant-labels';

const State = ({ grant, t }: { grant: GrantView; t: Translate }) => (
  <>
    <Status kind={GRANT_STATUS[grant.state]}>{t(`grant.state_${grant.state}`)}</Status>
    {grant.consentReason ? <p className="lt-3">{t('grant.consentReason', { reason: grant.consentReason })}</p> : null}
    {grant.objection ? (
      <Status kind={OBJECTION_STATUS[grant.objection.state]}>
        {t(`grant.objectionState_${grant.objection.state}`)}
      </Status>
    ) : null}
  </>
);

/** When it ends, and each time that it was put off: why, and by whom. */
const Until = ({ grant, t }: { grant: GrantView; t: Translate }) => (
  <>
    {formatIsoDateTime(grant.validTo)}
    {grant.extensions.length > 0 ? (
      <details className="lt-3">
        <summary>{t('inspectionPlan.extensionsCount', { n: grant.extensions.length })}</summary>
        {grant.extensions.map(({ id, validToBefore, validTo, reason, extendedByName: name }) => (
          <p key={id}>
            {t('inspectionPlan.extensionReason', {
              from: formatIsoDateTime(validToBefore),
              to: formatIsoDateTime(validTo),
              reason,
              name,
            })}
          </p>
        ))}
      </details>
    ) : null}
  </>
);

/** Who reads whom, how far, until when, why, and how much was seen. */
export const grantColumns = (base: string, given: boolean, t: Translate): Column<GrantView>[] => [
  {
    key: 'other',
    title: t(given ? 'grant.column_unit' : 'grant.column_owner'),
    render: (grant) => (given ? grant.unitName : <Link to={`${base}/grants/${grant.id}`}>{grant.ownerName}</Link>),
    width: '180px',
    onPhone: 'title',
  },
  { key: 'state', title: t('grant.column_state'), render: (grant) => <State grant={grant} t={t} />, width: '120px' },
  {
    key: 'inspectors',
    title: t('grant.column_inspectors'),
    render: (grant) => grant.inspectorNames.join(t('common.list')),
    width: '140px',
  },
  {
    key: 'extent',
    title: t('grant.column_extent'),
    render: (grant) => <span className="lt-table-lines">{grantExtent(grant, t)}</span>,
    width: '260px',
  },
  { key: 'reason', title: t('grant.column_reason'), render: (grant) => grant.reason, truncate: true },
  {
    key: 'until',
    title: t('grant.column_until'),
    render: (grant) => <Until grant={grant} t={t} />,
    width: '152px',
  },
  {
    key: 'from',
    title: t('grant.column_from'),
    render: (grant) => formatIsoDateTime(grant.validFrom),
    width: '152px',
    hiddenAtFirst: true,
  },
  {
    key: 'looks',
    title: t('grant.column_looks'),
    render: (grant) => t('grant.looks', { n: grant.looks }),
    numeric: true,
    width: '88px',
  },
];
