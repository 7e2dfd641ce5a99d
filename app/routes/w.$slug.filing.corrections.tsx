import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { columnLabel } from '@/app/features/archive/archive-labels';
import { valueText } from '@/app/features/archive/item-history';
import { useTopics } from '@/app/features/archive/use-topics';
import { FilingTabs } from '@/app/features/filing/filing-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { loadOrThrow } from '@/app/lib/load.server';
import { recentYears, yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { CorrectionView } from '@/server/domain/filing/registers';

export const handle: ScreenHandle = {
  crumbs: (_match, t) => [{ label: t('filing.title') }, { label: t('filing.correctionsTitle') }],
};

const filterOf = (search: URLSearchParams) => ({
  year: yearOfParam(search.get('year')),
  q: search.get('q') || undefined,
});

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const { filing } = context.api.workspace(params.slug ?? '');
  const search = new URL(request.url).searchParams;
  return loadOrThrow({ request, context }, filing.corrections({ ...filterOf(search), ...pageOfParams(search) }));
};

const Changes = ({ changes, categoryCode }: Pick<CorrectionView, 'changes' | 'categoryCode'>) => {
  const t = useText();
  const locale = useLocale();
  const topics = useTopics();
  const shown = (field: string, value: string | null) =>
    value === null || value === '' ? t('filing.emptyValue') : valueText(field, value, t, locale, topics);
  return (
    <ul>
      {changes.map(({ field, from, to }) => (
        <li key={field}>
          {t('filing.correctionChange', {
            field: columnLabel(field, categoryCode, t, locale),
            from: shown(field, from),
            to: shown(field, to),
          })}
        </li>
      ))}
    </ul>
  );
};

const columnsOf = (t: Translate, slug: string): Column<CorrectionView>[] => [
  {
    key: 'number',
    title: t('filing.correctionNo'),
    render: (row) => t('filing.correctionNumber', { year: String(row.year), n: row.number }),
    width: '136px',
    onPhone: 'title',
  },
  { key: 'on', title: t('filing.correctionOn'), render: (row) => row.correctedOn, width: '112px' },
  {
    key: 'code',
    title: t('filing.referenceCode'),
    render: (row) => (
      <Link className="lt-code" to={`/w/${slug}/archives/${row.itemId}`}>
        {row.referenceCode}
      </Link>
    ),
    width: '232px',
  },
  {
    key: 'changes',
    title: t('filing.correctionChanges'),
    render: (row) => <Changes changes={row.changes} categoryCode={row.categoryCode} />,
  },
  { key: 'reason', title: t('filing.correctionReason'), render: (row) => row.reason, width: '200px', onPhone: 'hide' },
  { key: 'by', title: t('filing.correctionBy'), render: (row) => row.correctedByName, width: '88px', onPhone: 'hide' },
];

export default function Corrections() {
  const t = useText();
  const today = useToday();
  const { rows, page } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const filters: Filter[] = [
    {
      name: 'year',
      label: t('filing.year'),
      options: recentYears(today).map((year) => ({ value: String(year), label: String(year) })),
    },
  ];
  return (
    <div className="lt-page">
      <PageHeader
        title={t('filing.correctionsTitle')}
        lead={t('filing.correctionsLead')}
        actions={
          <a className="lt-btn" href={downloadPath(slug, 'filing.downloadCorrections', filterOf(params))} download>
            <Icon name="download" />
            <span>{t('filing.exportExcel')}</span>
          </a>
        }
      />
      <FilingTabs />
      <SearchBar placeholder={t('filing.correctionsSearch')} filters={filters} />
      <DataTable
        name="corrections"
        caption={t('filing.correctionsTitle')}
        columns={columnsOf(t, slug)}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => t('filing.correctionNumber', { year: String(row.year), n: row.number })}
        rowActions={(row) => (
          <a href={downloadPath(slug, 'filing.downloadCorrectionPdf', { correctionId: row.id })} download>
            {t('filing.print')}
          </a>
        )}
        filters={describeFilters(params, filters)}
        empty={<Empty icon="pen" title={t('filing.correctionsEmpty')} text={t('filing.correctionsEmptyText')} />}
      />
    </div>
  );
}
