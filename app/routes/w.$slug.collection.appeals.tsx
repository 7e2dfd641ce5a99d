import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { Confirm } from '@/app/components/confirm';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { AreaTabs } from '@/app/features/disposition/area-tabs';
import { AppealForm, OfferForm } from '@/app/features/disposition/donation-forms';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { AppealView } from '@/server/domain/disposition/collection';
import { APPEAL_STATES } from '@/server/domain/disposition/vocabulary';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('disposition.collectionTitle'), to: `/w/${params.slug}/collection` },
    { label: t('disposition.appeals') },
  ],
};

const filterOf = (search: URLSearchParams) => ({
  q: search.get('q') || undefined,
  state: oneOf(APPEAL_STATES, search.get('state')),
});

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const { disposition } = context.api.workspace(params.slug ?? '');
  const search = new URL(request.url).searchParams;
  return loadOrThrow({ request, context }, disposition.appeals({ ...filterOf(search), ...pageOfParams(search) }));
};

const columnsOf = (t: Translate, slug: string): Column<AppealView>[] => [
  {
    key: 'title',
    title: t('disposition.appealTitle'),
    render: (row) => (
      <details>
        <summary className="lt-link">{row.title}</summary>
        <p className="lt-2">{row.notice}</p>
      </details>
    ),
    onPhone: 'title',
  },
  { key: 'publishedOn', title: t('disposition.publishedOn'), render: (row) => row.publishedOn, width: '112px' },
  { key: 'endsOn', title: t('disposition.endsOn'), render: (row) => row.endsOn ?? '—', width: '112px' },
  {
    key: 'offers',
    title: t('disposition.appealOffers'),
    render: (row) =>
      row.offers > 0 ? (
        <Link to={`/w/${slug}/collection?appeal=${row.id}`}>{formatNumber(row.offers)}</Link>
      ) : (
        formatNumber(row.offers)
      ),
    numeric: true,
    width: '72px',
  },
  {
    key: 'accepted',
    title: t('disposition.donation_accepted'),
    render: (row) =>
      row.accepted > 0 ? (
        <Link to={`/w/${slug}/collection?appeal=${row.id}&state=accepted`}>{formatNumber(row.accepted)}</Link>
      ) : (
        '0'
      ),
    numeric: true,
    width: '80px',
  },
  {
    key: 'state',
    title: t('disposition.state'),
    render: (row) => (
      <Status kind={row.state === 'open' ? 'live' : 'done'}>{t(`disposition.appeal_${row.state}`)}</Status>
    ),
    width: '104px',
  },
];

/** 征集公告: what was asked for in public, and what came of it. */
export default function Appeals() {
  const t = useText();
  const client = useWorkspaceClient();
  const { rows, page } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const mayCollect = useCan('disposition.collect');
  const toast = useToast();
  const { revalidate } = useRevalidator();
  const [closing, setClosing] = useState<AppealView | null>(null);
  const [publishing, setPublishing] = useState(false);
  const [answering, setAnswering] = useState<AppealView | null>(null);
  const close = async () => {
    if (closing) await client.disposition.closeAppeal.mutate({ appealId: closing.id });
    toast({ text: t('disposition.appealClosed') });
    revalidate();
  };
  const filters: Filter[] = [
    {
      name: 'state',
      label: t('disposition.state'),
      options: APPEAL_STATES.map((value) => ({ value, label: t(`disposition.appeal_${value}`) })),
    },
  ];
  const actionsOf = (row: AppealView) =>
    row.state === 'open' ? (
      <>
        <button type="button" className="lt-link" onClick={() => setAnswering(row)}>
          {t('disposition.offer')}
        </button>
        <button type="button" className="lt-link" onClick={() => setClosing(row)}>
          {t('disposition.closeAppeal')}
        </button>
      </>
    ) : null;
  return (
    <div className="lt-page">
      <PageHeader
        title={t('disposition.appeals')}
        lead={t('disposition.appealsLead')}
        actions={
          <>
            <a className="lt-btn" href={downloadPath(slug, 'disposition.downloadAppeals', filterOf(params))} download>
              <Icon name="download" />
              <span>{t('disposition.exportExcel')}</span>
            </a>
            {mayCollect ? (
              <Button look="primary" icon="plus" onClick={() => setPublishing(true)}>
                {t('disposition.publishAppeal')}
              </Button>
            ) : null}
          </>
        }
      />
      <AreaTabs />
      <SearchBar placeholder={t('disposition.appealsSearch')} filters={filters} />
      <DataTable
        name="appeals"
        caption={t('disposition.appeals')}
        columns={columnsOf(t, slug)}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.title}
        rowActions={mayCollect ? actionsOf : undefined}
        filters={describeFilters(params, filters)}
        empty={<Empty icon="flag" title={t('disposition.appealsEmpty')} text={t('disposition.appealsEmptyText')} />}
      />
      <AppealForm open={publishing} onClose={() => setPublishing(false)} />
      <Confirm
        open={closing !== null}
        onClose={() => setClosing(null)}
        title={t('disposition.closeAppealTitle')}
        effect={t('disposition.closeAppealEffect', { title: closing?.title ?? '' })}
        act={t('disposition.closeAppeal')}
        onConfirm={close}
      />
      {answering ? (
        <OfferForm open onClose={() => setAnswering(null)} appeals={[answering]} appealId={answering.id} />
      ) : null}
    </div>
  );
}
