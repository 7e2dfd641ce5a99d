import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button, ButtonLink } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import type { Categories } from '@/app/features/archive/archive-labels';
import { categoryName, categoryOptions } from '@/app/features/archive/archive-labels';
import { useCategories } from '@/app/features/archive/use-categories';
import { AccessionForm } from '@/app/features/disposition/accession-form';
import { AreaTabs } from '@/app/features/disposition/area-tabs';
import { amountText } from '@/app/features/disposition/disposition-labels';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { isUuid } from '@/app/lib/is-uuid';
import { loadOrThrow } from '@/app/lib/load.server';
import { numberOfParam, oneOf, yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams, withParams } from '@/app/lib/search-params';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import { isCategoryCode } from '@/server/domain/archive/archival-category';
import type { AccessionView } from '@/server/domain/disposition/accession';
import { DELIVERY_TOPICS } from '@/server/domain/disposition/topic-deliveries';
import {
  ACCESSION_MODES,
  ACCESSION_STATES,
  ACQUISITIONS,
  acquisitionOf,
  SOURCE_KINDS,
} from '@/server/domain/disposition/vocabulary';
import { TOPICS } from '@/server/domain/fonds/category-settings';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('disposition.registerTitle') }] };

const filterOf = (search: URLSearchParams) => ({
  q: search.get('q') || undefined,
  year: yearOfParam(search.get('year')),
  sourceKind: oneOf(SOURCE_KINDS, search.get('source')),
  mode: oneOf(ACCESSION_MODES, search.get('mode')),
  acquisition: oneOf(ACQUISITIONS, search.get('part')),
  categoryCode: isCategoryCode(search.get('category') ?? '') ? (search.get('category') ?? undefined) : undefined,
  state: oneOf(ACCESSION_STATES, search.get('state')),
  topic: oneOf(DELIVERY_TOPICS, search.get('topic')),
  planId: isUuid(search.get('plan') ?? '') ? (search.get('plan') ?? undefined) : undefined,
  unitTenantId: numberOfParam(search.get('unit')),
  sourceName: search.get('from')?.trim().slice(0, 200) || undefined,
});
/** What a count elsewhere has narrowed the list to; it stays while one searches on. */
const NARROWING = ['plan', 'unit', 'from'];

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { disposition } = context.api.workspace(params.slug ?? '');
  const asked = { ...filterOf(search), ...pageOfParams(search) };
  return loadOrThrow({ request, context }, disposition.accessions(asked));
};

const columnsOf = (t: Translate, categories: Categories): Column<AccessionView>[] => [
  {
    key: 'number',
    title: t('disposition.number'),
    render: (row) => row.accessionNumber,
    width: '124px',
    onPhone: 'title',
  },
  { key: 'receivedOn', title: t('disposition.receivedOn'), render: (row) => row.receivedOn, width: '112px' },
  { key: 'sourceName', title: t('disposition.sourceName'), render: (row) => row.sourceName, truncate: true },
  {
    key: 'source',
    title: t('disposition.source'),
    render: (row) => t(`disposition.source_${row.sourceKind}`),
    width: '104px',
    onPhone: 'hide',
  },
  {
    key: 'mode',
    title: t('disposition.mode'),
    render: (row) => t(`disposition.mode_${row.mode}`),
    width: '72px',
    onPhone: 'hide',
  },
  {
    key: 'part',
    title: t('disposition.acquisition'),
    render: (row) =>
      row.materialKind
        ? t(`disposition.material_${row.materialKind}`)
        : t(`disposition.acquisition_${acquisitionOf(row)}`),
    width: '104px',
    onPhone: 'hide',
  },
  {
    key: 'category',
    title: t('disposition.category'),
    render: (row) => row.categoryCodes.map((code) => categoryName(code, categories)).join(t('common.list')),
    width: '180px',
  },
  { key: 'quantity', title: t('disposition.quantity'), render: (row) => amountText(row.quantities, t), width: '160px' },
  {
    key: 'topics',
    title: t('disposition.topics'),
    render: (row) => row.topics.join(t('common.list')),
    width: '140px',
    hiddenAtFirst: true,
  },
  { key: 'place', title: t('disposition.place'), render: (row) => row.place, width: '120px', hiddenAtFirst: true },
  {
    key: 'handledBy',
    title: t('disposition.handledBy'),
    render: (row) => row.handledBy,
    width: '88px',
    onPhone: 'hide',
  },
  {
    key: 'state',
    title: t('disposition.state'),
    render: (row) => (
      <Status kind={row.state === 'void' ? 'none' : 'done'}>{t(`disposition.accession_${row.state}`)}</Status>
    ),
    width: '96px',
  },
];

