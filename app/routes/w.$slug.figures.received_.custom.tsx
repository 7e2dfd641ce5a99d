import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { customValueText } from '@/app/features/figure/custom-words';
import { ReceivedTabs } from '@/app/features/figure/received-tabs';
import { YearSwitch } from '@/app/features/figure/year-switch';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { dayOf } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { thisYear } from '@/app/lib/shanghai-year.server';
import { useWorkspace } from '@/app/lib/workspace';
import type { ReceivedCustomRow } from '@/server/domain/figure/custom-figure';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('figure.title'), to: `/w/${params.slug}/figures` },
    { label: t('figure.receivedTitle'), to: `/w/${params.slug}/figures/received` },
    { label: t('figure.tabOwn') },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const year = yearOfParam(new URL(request.url).searchParams.get('year')) ?? thisYear();
  return loadOrThrow({ request, context }, context.api.workspace(params.slug ?? '').customFigure.received({ year }));
};

const columnsOf = (t: Translate, locale: Locale): Column<ReceivedCustomRow>[] => [
  { key: 'unitName', title: t('figure.unitName'), render: (row) => row.unitName, width: '200px' },
  { key: 'name', title: t('figure.name'), render: (row) => row.name, onPhone: 'title', width: '200px' },
  {
    key: 'value',
    title: t('figure.value'),
    render: (row) => customValueText(row.value, t),
    numeric: true,
    width: '112px',
  },
  { key: 'unit', title: t('figure.unit'), render: (row) => row.unit, width: '80px' },
  {
    key: 'definition',
    title: t('figure.definition'),
    render: (row) => (locale === 'en' ? row.definition.en : row.definition.zh),
  },
  { key: 'asOf', title: t('figure.asOf'), render: (row) => row.asOf, width: '112px' },
  { key: 'releasedAt', title: t('figure.releasedAt'), render: (row) => dayOf(row.releasedAt), width: '112px' },
  { key: 'note', title: t('figure.explanation'), render: (row) => row.note ?? '—', hiddenAtFirst: true },
];

/** 下级自定义指标: what units released of figures that they define themselves, with what each means. */
export default function ReceivedCustomFigures() {
  const t = useText();
  const locale = useLocale();
  const { period, figures } = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const today = useToday();
  return (
    <div className="lt-page">
      <PageHeader
        title={t('figure.receivedTitle')}
        lead={t('figure.receivedOwnLead')}
        actions={<YearSwitch year={period.year} thisYear={Number(today.slice(0, 4))} />}
      />
      <ReceivedTabs year={period.year} />
      <DataTable
        name="figures-received-own"
        caption={t('figure.receivedOwnCaption', { year: String(period.year) })}
        columns={columnsOf(t, locale)}
        rows={figures}
        page={{ nextCursor: null, previousCursor: null, total: figures.length }}
        rowKey={(row) => `${row.unitTenantId} ${row.code}`}
        rowLabel={(row) => `${row.unitName} ${row.name}`}
        tools={
          <a
            className="lt-btn"
            href={downloadPath(slug, 'customFigure.downloadReceived', { year: period.year })}
            download
          >
            <Icon name="download" />
            <span>{t('dashboard.excel')}</span>
          </a>
        }
        empty={<Empty icon="chart" title={t('figure.receivedOwnEmpty')} text={t('figure.receivedOwnEmptyText')} />}
      />
    </div>
  );
}
