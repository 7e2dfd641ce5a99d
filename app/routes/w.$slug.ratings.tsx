import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { levelName, RATING_STATUS } from '@/app/features/assessment/assessment-labels';
import { AssessmentTabs } from '@/app/features/assessment/assessment-tabs';
import { RegisterRatingDrawer, TargetDrawer } from '@/app/features/assessment/rating-drawers';
import { ApplicationTable, TargetTable } from '@/app/features/assessment/rating-tables';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf, yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { thisYear } from '@/app/lib/shanghai-year.server';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { RATING_KINDS, RATING_STANDINGS } from '@/server/domain/assessment/assessment-vocabulary';
import type { RatingView } from '@/server/domain/assessment/rating';
import type { PageInfo } from '@/server/domain/shared/pagination';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('rating.title') }] };

const filterOf = (search: URLSearchParams) => ({
  search: search.get('q') || undefined,
  ratingKind: oneOf(RATING_KINDS, search.get('kind')),
  standing: oneOf(RATING_STANDINGS, search.get('standing')),
});

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { rating, assessment } = context.api.workspace(params.slug ?? '');
  const page = pageOfParams(search);
  const load = async () => {
    const units = await assessment.units();
    switch (search.get('view')) {
      case 'applications':
        return { view: 'applications' as const, units, ...(await rating.applications(page)) };
      case 'targets': {
        const year = yearOfParam(search.get('year')) ?? thisYear();
        return { view: 'targets' as const, units, year, targets: await rating.progress({ year }) };
      }
      default:
        return { view: 'ledger' as const, units, ...(await rating.list({ ...page, ...filterOf(search) })) };
    }
  };
  return loadOrThrow({ request, context }, load());
};

const columnsOf = (t: Translate, locale: Locale, slug: string): Column<RatingView>[] => [
  { key: 'unit', title: t('assessment.unit'), render: (row) => row.subjectName, onPhone: 'title' },
  { key: 'kind', title: t('rating.kind'), render: (row) => t(`rating.kind_${row.ratingKind}`), width: '144px' },
  {
    key: 'level',
    title: t('rating.level'),
    render: (row) => levelName(row.ratingKind, row.level, locale),
    width: '112px',
  },
  { key: 'awarded', title: t('rating.awardedOn'), render: (row) => row.awardedOn, width: '112px' },
  {
    key: 'until',
    title: t('rating.validUntil'),
    render: (row) => row.validUntil ?? t('rating.forEver'),
    width: '112px',
  },
  {
    key: 'standing',
    title: t('assessment.state'),
    render: (row) => (
      <Status kind={RATING_STATUS[row.standing]}>
        {row.standing === 'expiring'
          ? t('rating.daysLeft', { n: row.daysLeft ?? 0 })
          : t(`rating.standing_${row.standing}`)}
      </Status>
    ),
    width: '144px',
  },
  { key: 'awarder', title: t('rating.awarder'), render: (row) => row.awarderName, truncate: true, width: '160px' },
  {
    key: 'paper',
    title: t('rating.documentNumber'),
    render: (row) =>
      row.documentId ? (
        <a href={downloadPath(slug, 'documents.downloadPdf', { documentId: row.documentId })} className="lt-nowrap">
          {row.documentNumber}
        </a>
      ) : (
        (row.documentNumber ?? '—')
      ),
    width: '176px',
  },
];

const Ledger = ({ rows, page }: { rows: RatingView[]; page: PageInfo }) => {
  const t = useText();
  const toast = useToast();
  const locale = useLocale();
  const client = useWorkspaceClient();
  const [params] = useSearchParams();
  const { revalidate } = useRevalidator();
  const canApprove = useCan('inspection.approve');
  const [taken, setTaken] = useState<RatingView | null>(null);
  const filters: Filter[] = [
    {
      name: 'kind',
      label: t('rating.kind'),
      options: RATING_KINDS.map((kind) => ({ value: kind, label: t(`rating.kind_${kind}`) })),
    },
    {
      name: 'standing',
      label: t('assessment.state'),
      options: RATING_STANDINGS.map((one) => ({ value: one, label: t(`rating.standing_${one}`) })),
    },
  ];
  return (
    <>
      <DataTable
        name="ratings"
        caption={t('rating.title')}
        columns={columnsOf(t, locale, useWorkspace().tenant.slug)}
        lead={<SearchBar placeholder={t('rating.search')} filters={filters} />}
        filters={describeFilters(params, filters)}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.subjectName}
        rowActions={(row) =>
          canApprove && row.standing !== 'withdrawn' ? (
            <button type="button" className="lt-link" onClick={() => setTaken(row)}>
              {t('rating.withdraw')}
            </button>
          ) : null
        }
        empty={<Empty icon="flag" title={t('rating.empty')} text={t('rating.emptyText')} />}
      />
      <ReasonDrawer
        open={taken !== null}
        onClose={() => setTaken(null)}
        title={t('rating.withdraw')}
        effect={t('rating.withdrawEffect', { unit: taken?.subjectName ?? '' })}
        label={t('rating.withdrawReason')}
        act={t('rating.withdraw')}
        onSubmit={async (reason) => {
          await client.rating.withdraw.mutate({ ratingId: taken?.id ?? '', reason });
          toast({ text: t('rating.withdrawn') });
          revalidate();
        }}
      />
    </>
  );
};

/** 评级: who holds which level, who applies for one, how far the year's target is. */
export default function Ratings() {
  const t = useText();
  const today = useToday();
  const data = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { revalidate } = useRevalidator();
  const { slug } = useWorkspace().tenant;
  const [layer, setLayer] = useState<'register' | 'target' | null>(null);
  const close = () => setLayer(null);
  return (
    <div className="lt-page">
      <PageHeader
        title={t('rating.title')}
        lead={t('rating.lead')}
        actions={
          data.view === 'ledger' ? (
            <>
              <a className="lt-btn" href={downloadPath(slug, 'rating.download', filterOf(params))} download>
                <Icon name="download" />
                <span>{t('rating.export')}</span>
              </a>
              <Button look="primary" icon="plus" onClick={() => setLayer('register')}>
                {t('rating.register')}
              </Button>
            </>
          ) : data.view === 'targets' ? (
            <Button look="primary" icon="plus" onClick={() => setLayer('target')}>
              {t('rating.setTarget')}
            </Button>
          ) : null
        }
      />
      <AssessmentTabs of="office" />
      <div className="lt-section-head">
        <Segments
          name="view"
          label={t('rating.title')}
          segments={[
            { value: 'ledger', label: t('rating.ledger') },
            { value: 'applications', label: t('rating.applications') },
            { value: 'targets', label: t('rating.targets') },
          ]}
        />
      </div>
      {data.view === 'ledger' ? <Ledger rows={data.rows} page={data.page} /> : null}
      {data.view === 'applications' ? <ApplicationTable rows={data.rows} page={data.page} /> : null}
      {data.view === 'targets' ? <TargetTable targets={data.targets} year={data.year} /> : null}
      {layer === 'register' ? (
        <RegisterRatingDrawer units={data.units} today={today} onClose={close} onDone={revalidate} />
      ) : null}
      {layer === 'target' ? <TargetDrawer today={today} onClose={close} onDone={revalidate} /> : null}
    </div>
  );
}
