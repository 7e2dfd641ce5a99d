import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { DeadlineText } from '@/app/components/deadline-text';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { percentText } from '@/app/features/assessment/assessment-labels';
import { DEPARTMENT_STATUS } from '@/app/features/department/department-labels';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { DepartmentSheetRowView } from '@/server/domain/assessment/department';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('department.mineTitle') }] };

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const page = pageOfParams(new URL(request.url).searchParams);
  return loadOrThrow({ request, context }, context.api.workspace(params.slug ?? '').departmentAssessment.sheets(page));
};

const columnsOf = (t: Translate, base: string): Column<DepartmentSheetRowView>[] => [
  {
    key: 'title',
    title: t('department.round'),
    render: (row) => <Link to={`${base}/${row.id}`}>{row.title}</Link>,
    onPhone: 'title',
  },
  { key: 'department', title: t('department.departmentName'), render: (row) => row.departmentName, width: '160px' },
  {
    key: 'state',
    title: t('department.state'),
    render: (row) => <Status kind={DEPARTMENT_STATUS[row.state]}>{t(`department.state_${row.state}`)}</Status>,
    width: '120px',
  },
  {
    key: 'due',
    title: t('department.dueOn'),
    render: (row) => (row.state === 'open' ? <DeadlineText dueOn={row.dueOn} withDate /> : row.dueOn),
    width: '168px',
  },
  {
    key: 'percent',
    title: t('department.percent'),
    render: (row) => (row.percent === null ? '—' : percentText(row.percent)),
    numeric: true,
    width: '96px',
  },
  { key: 'grade', title: t('department.grade'), render: (row) => row.gradeName ?? '—', width: '96px' },
  { key: 'rank', title: t('department.rank'), render: (row) => row.rank ?? '—', numeric: true, width: '72px' },
];

/** 本科室的考核, for its part-time archivist. */
export default function DepartmentSheets() {
  const t = useText();
  const { rows, page } = useLoaderData<typeof loader>();
  const base = `/w/${useWorkspace().tenant.slug}/department-sheets`;
  return (
    <div className="lt-page">
      <PageHeader title={t('department.mineTitle')} lead={t('department.mineLead')} />
      <DataTable
        name="my-department-sheets"
        caption={t('department.mineTitle')}
        columns={columnsOf(t, base)}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => `${row.title} ${row.departmentName}`}
        rowTo={(row) => `${base}/${row.id}`}
        empty={<Empty icon="scale" title={t('department.mineEmpty')} text={t('department.mineEmptyText')} />}
      />
    </div>
  );
}
