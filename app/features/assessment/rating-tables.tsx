import { Link, useNavigate } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatIsoDate } from '@/app/lib/format';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { useAct } from '@/app/lib/use-act';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { ApplicationView, TargetView } from '@/server/domain/assessment/rating';
import type { PageInfo } from '@/server/domain/shared/pagination';
import { levelName, percentText } from './assessment-labels';

const applicationColumns = (t: Translate, locale: Locale, base: string): Column<ApplicationView>[] => [
  {
    key: 'unit',
    title: t('assessment.unit'),
    render: (row) =>
      row.sheetId ? <Link to={`${base}/assessment-sheets/${row.sheetId}`}>{row.subjectName}</Link> : row.subjectName,
    onPhone: 'title',
  },
  { key: 'kind', title: t('rating.kind'), render: (row) => t(`rating.kind_${row.ratingKind}`), width: '144px' },
  {
    key: 'level',
    title: t('rating.targetLevel'),
    render: (row) => levelName(row.ratingKind, row.level, locale),
    width: '120px',
  },
  {
    key: 'self',
    title: t('assessment.selfPercent'),
    render: (row) => (row.selfPercent === null ? '—' : percentText(row.selfPercent)),
    numeric: true,
    width: '104px',
  },
  { key: 'sender', title: t('rating.sender'), render: (row) => row.senderName, width: '176px' },
  { key: 'date', title: t('rating.receivedOn'), render: (row) => formatIsoDate(row.dispatchedAt), width: '112px' },
  {
    key: 'state',
    title: t('assessment.state'),
    render: (row) => (
      <Status kind={row.standing === 'received' ? 'attention' : row.standing === 'review' ? 'live' : 'done'}>
        {t(`rating.application_${row.standing}`)}
      </Status>
    ),
    width: '112px',
  },
];

/** 收到的申报: each is taken up once and then scored on a sheet. */
export const ApplicationTable = ({ rows, page }: { rows: ApplicationView[]; page: PageInfo }) => {
  const t = useText();
  const locale = useLocale();
  const navigate = useNavigate();
  const client = useWorkspaceClient();
  const { act, busy } = useAct();
  const base = `/w/${useWorkspace().tenant.slug}`;
  const takeUp = (dispatchId: string) =>
    act(async () => {
      const options = { context: { idempotencyKey: newIdempotencyKey() } };
      const { sheetId } = await client.rating.takeUp.mutate({ dispatchId }, options);
      void navigate(`${base}/assessment-sheets/${sheetId}`);
    });
  return (
    <DataTable
      name="rating-applications"
      caption={t('rating.applications')}
      columns={applicationColumns(t, locale, base)}
      rows={rows}
      page={page}
      rowKey={(row) => row.dispatchId}
      rowLabel={(row) => row.subjectName}
      rowActions={(row) =>
        row.sheetId === null ? (
          <button type="button" className="lt-link" disabled={busy} onClick={() => void takeUp(row.dispatchId)}>
            {t('rating.takeUp')}
          </button>
        ) : null
      }
      empty={<Empty icon="inbox" title={t('rating.applicationsEmpty')} text={t('rating.applicationsEmptyText')} />}
    />
  );
};

const targetColumns = (t: Translate, locale: Locale): Column<TargetView>[] => [
  {
    key: 'level',
    title: t('rating.target'),
    render: (row) => `${t(`rating.kind_${row.ratingKind}`)} ${levelName(row.ratingKind, row.level, locale)}`,
    onPhone: 'title',
  },
  { key: 'units', title: t('rating.targetUnits'), render: (row) => row.units, numeric: true, width: '112px' },
  {
    key: 'reached',
    title: t('rating.reached'),
    render: (row) => (
      <Status kind={row.reached >= row.units ? 'done' : 'live'}>{`${row.reached} / ${row.units}`}</Status>
    ),
    width: '136px',
  },
  { key: 'holding', title: t('rating.holding'), render: (row) => row.holding, numeric: true, width: '112px' },
];

/** 目标进度 of one year. */
export const TargetTable = ({ targets, year }: { targets: TargetView[]; year: number }) => {
  const t = useText();
  const locale = useLocale();
  return (
    <DataTable
      name="rating-targets"
      caption={t('rating.targetsOf', { year: String(year) })}
      columns={targetColumns(t, locale)}
      rows={targets}
      page={{ nextCursor: null, previousCursor: null, total: targets.length }}
      rowKey={(row) => `${row.ratingKind}${row.level}`}
      rowLabel={(row) => levelName(row.ratingKind, row.level, locale)}
      empty={<Empty icon="flag" title={t('rating.targetsEmpty')} text={t('rating.targetsEmptyText')} />}
    />
  );
};
