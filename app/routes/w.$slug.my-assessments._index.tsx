import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { DeadlineText } from '@/app/components/deadline-text';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { percentText } from '@/app/features/assessment/assessment-labels';
import { AssessmentTabs } from '@/app/features/assessment/assessment-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDate } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { MineRowView } from '@/server/domain/assessment/assessment-exchange';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('assessment.mineTitle') }] };

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const page = pageOfParams(new URL(request.url).searchParams);
  return loadOrThrow({ request, context }, context.api.workspace(params.slug ?? '').assessment.mine(page));
};

const columnsOf = (t: Translate, base: string): Column<MineRowView>[] => [
  {
    key: 'title',
    title: t('assessment.roundTitle'),
    render: (row) => <Link to={`${base}/${row.scoreDispatchId}`}>{row.title}</Link>,
    onPhone: 'title',
  },
  { key: 'year', title: t('assessment.year'), render: (row) => row.year, width: '72px' },
  { key: 'office', title: t('assessment.office'), render: (row) => row.senderName, width: '176px' },
  {
    key: 'percent',
    title: t('assessment.percent'),
    render: (row) => percentText(row.percent),
    numeric: true,
    width: '96px',
  },
  { key: 'grade', title: t('assessment.grade'), render: (row) => row.gradeName ?? '—', width: '88px' },
  {
    key: 'rank',
    title: t('assessment.rank'),
    render: (row) => (row.rank === null ? t('assessment.notFinal') : `${row.rank} / ${row.units}`),
    width: '104px',
  },
  {
    key: 'objection',
    title: t('assessment.objection'),
    render: (row) =>
      row.isObjected ? (
        t('assessment.isObjected')
      ) : row.rank === null && row.objectionUntil ? (
        <DeadlineText dueOn={row.objectionUntil} />
      ) : (
        '—'
      ),
    width: '136px',
  },
  {
    key: 'date',
    title: t('assessment.sentOn'),
    render: (row) => formatIsoDate(row.dispatchedAt),
    width: '112px',
  },
];

/** 本单位的考核得分和结果. */
export default function MyAssessments() {
  const t = useText();
  const { rows, page } = useLoaderData<typeof loader>();
  const base = `/w/${useWorkspace().tenant.slug}/my-assessments`;
  return (
    <div className="lt-page">
      <PageHeader title={t('assessment.mineTitle')} lead={t('assessment.mineLead')} />
      <AssessmentTabs of="unit" />
      <DataTable
        name="my-assessments"
        caption={t('assessment.mineTitle')}
        columns={columnsOf(t, base)}
        rows={rows}
        page={page}
        rowKey={(row) => row.scoreDispatchId}
        rowLabel={(row) => row.title}
        rowTo={(row) => `${base}/${row.scoreDispatchId}`}
        empty={<Empty icon="scale" title={t('assessment.mineEmpty')} text={t('assessment.mineEmptyText')} />}
      />
    </div>
  );
}
