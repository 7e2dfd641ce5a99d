import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useNavigate, useSearchParams } from '@remix-run/react';
import { Button } from '@/app/components/button';
import { CalendarNote } from '@/app/components/calendar-note';
import { DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { useToast } from '@/app/components/toast';
import { Options } from '@/app/features/filing/filing-labels';
import { SupervisorTabs } from '@/app/features/filing/filing-tabs';
import { UNIT_YEAR_FILTERS, UNIT_YEAR_SORTS, unitYearColumns } from '@/app/features/filing/unit-year-columns';
import { UnitYearDialog } from '@/app/features/filing/unit-year-dialog';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf, recentYears, yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams, sortOfParams, withParams } from '@/app/lib/search-params';
import { useAct } from '@/app/lib/use-act';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('filing.unitsTitle') }] };

const KINDS = ['department', 'township', 'village', 'enterprise', 'institution', 'repository', 'bureau'] as const;

const filterOf = (search: URLSearchParams, year: number) => {
  const sort = sortOfParams(search);
  const key = oneOf(UNIT_YEAR_SORTS, sort?.key ?? null);
  return {
    year,
    state: oneOf(UNIT_YEAR_FILTERS, search.get('state')),
    kind: oneOf(KINDS, search.get('kind')),
    q: search.get('q') || undefined,
    ...(key ? { sort: key, descending: sort?.descending ?? false } : {}),
  };
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const { filing } = context.api.workspace(params.slug ?? '');
  const search = new URL(request.url).searchParams;
  // The year that is being collected is the one that has ended.
  const year = yearOfParam(search.get('year')) ?? new Date(Date.now() + 8 * 3_600_000).getUTCFullYear() - 1;
  const unit = Number(search.get('unit'));
  const load = async () => ({
    year,
    list: await filing.unitYears({ ...filterOf(search, year), ...pageOfParams(search) }),
    summary: await filing.unitYearsSummary({ year }),
    shown:
      Number.isInteger(unit) && unit > 0 && unit < 2 ** 31 ? await filing.unitYear({ unitTenantId: unit, year }) : null,
  });
  return loadOrThrow({ request, context }, load());
};

const useReminder = (year: number) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { act, busy } = useAct();
  const remind = (unitTenantIds?: number[]) =>
    void act(async () => {
      const { sent, left } = await client.filing.remindUnits.mutate({ year, unitTenantIds });
      toast({ text: sent === 0 ? t('filing.remindedToday') : t('filing.remindedUnits', { n: sent, left }) });
    });
  return { remind, busy };
};

const YearField = ({ year }: { year: number }) => {
  const t = useText();
  const today = useToday();
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const years = [...new Set([year, ...recentYears(today, 6)])].sort((left, right) => right - left);
  return (
    <select
      className="lt-select"
      aria-label={t('filing.year')}
      value={String(year)}
      onChange={(event) => navigate(withParams(params, { year: event.target.value, unit: null }))}
    >
      <Options
        options={years.map((one) => ({ value: String(one), label: t('filing.yearOption', { year: String(one) }) }))}
      />
    </select>
  );
};

const StateSegments = () => {
  const t = useText();
  const { summary } = useLoaderData<typeof loader>();
  const segments = [
    { value: '', label: t('common.all'), count: summary.units },
    ...UNIT_YEAR_FILTERS.map((state) => ({
      value: state,
      label: t(`filing.unitYears_${state}`),
      count: summary[state],
    })),
  ];
  return <Segments name="state" label={t('filing.state')} segments={segments} />;
};

const Actions = ({ reminder }: { reminder: ReturnType<typeof useReminder> }) => {
  const t = useText();
  const { year, summary } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  return (
    <>
      <YearField year={year} />
      <a className="lt-btn" href={downloadPath(slug, 'filing.downloadUnitYears', filterOf(params, year))} download>
        <Icon name="download" />
        <span>{t('filing.exportExcel')}</span>
      </a>
      {summary.late > 0 ? (
        <Button look="primary" icon="bell" busy={reminder.busy} onClick={() => reminder.remind()}>
          {t('filing.remindLate', { n: summary.late })}
        </Button>
      ) : null}
    </>
  );
};

export default function FilingOfUnits() {
  const t = useText();
  const navigate = useNavigate();
  const { year, list, summary, shown } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const reminder = useReminder(year);
  const addressOf = (unit: string | null) => withParams(params, { unit }, { keepPage: true });
  const filters: Filter[] = [
    {
      name: 'kind',
      label: t('filing.unitKind'),
      options: KINDS.map((kind) => ({ value: kind, label: t(`tenancy.kind_${kind}`) })),
    },
  ];
  return (
    <div className="lt-page">
      <PageHeader
        title={t('filing.unitsTitle')}
        lead={t('filing.unitsLead', { date: summary.dueOn })}
        actions={<Actions reminder={reminder} />}
      />
      <SupervisorTabs />
      <CalendarNote days={[summary.dueOn]} />
      <div className="lt-section-head lt-scroll-x">
        <StateSegments />
      </div>
      <DataTable
        name="filing-units"
        lead={<SearchBar placeholder={t('filing.unitsSearch')} filters={filters} keep={['state', 'year']} />}
        caption={t('filing.unitsTitle')}
        columns={unitYearColumns(t)}
        rows={list.rows}
        page={list.page}
        rowKey={(unit) => String(unit.tenantId)}
        rowLabel={(unit) => unit.name}
        rowTo={(unit) => addressOf(String(unit.tenantId))}
        rowActions={(unit) =>
          unit.state === 'closed' ? null : (
            <button
              type="button"
              className="lt-link"
              disabled={reminder.busy}
              onClick={() => reminder.remind([unit.tenantId])}
            >
              {t('filing.remind')}
            </button>
          )
        }
        filters={describeFilters(params, filters)}
        empty={<Empty icon="building" title={t('filing.unitsEmpty')} text={t('filing.unitsEmptyText')} />}
      />
      {shown ? (
        <UnitYearDialog
          unit={shown}
          year={year}
          onClose={() => navigate(addressOf(null))}
          onRemind={shown.state === 'closed' ? undefined : () => reminder.remind([shown.tenantId])}
        />
      ) : null}
    </div>
  );
}
