import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useNavigate, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { DraftTextDrawer } from '@/app/features/exhibition/text-drawers';
import { TEXT_STATUS } from '@/app/features/exhibition/text-labels';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatIsoDate } from '@/app/lib/format';
import { isUuid } from '@/app/lib/is-uuid';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import type { ExhibitionOption, ExhibitionTextView } from '@/server/domain/exhibition/exhibition-text';
import { TEXT_SORTS, TEXT_STATES } from '@/server/domain/exhibition/text-vocabulary';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('exhibition.register'), to: `/w/${params.slug}/registers/exhibition` },
    { label: t('exhibition.title') },
  ],
};

const filterOf = (search: URLSearchParams) => {
  const of = search.get('exhibition');
  return {
    state: oneOf(TEXT_STATES, search.get('state')),
    exhibitionId: of && isUuid(of) ? of : undefined,
    q: search.get('q') || undefined,
    sort: oneOf(TEXT_SORTS, search.get('sort')),
  };
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const search = new URL(request.url).searchParams;
  const { exhibition } = context.api.workspace(params.slug ?? '');
  const list = await loadOrThrow(asked, exhibition.texts({ ...filterOf(search), ...pageOfParams(search) }));
  return { ...list, exhibitions: await loadOrThrow(asked, exhibition.exhibitions()) };
};

const filtersOf = (t: Translate, exhibitions: readonly ExhibitionOption[]): Filter[] => [
  {
    name: 'state',
    label: t('exhibition.state'),
    options: TEXT_STATES.map((value) => ({ value, label: t(`exhibition.state_${value}`) })),
  },
  {
    name: 'exhibition',
    label: t('exhibition.exhibition'),
    options: exhibitions.map(({ id, title }) => ({ value: id, label: title })),
  },
];

const columnsOf = (t: Translate, base: string): Column<ExhibitionTextView>[] => [
  {
    key: 'title',
    title: t('exhibition.textTitle'),
    render: (row) => <Link to={`${base}/${row.id}`}>{row.title}</Link>,
    onPhone: 'title',
    sortable: true,
  },
  { key: 'exhibition', title: t('exhibition.exhibition'), render: (row) => row.exhibitionTitle ?? '—' },
  { key: 'place', title: t('exhibition.place'), render: (row) => row.place || '—', width: '144px', sortable: true },
  {
    key: 'version',
    title: t('exhibition.version'),
    render: (row) => t('exhibition.versionOf', { n: row.version }),
    width: '88px',
  },
  {
    key: 'approved',
    title: t('exhibition.approvedVersion'),
    render: (row) => (row.approvedVersion === null ? '—' : t('exhibition.versionOf', { n: row.approvedVersion })),
    width: '104px',
  },
  { key: 'by', title: t('exhibition.draftedBy'), render: (row) => row.draftedByName, width: '96px', onPhone: 'hide' },
  {
    key: 'changed',
    title: t('exhibition.changedAt'),
    render: (row) => formatIsoDate(row.changedAt),
    width: '112px',
    sortable: true,
    onPhone: 'hide',
  },
  {
    key: 'state',
    title: t('exhibition.state'),
    render: (row) => <Status kind={TEXT_STATUS[row.state]}>{t(`exhibition.state_${row.state}`)}</Status>,
    width: '104px',
    sortable: true,
  },
];

/** 展陈文稿: what stands where on its way from the draft to the wall. */
export default function ExhibitionTexts() {
  const t = useText();
  const navigate = useNavigate();
  const { rows, page, exhibitions } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const base = `/w/${slug}/exhibition-texts`;
  const canKeep = useCan('register.keep');
  const [drafting, setDrafting] = useState(false);
  const filters = filtersOf(t, exhibitions);
  return (
    <div className="lt-page">
      <PageHeader
        title={t('exhibition.title')}
        lead={t('exhibition.lead')}
        actions={
          <>
            <a className="lt-btn" href={downloadPath(slug, 'exhibition.downloadTexts', filterOf(params))} download>
              <Icon name="download" />
              <span>{t('exhibition.export')}</span>
            </a>
            {canKeep ? (
              <Button look="primary" icon="plus" onClick={() => setDrafting(true)}>
                {t('exhibition.draft')}
              </Button>
            ) : null}
          </>
        }
      />
      <SearchBar placeholder={t('exhibition.search')} filters={filters} />
      <DataTable
        name="exhibition-texts"
        caption={t('exhibition.title')}
        columns={columnsOf(t, base)}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.title}
        rowTo={(row) => `${base}/${row.id}`}
        filters={describeFilters(params, filters)}
        empty={<Empty icon="file" title={t('exhibition.empty')} text={t('exhibition.emptyText')} />}
      />
      {drafting ? (
        <DraftTextDrawer
          exhibitions={exhibitions}
          onClose={() => setDrafting(false)}
          onDone={(textId) => navigate(`${base}/${textId}`)}
        />
      ) : null}
    </div>
  );
}
