import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { Column } from '@/app/components/data-table';
import { Status } from '@/app/components/status';
import type { Translate } from '@/app/i18n/messages';
import { formatIsoDate, formatIsoDateTime, formatNumber } from '@/app/lib/format';
import type { CampaignInspectionView } from '@/server/domain/inspection/campaign';
import type { InspectionState } from '@/server/domain/inspection/vocabulary';
import { INSPECTION_STATUS } from './inspection-labels';

export const InspectionStatus = ({ state, t }: { state: InspectionState; t: Translate }) => (
  <Status kind={INSPECTION_STATUS[state]}>{t(`inspection.state_${state}`)}</Status>
);

/** 未结/全部; late ones in cinnabar, with their word. */
const findingsOf = (row: CampaignInspectionView, t: Translate): ReactNode => {
  if (row.overdueFindings > 0) {
    return <Status kind="overdue">{t('inspection.overdueCount', { n: row.overdueFindings })}</Status>;
  }
  return row.findings === 0 ? '—' : `${formatNumber(row.openFindings)}/${formatNumber(row.findings)}`;
};

/** What each unit's inspection says, for the lists of one campaign and of all. */
export const inspectionColumns = <Row extends CampaignInspectionView>(
  t: Translate,
  to: (row: Row) => string,
): Column<Row>[] => [
  {
    key: 'unit',
    title: t('inspection.unit'),
    render: (row) => <Link to={to(row)}>{row.subjectName}</Link>,
    truncate: true,
    onPhone: 'title',
  },
  {
    key: 'state',
    title: t('inspection.state'),
    render: (row) => <InspectionStatus state={row.state} t={t} />,
    width: '112px',
  },
  {
    key: 'findings',
    title: t('inspection.openFindings'),
    render: (row) => findingsOf(row, t),
    numeric: true,
    width: '112px',
  },
  {
    key: 'notice',
    title: t('inspection.noticeNumber'),
    render: (row) => <span className="lt-nowrap">{row.noticeNumber ?? '—'}</span>,
    width: '176px',
  },
  {
    key: 'acknowledged',
    title: t('inspection.acknowledged'),
    render: (row) =>
      row.acknowledgedAt
        ? [formatIsoDate(row.acknowledgedAt), row.acknowledgedBy].filter(Boolean).join(' ')
        : t('inspection.notAcknowledged'),
    width: '144px',
  },
  {
    key: 'scheduled',
    title: t('inspection.scheduledOn'),
    render: (row) => row.scheduledOn ?? '—',
    width: '112px',
  },
  {
    key: 'inspectors',
    title: t('inspection.inspectors'),
    render: (row) => row.inspectorNames.join(t('common.list')),
    truncate: true,
    width: '140px',
  },
  {
    key: 'grant',
    title: t('inspection.grant'),
    render: (row) =>
      row.grantLiveUntil
        ? t('inspection.grantLiveUntil', { time: formatIsoDateTime(row.grantLiveUntil) })
        : t('inspection.grantEnded'),
    width: '176px',
    hiddenAtFirst: true,
  },
];
