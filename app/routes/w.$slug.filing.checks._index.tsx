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
import { AddCheckDrawer } from '@/app/features/filing/check-drawers';
import { CHECK_STATES, checkColumns } from '@/app/features/filing/check-labels';
import { SupervisorTabs } from '@/app/features/filing/filing-tabs';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf, recentYears, yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams, withParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('filing.checksTitle') }] };

const filterOf = (search: URLSearchParams, box: 'in' | 'out') => ({
  box,
  state: oneOf(CHECK_STATES, search.get('state')),
  lateOnly: search.get('late') === '1',
  year: yearOfParam(search.get('year')),
  q: search.get('q') || undefined,
});

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const { workspace, filing } = context.api.workspace(params.slug ?? '');
  const search = new URL(request.url).searchParams;
  const load = async () => {
    const { hasUnitsBelow, permissions } = await workspace.current();
    const box = hasUnitsBelow && search.get('box') !== 'in' ? ('out' as const) : ('in' as const);
    return {
      box,
      mayBoth: hasUnitsBelow && permissions.includes('filing.read'),
      list: await filing.checks({ ...filterOf(search, box), ...pageOfParams(search) }),
      units: hasUnitsBelow ? await filing.unitsBelow() : [],
    };
  };
  return loadOrThrow({ request, context }, load());
};

export default function CollectionChecks() {
  const t = useText();
  const toast = useToast();
  const navigate = useNavigate();
  const today = useToday();
  const { box, mayBoth, list, units } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { tenant, membership } = useWorkspace();
  const base = `/w/${tenant.slug}/filing/checks`;
  const asked = params.get('new');
  const addressOf = (unit: string | null) => withParams(params, { new: unit }, { keepPage: true });
  const filters: Filter[] = [
    {
      name: 'state',
      label: t('filing.state'),
      options: CHECK_STATES.map((state) => ({ value: state, label: t(`filing.check_${state}`) })),
    },
    { name: 'late', label: t('filing.checkLate'), options: [{ value: '1', label: t('filing.checkLateOnly') }] },
    {
      name: 'year',
      label: t('filing.year'),
      options: recentYears(today).map((year) => ({ value: String(year), label: String(year) })),
    },
  ];
  const add =
    units.length > 0 ? (
      <Button look="primary" icon="plus" onClick={() => navigate(addressOf('1'))}>
        {t('filing.checkAdd')}
      </Button>
    ) : null;
  return (
    <div className="lt-page">
      <PageHeader
        title={t('filing.checksTitle')}
        lead={box === 'out' ? t('filing.checksLeadOut') : t('filing.checksLeadIn')}
        actions={
          <>
            <a
              className="lt-btn"
              href={downloadPath(tenant.slug, 'filing.downloadChecks', filterOf(params, box))}
              download
            >
              <Icon name="download" />
              <span>{t('filing.exportExcel')}</span>
            </a>
            {add}
          </>
        }
      />
      <SupervisorTabs />
      <CalendarNote days={list.rows.map((row) => (row.state === 'closed' ? null : row.dueOn))} />
      {mayBoth ? (
        <div className="lt-section-head">
          <Segments
            name="box"
            label={t('filing.checksTitle')}
            segments={[
              { value: 'out', label: t('filing.checksOut') },
              { value: 'in', label: t('filing.checksIn') },
            ]}
          />
        </div>
      ) : null}
      <DataTable
        name={`collection-checks-${box}`}
        lead={<SearchBar placeholder={t('filing.unitsSearch')} filters={filters} keep={['box']} />}
        caption={t('filing.checksTitle')}
        columns={checkColumns(t, box)}
        rows={list.rows}
        page={list.page}
        rowKey={(row) => row.id}
        rowLabel={(row) => `${row.unitName} ${row.checkedOn}`}
        rowTo={(row) => `${base}/${row.id}`}
        filters={describeFilters(params, filters)}
        empty={
          <Empty
            icon="clip"
            title={t('filing.checksEmpty')}
            text={box === 'out' ? t('filing.checksEmptyOut') : t('filing.checksEmptyIn')}
            action={add}
          />
        }
      />
      {asked && units.length > 0 ? (
        <AddCheckDrawer
          units={units}
          chosen={{
            unitTenantId: units.some((unit) => String(unit.tenantId) === asked) ? asked : null,
            year: yearOfParam(params.get('year')) ?? Number(today.slice(0, 4)) - 1,
          }}
          checkedBy={membership.displayName}
          onClose={() => navigate(addressOf(null))}
          onDone={(check) => {
            toast({ text: t('filing.checkSent', { name: check.unitName }) });
            navigate(`${base}/${check.id}`);
          }}
        />
      ) : null}
    </div>
  );
}
