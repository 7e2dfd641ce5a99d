import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { ReviewTabs } from '@/app/features/filing/filing-tabs';
import { DecisionStatus } from '@/app/features/filing/review-parts';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDateTime, formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import type { ReviewRow } from '@/server/domain/filing/retention-schedule';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('filing.reviewsTitle') }] };

const STATES = ['all', 'waiting', 'decided'] as const;

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const { filing } = context.api.workspace(params.slug ?? '');
  const search = new URL(request.url).searchParams;
  const state = oneOf(STATES, search.get('state')) ?? 'all';
  return loadOrThrow({ request, context }, filing.reviews({ state, ...pageOfParams(search) }));
};

const columnsOf = (t: Translate): Column<ReviewRow>[] => [
  {
    key: 'unit',
    title: t('filing.unit'),
    render: (row) => <Link to={row.submissionId}>{row.unitName}</Link>,
    onPhone: 'title',
  },
  {
    key: 'version',
    title: t('filing.schedulesTitle'),
    render: (row) => t('filing.version', { n: row.versionNumber }),
    width: '200px',
  },
  {
    key: 'rules',
    title: t('filing.ruleCount'),
    render: (row) => formatNumber(row.ruleCount),
    numeric: true,
    width: '80px',
  },
  {
    key: 'changed',
    title: t('filing.changedCount'),
    render: (row) => formatNumber(row.changedCount),
    numeric: true,
    width: '104px',
  },
  { key: 'at', title: t('filing.submittedOn'), render: (row) => formatIsoDateTime(row.submittedAt), width: '160px' },
  {
    key: 'decision',
    title: t('filing.decision'),
    render: (row) => <DecisionStatus decision={row.decision} />,
    width: '112px',
  },
  {
    key: 'number',
    title: t('filing.approvalNumber'),
    render: (row) => row.documentNumber ?? '—',
    width: '200px',
    onPhone: 'hide',
  },
];

export default function ScheduleReviews() {
  const t = useText();
  const { rows, page } = useLoaderData<typeof loader>();
  return (
    <div className="lt-page">
      <PageHeader title={t('filing.reviewsTitle')} lead={t('filing.reviewsLead')} />
      <ReviewTabs />
      <DataTable
        name="schedule-reviews"
        caption={t('filing.reviewsTitle')}
        columns={columnsOf(t)}
        rows={rows}
        page={page}
        rowKey={(row) => row.submissionId}
        rowLabel={(row) => row.unitName}
        rowTo={(row) => row.submissionId}
        lead={
          <Segments
            name="state"
            label={t('filing.decision')}
            segments={STATES.map((value) => ({ value, label: t(`filing.review_${value}`) }))}
          />
        }
        empty={<Empty icon="scale" title={t('filing.reviewsEmpty')} text={t('filing.reviewsEmptyText')} />}
      />
    </div>
  );
}
