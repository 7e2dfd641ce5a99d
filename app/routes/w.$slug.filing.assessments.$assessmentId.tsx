import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { Confirm } from '@/app/components/confirm';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { percentText } from '@/app/features/assessment/assessment-labels';
import { DEPARTMENT_STATUS } from '@/app/features/department/department-labels';
import { wholePage } from '@/app/features/filing/filing-labels';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useAct } from '@/app/lib/use-act';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { DepartmentRoundView, DepartmentSheetRowView } from '@/server/domain/assessment/department';

export const handle: ScreenHandle<DepartmentRoundView> = {
  crumbs: ({ data, params }, t) => [
    { label: t('department.title'), to: `/w/${params.slug}/filing/assessments` },
    { label: data?.title ?? '' },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const { slug = '', assessmentId = '' } = params;
  return loadOrThrow(
    { request, context },
    context.api.workspace(slug).departmentAssessment.roundById({ assessmentId }),
  );
};

const percentOf = (percent: number | null) => (percent === null ? '—' : percentText(percent));

const columnsOf = (t: Translate, base: string, mayOpen: boolean): Column<DepartmentSheetRowView>[] => [
  {
    key: 'department',
    title: t('department.departmentName'),
    render: (row) => (mayOpen ? <Link to={`${base}/${row.id}`}>{row.departmentName}</Link> : row.departmentName),
    onPhone: 'title',
  },
  { key: 'rank', title: t('department.rank'), render: (row) => row.rank ?? '—', numeric: true, width: '72px' },
  {
    key: 'state',
    title: t('department.state'),
    render: (row) => <Status kind={DEPARTMENT_STATUS[row.state]}>{t(`department.state_${row.state}`)}</Status>,
    width: '120px',
  },
  {
    key: 'self',
    title: t('department.selfPercent'),
    render: (row) => percentOf(row.selfPercent),
    numeric: true,
    width: '96px',
  },
  {
    key: 'percent',
    title: t('department.percent'),
    render: (row) => <span className="lt-strong">{percentOf(row.percent)}</span>,
    numeric: true,
    width: '96px',
  },
  { key: 'grade', title: t('department.grade'), render: (row) => row.gradeName ?? '—', width: '96px' },
  {
    key: 'by',
    title: t('department.submittedBy'),
    render: (row) => row.submittedByName ?? '—',
    width: '120px',
  },
];

/** One year's assessment of the departments, the best first. */
export default function DepartmentAssessment() {
  const t = useText();
  const round = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const client = useWorkspaceClient();
  const { act } = useAct();
  const mayManage = useCan('filing.manage');
  const mayOpen = useCan('filing.handIn');
  const [closing, setClosing] = useState(false);
  return (
    <div className="lt-page">
      <PageHeader
        title={round.title}
        lead={
          <>
            <Status kind={round.state === 'closed' ? 'done' : 'live'}>{t(`department.round_${round.state}`)}</Status>{' '}
            {t('department.dueOn')} {round.dueOn} {round.words}
          </>
        }
        actions={
          <>
            <a
              className="lt-btn"
              href={downloadPath(slug, 'departmentAssessment.download', { assessmentId: round.id })}
              download
            >
              <Icon name="download" />
              <span>{t('department.export')}</span>
            </a>
            {mayManage && round.state === 'open' ? (
              <Button
                look="primary"
                icon="check"
                disabled={round.reviewed < round.departments}
                onClick={() => setClosing(true)}
              >
                {t('department.close')}
              </Button>
            ) : null}
          </>
        }
      />
      <DataTable
        name="department-sheets"
        caption={round.title}
        columns={columnsOf(t, `/w/${slug}/department-sheets`, mayOpen)}
        rows={round.sheets}
        page={wholePage(round.sheets)}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.departmentName}
        {...(mayOpen ? { rowTo: (row: DepartmentSheetRowView) => `/w/${slug}/department-sheets/${row.id}` } : {})}
        empty={<Empty icon="scale" title={t('department.empty')} text={t('department.emptyText')} />}
      />
      <Confirm
        open={closing}
        onClose={() => setClosing(false)}
        title={t('department.close')}
        effect={t('department.closeEffect', { n: round.departments })}
        act={t('department.close')}
        onConfirm={async () => {
          await act(() => client.departmentAssessment.close.mutate({ assessmentId: round.id }), {
            done: t('department.closeDone', { n: round.departments }),
          });
          setClosing(false);
        }}
      />
    </div>
  );
}
