import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useNavigate, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { CourseDrawer } from '@/app/features/training/course-drawers';
import { TrainingTabs } from '@/app/features/training/training-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import type { CourseView } from '@/server/domain/training/course';
import { COURSE_KINDS } from '@/server/domain/training/course-vocabulary';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('training.title'), to: `/w/${params.slug}/training` },
    { label: t('course.title') },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const search = new URL(request.url).searchParams;
  const { courses } = context.api.workspace(params.slug ?? '');
  const filter = {
    q: search.get('q') || undefined,
    kind: oneOf(COURSE_KINDS, search.get('kind')),
    series: search.get('series') || undefined,
  };
  const list = await loadOrThrow(asked, courses.list({ ...filter, ...pageOfParams(search) }));
  return { ...list, series: await loadOrThrow(asked, courses.series()) };
};

const filtersOf = (t: Translate, series: readonly string[]): Filter[] => [
  {
    name: 'kind',
    label: t('course.kind'),
    options: COURSE_KINDS.map((kind) => ({ value: kind, label: t(`training.kind_${kind}`) })),
  },
  { name: 'series', label: t('course.series'), options: series.map((one) => ({ value: one, label: one })) },
];

const columnsOf = (t: Translate, base: string): Column<CourseView>[] => [
  {
    key: 'title',
    title: t('course.name'),
    render: (course) => <Link to={`${base}/training/courses/${course.id}`}>{course.title}</Link>,
    truncate: true,
    onPhone: 'title',
  },
  { key: 'series', title: t('course.series'), render: (course) => course.series ?? '—', width: '136px' },
  { key: 'kind', title: t('course.kind'), render: (course) => t(`training.kind_${course.kind}`), width: '104px' },
  { key: 'mode', title: t('course.mode'), render: (course) => t(`training.mode_${course.mode}`), width: '96px' },
  {
    key: 'knowledge',
    title: t('course.knowledge'),
    render: (course) => t(`course.knowledge_${course.knowledge}`),
    width: '96px',
    hiddenAtFirst: true,
  },
  {
    key: 'materials',
    title: t('course.materialsCount'),
    render: (course) => formatNumber(course.materials),
    numeric: true,
    width: '80px',
  },
  {
    key: 'issued',
    title: t('course.issuedCount'),
    render: (course) => formatNumber(course.issued),
    numeric: true,
    width: '80px',
  },
  {
    key: 'sessions',
    title: t('course.sessionsCount'),
    render: (course) => formatNumber(course.sessions),
    numeric: true,
    width: '80px',
  },
  {
    key: 'state',
    title: t('training.state'),
    render: (course) => (
      <Status kind={course.state === 'open' ? 'live' : 'none'}>{t(`course.state_${course.state}`)}</Status>
    ),
    width: '96px',
  },
];

/** 课程课件 of the office. */
export default function Courses() {
  const t = useText();
  const toast = useToast();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const { rows, page, series } = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const canOrganise = useCan('training.organise');
  const [creating, setCreating] = useState(false);
  const base = `/w/${slug}`;
  const filters = filtersOf(t, series);
  return (
    <div className="lt-page">
      <PageHeader
        title={t('course.title')}
        lead={t('course.lead')}
        actions={
          canOrganise ? (
            <Button look="primary" icon="plus" onClick={() => setCreating(true)}>
              {t('course.create')}
            </Button>
          ) : undefined
        }
      />
      <TrainingTabs />
      <SearchBar placeholder={t('course.search')} filters={filters} />
      <DataTable
        name="courses"
        caption={t('course.caption')}
        columns={columnsOf(t, base)}
        rows={rows}
        page={page}
        rowKey={(course) => course.id}
        rowLabel={(course) => course.title}
        rowTo={(course) => `${base}/training/courses/${course.id}`}
        filters={describeFilters(params, filters)}
        empty={<Empty icon="cap" title={t('course.empty')} text={t('course.emptyText')} />}
      />
      <CourseDrawer
        open={creating}
        course={null}
        series={series}
        onClose={() => setCreating(false)}
        onDone={(courseId) => {
          toast({ text: t('course.created') });
          navigate(`${base}/training/courses/${courseId}`);
        }}
      />
    </div>
  );
}
