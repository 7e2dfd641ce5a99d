import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { ButtonLink } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { YearSwitch } from '@/app/features/figure/year-switch';
import { ReportTabs } from '@/app/features/statistics/report-tabs';
import { languageOf } from '@/app/features/statistics/statistics-words';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { loadOrThrow } from '@/app/lib/load.server';
import { yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { thisYear } from '@/app/lib/shanghai-year.server';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import type { ReceivedFormView } from '@/server/domain/statistics/statistics';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('report.title'), to: `/w/${params.slug}/reports` },
    { label: t('statistics.receivedTitle') },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = yearOfParam(new URL(request.url).searchParams.get('year'));
  const { statistics } = context.api.workspace(params.slug ?? '');
  // A year's return comes in when the year is over: without a choice the one that is there is shown.
  const year = asked ?? (await loadOrThrow({ request, context }, statistics.receivedYear({}))) ?? thisYear();
  return { year, rows: await loadOrThrow({ request, context }, statistics.receivedForms({ year })) };
};

const columnsOf = (t: Translate, locale: Locale, toForm: (key: string) => string): Column<ReceivedFormView>[] => [
  {
    key: 'name',
    title: t('statistics.form'),
    render: (row) => <Link to={toForm(row.formKey)}>{row.name[languageOf(locale)]}</Link>,
    onPhone: 'title',
  },
  {
    key: 'kind',
    title: t('statistics.issuer'),
    render: (row) => (row.isOwn ? t('statistics.ownForm') : t('statistics.national', { code: row.formKey })),
    width: '200px',
  },
  {
    key: 'handedUp',
    title: t('statistics.handedUp'),
    render: (row) => (
      <Status kind={row.handedUp === row.owed ? 'done' : 'attention'}>
        {t('statistics.handedUpOf', { n: row.handedUp, total: row.owed })}
      </Status>
    ),
    width: '160px',
  },
  {
    key: 'accepted',
    title: t('statistics.acceptedCount'),
    render: (row) => String(row.accepted),
    numeric: true,
    width: '120px',
  },
];

/** 报表汇总: the forms that units hand up, with how many have. */
export default function ReceivedForms() {
  const t = useText();
  const locale = useLocale();
  const { year, rows } = useLoaderData<typeof loader>();
  const base = `/w/${useWorkspace().tenant.slug}/reports/statistics`;
  const mayCall = useCan('figure.call');
  const toForm = (key: string) => `${base}/received/${key}?year=${year}`;
  return (
    <div className="lt-page">
      <PageHeader
        title={t('statistics.receivedTitle')}
        lead={t('statistics.receivedLead', { year: String(year) })}
        actions={
          <>
            <YearSwitch year={year} thisYear={Number(useToday().slice(0, 4))} />
            {mayCall ? <ButtonLink to={`${base}/forms`}>{t('statistics.formsTitle')}</ButtonLink> : null}
          </>
        }
      />
      <ReportTabs year={year} />
      <DataTable
        name="statistics-received"
        caption={t('statistics.receivedCaption', { year: String(year) })}
        columns={columnsOf(t, locale, toForm)}
        rows={rows}
        page={{ nextCursor: null, previousCursor: null, total: rows.length }}
        rowKey={(row) => row.formKey}
        rowLabel={(row) => row.name[languageOf(locale)]}
        rowTo={(row) => toForm(row.formKey)}
        empty={<Empty icon="file" title={t('statistics.receivedEmpty')} text={t('statistics.receivedEmptyText')} />}
      />
    </div>
  );
}