const filtersOf = (t: Translate, locale: Locale, categories: Categories, years: readonly number[]): Filter[] => [
  {
    name: 'year',
    label: t('disposition.year'),
    options: years.map((year) => ({ value: String(year), label: t('disposition.yearOption', { year: String(year) }) })),
  },
  {
    name: 'source',
    label: t('disposition.source'),
    options: SOURCE_KINDS.map((value) => ({ value, label: t(`disposition.source_${value}`) })),
  },
  {
    name: 'mode',
    label: t('disposition.mode'),
    options: ACCESSION_MODES.map((value) => ({ value, label: t(`disposition.mode_${value}`) })),
  },
  { name: 'category', label: t('disposition.category'), options: categoryOptions(categories) },
  {
    name: 'topic',
    label: t('disposition.topics'),
    options: TOPICS.map((topic) => ({ value: topic.code, label: locale === 'en' ? topic.en : topic.name })),
  },
];

export default function Accessions() {
  const t = useText();
  const locale = useLocale();
  const categories = useCategories();
  const { rows, page, totals, years, acquisitions, narrowedTo } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug, kind } = useWorkspace().tenant;
  const canRegister = useCan('disposition.register');
  const [registering, setRegistering] = useState(false);
  const filters = filtersOf(t, locale, categories, years);
  const all = ACQUISITIONS.reduce((sum, part) => sum + acquisitions[part], 0);
  const segments = [
    { value: '', label: t('common.all'), count: all },
    ...ACQUISITIONS.map((value) => ({
      value,
      label: t(`disposition.acquisition_${value}`),
      count: acquisitions[value],
    })),
  ];
  return (
    <div className="lt-page">
      <PageHeader
        title={t('disposition.registerTitle')}
        lead={
          totals.length > 0 ? t('disposition.totals', { text: amountText(totals, t) }) : t('disposition.registerLead')
        }
        actions={
          <>
            <a
              className="lt-btn"
              href={downloadPath(slug, 'disposition.downloadAccessions', filterOf(params))}
              download
            >
              <Icon name="download" />
              <span>{t('disposition.exportRegister')}</span>
            </a>
            {kind === 'repository' ? (
              <>
                <ButtonLink to={`/w/${slug}/accessions/persons`} icon="users">
                  {t('disposition.retireesTitle')}
                </ButtonLink>
                <ButtonLink to={`/w/${slug}/accessions/topics`} icon="flag">
                  {t('disposition.topicUnitsTitle')}
                </ButtonLink>
              </>
            ) : null}
            {canRegister ? (
              <Button look="primary" icon="plus" onClick={() => setRegistering(true)}>
                {t('disposition.register')}
              </Button>
            ) : null}
          </>
        }
      />
      <AreaTabs />
      {narrowedTo.length > 0 ? (
        <p className="lt-note">
          {t('disposition.narrowedTo', { text: narrowedTo.join(t('common.list')) })}{' '}
          <Link className="lt-link" to={withParams(params, Object.fromEntries(NARROWING.map((name) => [name, null])))}>
            {t('disposition.narrowedAll')}
          </Link>
        </p>
      ) : null}
      <div className="lt-section-head lt-scroll-x">
        <Segments name="part" label={t('disposition.acquisition')} segments={segments} />
      </div>
      <DataTable
        name="accessions"
        lead={
          <SearchBar placeholder={t('disposition.registerSearch')} filters={filters} keep={['part', ...NARROWING]} />
        }
        caption={t('disposition.registerCaption')}
        columns={columnsOf(t, categories)}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => `${row.accessionNumber} ${row.sourceName}`}
        rowTo={(row) => `/w/${slug}/accessions/${row.id}`}
        filters={describeFilters(params, filters)}
        empty={<Empty icon="inbox" title={t('disposition.registerEmpty')} text={t('disposition.registerEmptyText')} />}
      />
      <AccessionForm open={registering} onClose={() => setRegistering(false)} />
    </div>
  );
}
