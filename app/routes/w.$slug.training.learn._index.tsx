import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { DeadlineText } from '@/app/components/deadline-text';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { TrainingTabs } from '@/app/features/training/training-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { LearningView } from '@/server/domain/training/course';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('course.learnTitle') }] };

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const page = pageOfParams(new URL(request.url).searchParams);
  return loadOrThrow({ request, context }, context.api.workspace(params.slug ?? '').courses.learning(page));
};

const Progress = ({ row, t }: { row: LearningView; t: Translate }) => {
  if (row.finishedOn) return <Status kind="done">{t('course.finishedOn', { date: row.finishedOn })}</Status>;
  if (row.seconds === 0) return <Status kind="none">{t('course.notBegun')}</Status>;
  const percent = Math.floor((row.seconds * 100) / row.neededSeconds);
  return (
    <Status kind="live">
      {t('course.learning')} {percent}%
    </Status>
  );
};

const columnsOf = (t: Translate, base: string): Column<LearningView>[] => [
  {
    key: 'title',
    title: t('course.materialName'),
    render: (row) => (
      <>
        <Link to={`${base}/training/learn/${row.dispatchId}`}>{row.title}</Link>
        {row.isLesson ? <span className="lt-tag">{t('course.lessonTag')}</span> : null}
        {row.isReplaced ? <span className="lt-tag">{t('course.replaced')}</span> : null}
      </>
    ),
    truncate: true,
    onPhone: 'title',
  },
  { key: 'course', title: t('course.name'), render: (row) => row.courseTitle, truncate: true },
  { key: 'kind', title: t('course.materialKind'), render: (row) => t(`course.kind_${row.kind}`), width: '96px' },
  { key: 'from', title: t('training.organiser'), render: (row) => row.organiserName, width: '160px' },
  { key: 'hours', title: t('training.hours'), render: (row) => formatNumber(row.hours), numeric: true, width: '64px' },
  {
    key: 'due',
    title: t('course.assignDueOn'),
    render: (row) => <DeadlineText dueOn={row.dueOn} withDate />,
    width: '136px',
  },
  { key: 'progress', title: t('course.progress'), render: (row) => <Progress row={row} t={t} />, width: '152px' },
];

/** 收到的课件: begun, finished, or still to be begun. */
export default function Learning() {
  const t = useText();
  const { rows, page } = useLoaderData<typeof loader>();
  const base = `/w/${useWorkspace().tenant.slug}`;
  return (
    <div className="lt-page">
      <PageHeader title={t('course.learnTitle')} lead={t('course.learnLead')} />
      <TrainingTabs />
      <DataTable
        name="learning"
        caption={t('course.learnCaption')}
        columns={columnsOf(t, base)}
        rows={rows}
        page={page}
        rowKey={(row) => row.dispatchId}
        rowLabel={(row) => row.title}
        rowTo={(row) => `${base}/training/learn/${row.dispatchId}`}
        empty={<Empty icon="cap" title={t('course.learnEmpty')} text={t('course.learnEmptyText')} />}
      />
    </div>
  );
}
