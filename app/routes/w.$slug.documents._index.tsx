import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { DocumentLinks } from '@/app/features/inspection/document-parts';
import { PublicationTable } from '@/app/features/inspection/publication-table';
import { TemplateList } from '@/app/features/inspection/template-list';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf, recentYears, yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import { DOCUMENT_CODES } from '@/server/domain/inspection/document-forms';
import type { OfficialDocumentView } from '@/server/domain/inspection/official-document';
import type { PageInfo } from '@/server/domain/shared/pagination';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('documents.title') }] };

const filterOf = (search: URLSearchParams) => ({
  search: search.get('q') || undefined,
  code: oneOf(DOCUMENT_CODES, search.get('code')),
  year: yearOfParam(search.get('year')),
});

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const asked = { request, context };
  const { documents, closure } = context.api.workspace(params.slug ?? '');
  const page = pageOfParams(search);
  switch (search.get('view')) {
    case 'templates':
      return { view: 'templates' as const, templates: await loadOrThrow(asked, documents.templates()) };
    case 'publications':
      return { view: 'publications' as const, ...(await loadOrThrow(asked, closure.publications(page))) };
    default: {
      const call = documents.list({ ...filterOf(search), ...page });
      return { view: 'list' as const, ...(await loadOrThrow(asked, call)) };
    }
  }
};

const filtersOf = (t: Translate, today: string): Filter[] => [
  {
    name: 'code',
    label: t('documents.form'),
    options: DOCUMENT_CODES.map((code) => ({ value: code, label: t(`documents.form_${code}`) })),
  },
  {
    name: 'year',
    label: t('documents.year'),
    options: recentYears(today).map((year) => ({
      value: String(year),
      label: t('inspection.yearOption', { year: String(year) }),
    })),
  },
];

const servedOf = (document: OfficialDocumentView, t: Translate): string => {
  const last = document.services.at(-1);
  if (!last) {
    return t('documents.notServed');
  }
  return `${last.servedOn} ${last.refused ? t('documents.refused') : (last.receiverName ?? '')}`;
};

const TitleCell = ({ document, base }: { document: OfficialDocumentView; base: string }) =>
  document.campaignId && document.inspectionId ? (
    <Link to={`${base}/inspections/${document.campaignId}/${document.inspectionId}`}>{document.title}</Link>
  ) : (
    document.title
  );

const columnsOf = (t: Translate, base: string): Column<OfficialDocumentView>[] => [
  {
    key: 'title',
    title: t('documents.column_title'),
    render: (document) => <TitleCell document={document} base={base} />,
    truncate: true,
    onPhone: 'title',
  },
  {
    key: 'number',
    title: t('documents.column_number'),
    render: (document) => <span className="lt-nowrap">{document.documentNumber}</span>,
    width: '184px',
  },
  {
    key: 'unit',
    title: t('documents.column_unit'),
    render: (document) => document.subjectName,
    truncate: true,
    width: '192px',
  },
  { key: 'issued', title: t('documents.column_issued'), render: (document) => document.issuedOn, width: '112px' },
  { key: 'due', title: t('documents.column_due'), render: (document) => document.dueOn ?? '—', width: '112px' },
  {
    key: 'demands',
    title: t('documents.column_demands'),
    render: (document) => (document.demandCount === 0 ? '—' : document.demandCount),
    numeric: true,
    width: '72px',
  },
  {
    key: 'served',
    title: t('documents.column_served'),
    render: (document) => servedOf(document, t),
    truncate: true,
    width: '200px',
  },
  {
    key: 'by',
    title: t('documents.column_by'),
    render: (document) => document.createdByName,
    width: '88px',
    hiddenAtFirst: true,
  },
];

const DocumentTable = ({ rows, page }: { rows: OfficialDocumentView[]; page: PageInfo }) => {
  const t = useText();
  const [params] = useSearchParams();
  const filters = filtersOf(t, useToday());
  return (
    <DataTable
      name="documents"
      lead={<SearchBar placeholder={t('documents.search')} filters={filters} />}
      caption={t('documents.caption')}
      columns={columnsOf(t, `/w/${useWorkspace().tenant.slug}`)}
      rows={rows}
      page={page}
      rowKey={(document) => document.id}
      rowLabel={(document) => document.documentNumber}
      rowActions={(document) => <DocumentLinks document={document} />}
      filters={describeFilters(params, filters)}
      empty={<Empty icon="file" title={t('documents.empty')} text={t('documents.emptyText')} />}
    />
  );
};

export default function Documents() {
  const t = useText();
  const data = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const canPlan = useCan('inspection.plan');
  const { slug } = useWorkspace().tenant;
  const views = [
    { value: 'list', label: t('documents.viewList') },
    ...(canPlan ? [{ value: 'templates', label: t('documents.viewTemplates') }] : []),
    { value: 'publications', label: t('closure.viewPublications') },
  ];
  return (
    <div className="lt-page">
      <PageHeader
        title={t('documents.title')}
        lead={t('documents.lead')}
        actions={
          data.view === 'list' ? (
            <a className="lt-btn" href={downloadPath(slug, 'documents.downloadList', filterOf(params))} download>
              <Icon name="download" />
              <span>{t('documents.export')}</span>
            </a>
          ) : null
        }
      />
      <div className="lt-section-head">
        <Segments name="view" label={t('documents.title')} segments={views} />
      </div>
      {data.view === 'list' ? <DocumentTable rows={data.rows} page={data.page} /> : null}
      {data.view === 'templates' ? <TemplateList templates={data.templates} /> : null}
      {data.view === 'publications' ? <PublicationTable rows={data.rows} page={data.page} /> : null}
    </div>
  );
}
