import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useNavigate, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { SessionFormDrawer } from '@/app/features/training/session-form-drawer';
import { SESSION_STATUS } from '@/app/features/training/session-labels';
import { TrainingTabs } from '@/app/features/training/training-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { formatNumber } from '@/app/lib/format';
import { isUuid } from '@/app/lib/is-uuid';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf, recentYears, yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useNewAsked } from '@/app/lib/use-new-asked';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { CourseSessionView } from '@/server/domain/training/course-session';
import { COURSE_KINDS, COURSE_SESSION_STATES, SESSION_PROGRAMMES } from '@/server/domain/training/course-vocabulary';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('training.title') }] };

const filterOf = (search: URLSearchParams) => ({
  q: search.get('q') || undefined,
  year: yearOfParam(search.get('year')),
  kind: oneOf(COURSE_KINDS, search.get('kind')),
  programme: oneOf(SESSION_PROGRAMMES, search.get('programme')),
  courseId: [search.get('courseId') ?? ''].find(isUuid),
  state: oneOf(COURSE_SESSION_STATES, search.get('state')),
});

const MOST_COURSES = 200;

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const search = new URL(request.url).searchParams;
  const api = context.api.workspace(params.slug ?? '');
  const list = await loadOrThrow(asked, api.training.sessions({ ...filterOf(search), ...pageOfParams(search) }));
  const courses = await loadOrThrow(asked, api.courses.list({ limit: MOST_COURSES }));
  const open = courses.rows.filter((course) => course.state === 'open');
  return { ...list, courses: open.map(({ id, title }) => ({ id, title })) };
};

const filtersOf = (t: Translate, today: string): Filter[] => [
  {
    name: 'year',
    label: t('training.year'),
    options: recentYears(today).map((year) => ({
      value: String(year),
      label: t('training.yearOption', { year: String(year) }),
    })),
  },
  {
    name: 'kind',
    label: t('training.kind'),
    options: COURSE_KINDS.map((kind) => ({ value: kind, label: t(`training.kind_${kind}`) })),
  },
  {
    name: 'programme',
    label: t('training.programme'),
    options: SESSION_PROGRAMMES.map((one) => ({ value: one, label: t(`training.programme_${one}`) })),
  },
  {
    name: 'state',
    label: t('training.state'),
    options: COURSE_SESSION_STATES.map((state) => ({ value: state, label: t(`training.state_${state}`) })),
  },
];

const columnsOf = (t: Translate, base: string): Column<CourseSessionView>[] => [
  {
    key: 'title',
    title: t('training.name'),
    render: (session) => <Link to={`${base}/training/${session.id}`}>{session.title}</Link>,
    truncate: true,
    onPhone: 'title',
  },
  { key: 'heldOn', title: t('training.heldOn'), render: (session) => session.heldOn, width: '112px' },
  { key: 'kind', title: t('training.kind'), render: (session) => t(`training.kind_${session.kind}`), width: '112px' },
  {
    key: 'programme',
    title: t('training.programme'),
    render: (session) => t(`training.programme_${session.programme}`),
    width: '136px',
    hiddenAtFirst: true,
  },
  { key: 'mode', title: t('training.mode'), render: (session) => t(`training.mode_${session.mode}`), width: '96px' },
  {
    key: 'place',
    title: t('training.place'),
    render: (session) => session.place ?? '—',
    truncate: true,
    hiddenAtFirst: true,
  },
  {
    key: 'hours',
    title: t('training.hours'),
    render: (session) => formatNumber(session.hours),
    numeric: true,
    width: '64px',
  },
  {
    key: 'attendance',
    title: t('training.attendanceCount'),
    render: (session) => formatNumber(session.attendanceCount),
    numeric: true,
    width: '96px',
  },
  {
    key: 'state',
    title: t('training.state'),
    render: (session) => <Status kind={SESSION_STATUS[session.state]}>{t(`training.state_${session.state}`)}</Status>,
    width: '104px',
  },
];

interface CreateSessionProps {
  open: boolean;
  courses: readonly { id: string; title: string }[];
  onClose: () => void;
}

const CreateSession = ({ open, courses, onClose }: CreateSessionProps) => {
  const t = useText();
  const toast = useToast();
  const today = useToday();
  const client = useWorkspaceClient();
  const navigate = useNavigate();
  const { slug } = useWorkspace().tenant;
  return (
    <SessionFormDrawer
      open={open}
      onClose={onClose}
      title={t('training.create')}
      courses={courses}
      initialValues={{
        kind: 'business_study',
        mode: 'onsite',
        organiserKind: 'own',
        hours: 4,
        heldOn: today,
        programme: 'general',
        posts: [],
        courseId: '',
        audience: '',
        systemRoles: [],
      }}
      onSubmit={async (values, idempotencyKey) => {
        const created = await client.training.createSession.mutate(values, { context: { idempotencyKey } });
        toast({ text: t('training.created') });
        navigate(`/w/${slug}/training/${created.id}`);
      }}
    />
  );
};

export default function TrainingSessions() {
  const t = useText();
  const { rows, page, courses } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const base = `/w/${slug}`;
  const canOrganise = useCan('training.organise');
  const [creating, setCreating] = useState(false);
  useNewAsked(canOrganise, () => setCreating(true));
  const filters = filtersOf(t, useToday());
  const create = (
    <Button look="primary" icon="plus" onClick={() => setCreating(true)}>
      {t('training.create')}
    </Button>
  );
  return (
    <div className="lt-page">
      <PageHeader
        title={t('training.title')}
        lead={t('training.lead')}
        actions={
          <>
            <a className="lt-btn" href={downloadPath(slug, 'training.downloadSessions', filterOf(params))} download>
              <Icon name="download" />
              <span>{t('training.exportSessions')}</span>
            </a>
            {canOrganise ? create : null}
          </>
        }
      />
      <TrainingTabs />
      <SearchBar placeholder={t('training.search')} filters={filters} />
      <DataTable
        name="training"
        caption={t('training.sessionsCaption')}
        columns={columnsOf(t, base)}
        rows={rows}
        page={page}
        rowKey={(session) => session.id}
        rowLabel={(session) => session.title}
        rowTo={(session) => `${base}/training/${session.id}`}
        filters={describeFilters(params, filters)}
        empty={<Empty icon="cap" title={t('training.empty')} text={t('training.emptyText')} />}
      />
      <CreateSession open={creating} courses={courses} onClose={() => setCreating(false)} />
    </div>
  );
}
