import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useNavigate, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { DeadlineText } from '@/app/components/deadline-text';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { DepartmentRoundDrawer } from '@/app/features/department/round-drawer';
import { FilingTabs } from '@/app/features/filing/filing-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { loadOrThrow } from '@/app/lib/load.server';
import { recentYears, yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import type { DepartmentRoundView } from '@/server/domain/assessment/department';
import type { DepartmentView } from '@/server/domain/filing/department';

export const handle: ScreenHandle = {
  crumbs: (_match, t) => [{ label: t('filing.title') }, { label: t('department.title') }],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const api = context.api.workspace(params.slug ?? '');
  const load = async () => ({
    ...(await api.departmentAssessment.rounds({ ...pageOfParams(search), year: yearOfParam(search.get('year')) })),
    // Who only reads may not begin one, and needs no departments to choose from.
    departments: await api.filing.departments().catch((): DepartmentView[] => []),
  });
  return loadOrThrow({ request, context }, load());
};

const columnsOf = (t: Translate, base: string): Column<DepartmentRoundView>[] => [
  {
    key: 'title',
    title: t('department.round'),
    render: (row) => <Link to={`${base}/${row.id}`}>{row.title}</Link>,
    onPhone: 'title',
  },
  { key: 'year', title: t('department.year'), render: (row) => row.year, width: '72px' },
  {
    key: 'state',
    title: t('department.state'),
    render: (row) => (
      <Status kind={row.state === 'closed' ? 'done' : 'live'}>{t(`department.round_${row.state}`)}</Status>
    ),
    width: '104px',
  },
  {
    key: 'due',
    title: t('department.dueOn'),
    render: (row) => (row.state === 'closed' ? row.dueOn : <DeadlineText dueOn={row.dueOn} withDate />),
    width: '168px',
  },
  {
    key: 'submitted',
    title: t('department.submittedOf'),
    render: (row) => `${row.submitted} / ${row.departments}`,
    numeric: true,
    width: '96px',
  },
  {
    key: 'reviewed',
    title: t('department.reviewedOf'),
    render: (row) => `${row.reviewed} / ${row.departments}`,
    numeric: true,
    width: '96px',
  },
];

/** 科室考核: one line a year. */
export default function DepartmentAssessments() {
  const t = useText();
  const today = useToday();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const { rows, page, departments } = useLoaderData<typeof loader>();
  const base = `/w/${useWorkspace().tenant.slug}/filing/assessments`;
  const mayOpen = useCan('filing.manage');
  const active = departments.filter((department) => department.state === 'active');
  const [opening, setOpening] = useState(false);
  const filters: Filter[] = [
    {
      name: 'year',
      label: t('department.year'),
      options: recentYears(today).map((year) => ({ value: String(year), label: String(year) })),
    },
  ];
  return (
    <div className="lt-page">
      <PageHeader
        title={t('department.title')}
        lead={t('department.lead')}
        actions={
          mayOpen ? (
            <Button look="primary" icon="plus" disabled={active.length === 0} onClick={() => setOpening(true)}>
              {t('department.open')}
            </Button>
          ) : null
        }
      />
      <FilingTabs />
      <DataTable
        name="department-assessments"
        caption={t('department.title')}
        columns={columnsOf(t, base)}
        lead={<SearchBar placeholder="" withText={false} filters={filters} />}
        filters={describeFilters(params, filters)}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.title}
        rowTo={(row) => `${base}/${row.id}`}
        empty={<Empty icon="scale" title={t('department.empty')} text={t('department.emptyText')} />}
      />
      {opening ? (
        <DepartmentRoundDrawer
          departments={active}
          today={today}
          onClose={() => setOpening(false)}
          onDone={(assessmentId) => void navigate(`${base}/${assessmentId}`)}
        />
      ) : null}
    </div>
  );
}
