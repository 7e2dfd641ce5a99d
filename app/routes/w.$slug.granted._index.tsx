import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { ButtonLink } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { SearchBar } from '@/app/components/search-bar';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { filtersOfParams } from '@/app/features/archive/archive-params';
import { useUnitCategories, withUnitCategories } from '@/app/features/archive/granted-names';
import { itemColumns } from '@/app/features/archive/item-columns';
import { useListedCategories } from '@/app/features/archive/use-categories';
import { openGrantColumns } from '@/app/features/grant/open-grant-columns';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { GrantedPage, GrantedRowView } from '@/server/domain/archive/granted-archive';
import { RECORD_CLASSES } from '@/server/domain/tenancy/grant-vocabulary';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [{ label: t('granted.title'), to: `/w/${params.slug}/granted` }],
};

/** Records are read only when something is looked for: opening this page is no look at anybody's archives. */
export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const search = new URL(request.url).searchParams;
  const api = context.api.workspace(params.slug ?? '');
  const hasArchives = (await loadOrThrow(asked, api.archive.grantedUnits())).length > 0;
  const { q } = filtersOfParams(search);
  if (q && hasArchives) {
    const found = await loadOrThrow(asked, api.archive.grantedList({ unitSlug: null, q, ...pageOfParams(search) }));
    return { found, open: null, hasArchives };
  }
  const recordClass = oneOf(RECORD_CLASSES, search.get('class'));
  const open = await loadOrThrow(asked, api.grants.open({ recordClass, ...pageOfParams(search) }));
  return { found: null, open, hasArchives };
};

const Results = ({ found, base }: { found: GrantedPage; base: string }) => {
  const t = useText();
  const categories = useListedCategories();
  const [params] = useSearchParams();
  const toItem = (row: GrantedRowView) => `${base}/${row.unitSlug}/archives/${row.id}`;
  const plain = itemColumns(t, categories, toItem).map((column) => ({ ...column, sortable: false }));
  const [code, ...others] = withUnitCategories(plain, useUnitCategories(found.names));
  const unit: Column<GrantedRowView> = {
    key: 'unit',
    title: t('granted.unit'),
    render: (row) => row.unitName,
    width: '160px',
  };
  return (
    <section className="lt-section" aria-labelledby="results">
      <h2 id="results">{t('granted.results')}</h2>
      <DataTable
        name="granted-results"
        caption={t('granted.resultsCaption')}
        columns={code ? [code, unit, ...others] : []}
        rows={found.rows}
        page={found.page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.referenceCode}
        rowTo={toItem}
        filters={[`“${params.get('q') ?? ''}”`]}
        clearTo={base}
        empty={<Empty icon="search" title={t('granted.listEmpty')} />}
      />
    </section>
  );
};

type Open = NonNullable<Awaited<ReturnType<typeof loader>>['open']>;

/** 有效授权, of every class or of one. */
const OpenGrants = ({ open, base }: { open: Open; base: string }) => {
  const t = useText();
  const categories = useListedCategories();
  const today = useToday();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const recordClass = oneOf(RECORD_CLASSES, params.get('class'));
  return (
    <DataTable
      name="granted-units"
      lead={
        <Segments
          name="class"
          label={t('granted.classes')}
          segments={[
            { value: '', label: t('common.all') },
            ...RECORD_CLASSES.map((value) => ({ value, label: t(`grant.class_${value}`) })),
          ]}
        />
      }
      caption={t('granted.caption')}
      columns={openGrantColumns(t, categories, today, base)}
      rows={open.rows}
      page={open.page}
      rowKey={(grant) => grant.grantId}
      rowLabel={(grant) => grant.unitName}
      tools={
        open.rows.length > 0 ? (
          <a className="lt-btn" href={downloadPath(slug, 'grants.downloadOpen', { recordClass })} download>
            <Icon name="download" />
            <span>{t('granted.topicsExport')}</span>
          </a>
        ) : null
      }
      filters={recordClass ? [t(`grant.class_${recordClass}`)] : []}
      clearTo={base}
      empty={<Empty icon="eye" title={t('granted.emptyTitle')} text={t('granted.emptyText')} />}
    />
  );
};

export default function Granted() {
  const t = useText();
  const { found, open, hasArchives } = useLoaderData<typeof loader>();
  const base = `/w/${useWorkspace().tenant.slug}/granted`;
  return (
    <div className="lt-page">
      <PageHeader
        title={t('granted.title')}
        lead={t('granted.lead')}
        actions={
          hasArchives ? (
            <>
              <ButtonLink icon="flag" to={`${base}/topics`}>
                {t('granted.topicsTitle')}
              </ButtonLink>
              <ButtonLink icon="list" to={`${base}/thematic`}>
                {t('granted.thematicTitle')}
              </ButtonLink>
              <ButtonLink icon="search" to={`${base}/search`}>
                {t('search.grantedOpen')}
              </ButtonLink>
            </>
          ) : null
        }
      />
      {hasArchives ? <SearchBar placeholder={t('granted.searchAll')} /> : null}
      {found ? <Results found={found} base={base} /> : null}
      {open ? <OpenGrants open={open} base={base} /> : null}
    </div>
  );
}
