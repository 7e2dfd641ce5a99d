import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { CalendarNote } from '@/app/components/calendar-note';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { inWords } from '@/app/features/register/register-words';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import type { LateView } from '@/server/domain/register/register-entry';
import { spanWords } from '@/server/domain/register/register-period';
import { findRegister, registerOfCode, registersOf } from '@/server/domain/register/registers';
import type { TenantKind } from '@/server/domain/tenancy/tenant';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('register.title'), to: `/w/${params.slug}/registers` },
    { label: t('register.lateTitle') },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const api = context.api.workspace(params.slug ?? '');
  // A register that is not kept here is no filter: the server would answer that there is none.
  const { tenant } = await loadOrThrow({ request, context }, api.workspace.current());
  const code = findRegister(search.get('register') ?? '', tenant.kind)?.code;
  return loadOrThrow({ request, context }, api.register.late({ ...(code ? { code } : {}), ...pageOfParams(search) }));
};

const columnsOf = (t: Translate, locale: Locale, base: string, canKeep: boolean): Column<LateView>[] => [
  {
    key: 'register',
    title: t('register.name'),
    render: (late) => {
      const definition = registerOfCode(late.code);
      return <Link to={`${base}/${late.code}`}>{definition ? inWords(definition.name, locale) : late.code}</Link>;
    },
    onPhone: 'title',
  },
  {
    key: 'period',
    title: t('register.period'),
    render: (late) => inWords(spanWords(late.period), locale),
    width: '160px',
  },
  { key: 'dueOn', title: t('register.dueOn'), render: (late) => late.dueOn, width: '120px' },
  {
    key: 'daysLate',
    title: t('register.daysLate'),
    render: (late) => formatNumber(late.daysLate),
    numeric: true,
    width: '104px',
  },
  ...(canKeep
    ? [
        {
          key: 'enter',
          title: t('register.enter'),
          render: (late: LateView) => (
            <Link to={`${base}/${late.code}?period=${late.period}&new=1`}>{t('register.enterMissing')}</Link>
          ),
          width: '88px',
        },
      ]
    : []),
];

const filtersOf = (kind: TenantKind, t: Translate, locale: Locale): Filter[] => [
  {
    name: 'register',
    label: t('register.name'),
    options: registersOf(kind)
      .filter(({ period }) => period)
      .map((definition) => ({ value: definition.code, label: inWords(definition.name, locale) })),
  },
];

/** 缺记: the periods of all registers that are over and have no entry. */
export default function LatePeriods() {
  const t = useText();
  const locale = useLocale();
  const { rows, page } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug, kind } = useWorkspace().tenant;
  const canKeep = useCan('register.keep');
  const today = useToday();
  const filters = filtersOf(kind, t, locale);
  return (
    <div className="lt-page">
      <PageHeader title={t('register.lateTitle')} lead={t('register.lateLead')} />
      <CalendarNote days={[today]} />
      <SearchBar placeholder={t('register.search')} filters={filters} withText={false} />
      <DataTable
        name="registers-late"
        caption={t('register.lateTitle')}
        columns={columnsOf(t, locale, `/w/${slug}/registers`, canKeep)}
        rows={rows}
        page={page}
        rowKey={(late) => `${late.code} ${late.period}`}
        rowLabel={(late) => `${late.code} ${late.period}`}
        filters={describeFilters(params, filters)}
        empty={<Empty icon="check" title={t('register.lateNone')} text={t('register.lateNoneText')} />}
      />
    </div>
  );
}
