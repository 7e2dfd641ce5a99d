import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { DistrictTabs } from '@/app/features/district/district-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatDate, formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { dayOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { useWorkspace } from '@/app/lib/workspace';
import type { FieldRowView } from '@/server/domain/inspection/unit-field';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('district.title'), to: `/w/${params.slug}/units` },
    { label: t('district.fieldsTitle') },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { district } = context.api.workspace(params.slug ?? '');
  return loadOrThrow({ request, context }, district.fields({ on: dayOfParam(search.get('on')) }));
};

type Measure = Exclude<keyof FieldRowView, 'field' | 'last'>;
/** Each number with the part of the table of units that it was counted from. */
const MEASURES: readonly (readonly [Measure, string])[] = [
  ['units', ''],
  ['inspected', '&inspected=yes'],
  ['guided', '&guided=yes'],
  ['filingClosed', '&filing=closed'],
  ['filing', '&sort=filing'],
  ['overdueUnits', '&light=overdue'],
  ['openFindings', '&sort=-open'],
  ['score', '&sort=-score'],
  ['hours', '&sort=-hours'],
];
const textOf = (value: number | null | undefined): string =>
  value === null || value === undefined ? '—' : formatNumber(value);

const columnsOf = (t: Translate, base: string, day: string): Column<FieldRowView>[] => [
  {
    key: 'field',
    title: t('district.field'),
    render: (row) => <strong>{t(`district.field_${row.field}`)}</strong>,
    onPhone: 'title',
  },
  ...MEASURES.map(([measure, part]) => ({
    key: measure,
    title: t(`district.fields_${measure}`),
    numeric: true,
    render: (row: FieldRowView) => {
      const value = row[measure];
      const name = t('district.fieldsOpen', {
        field: t(`district.field_${row.field}`),
        measure: t(`district.fields_${measure}`),
        value: textOf(value),
      });
      return (
        <>
          {value === null ? (
            '—'
          ) : (
            <Link className="lt-link" aria-label={name} to={`${base}/units?field=${row.field}${part}${day}`}>
              {textOf(value)}
            </Link>
          )}
          {measure !== 'units' && row.last ? (
            <div className="lt-3">{t('district.lastYear', { value: textOf(row.last[measure]) })}</div>
          ) : null}
        </>
      );
    },
  })),
];

/** 重点领域: where the work stands in hospitals, enterprises, schools, villages, and how it stood a year ago. */
export default function UnitFields() {
  const t = useText();
  const locale = useLocale();
  const { rows, on, filingYear } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const asked = dayOfParam(params.get('on'));
  const day = asked ? `&on=${asked}` : '';
  return (
    <div className="lt-page">
      <PageHeader
        title={t('district.fieldsTitle')}
        lead={t('district.fieldsLead', { date: formatDate(on, locale), year: String(filingYear) })}
        actions={
          <a className="lt-btn" href={downloadPath(slug, 'district.downloadFields', { on: asked })} download>
            <Icon name="download" />
            <span>{t('district.export')}</span>
          </a>
        }
      />
      <DistrictTabs />
      <DataTable
        name="unit-fields"
        lead={<SearchBar placeholder="" withText={false} filters={[{ name: 'on', label: t('district.on') }]} />}
        caption={t('district.fieldsTitle')}
        columns={columnsOf(t, `/w/${slug}`, day)}
        rows={rows}
        page={{ nextCursor: null, previousCursor: null, total: rows.length }}
        rowKey={(row) => row.field}
        rowLabel={(row) => t(`district.field_${row.field}`)}
        empty={<Empty icon="building" title={t('district.empty')} text={t('district.emptyText')} />}
      />
      <p className="lt-note">{t('district.fieldsNote')}</p>
    </div>
  );
}
