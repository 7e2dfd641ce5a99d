import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useRevalidator, useSearchParams } from '@remix-run/react';
import { Fragment, useEffect, useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { QuestionnaireResults } from '@/app/features/assessment/questionnaire-results';
import { RecordDrawer } from '@/app/features/training/record-drawer';
import { SessionActions } from '@/app/features/training/session-actions';
import { SessionFollowUp } from '@/app/features/training/session-certificates';
import { SESSION_STATUS } from '@/app/features/training/session-labels';
import { PeopleTable, SessionTabs, UnitsTable } from '@/app/features/training/session-tables';
import type { Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatDate, formatIsoDateTime } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useAct } from '@/app/lib/use-act';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { QuestionnaireView } from '@/server/domain/assessment/questionnaire';
import type { AttendanceView } from '@/server/domain/training/course-attendance';
import type { CourseSessionDetailView } from '@/server/domain/training/course-session';
import { takesAttendance } from '@/server/domain/training/course-vocabulary';

export const handle: ScreenHandle<{ session: CourseSessionDetailView }> = {
  crumbs: ({ data, params }, t) => [
    { label: t('training.title'), to: `/w/${params.slug}/training` },
    { label: data?.session.title ?? '' },
  ],
};

const TABS = ['attendance', 'people', 'units', 'evaluation'] as const;
const MOST_COURSES = 200;

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const api = context.api.workspace(params.slug ?? '');
  const sessionId = params.sessionId ?? '';
  const search = new URL(request.url).searchParams;
  const session = await loadOrThrow(asked, api.training.session({ sessionId }));
  const page = { sessionId, ...pageOfParams(search) };
  const { permissions } = await loadOrThrow(asked, api.workspace.current());
  const canOrganise = permissions.includes('training.organise');
  const tab = canOrganise ? (oneOf(TABS, search.get('tab')) ?? 'attendance') : 'attendance';
  const query = { ...page, q: search.get('q') || undefined };
  const courses = canOrganise ? await loadOrThrow(asked, api.courses.list({ limit: MOST_COURSES })) : null;
  return {
    session,
    attendance: tab === 'attendance' ? await loadOrThrow(asked, api.training.attendance(query)) : null,
    people: tab === 'people' ? await loadOrThrow(asked, api.enrolment.list(page)) : null,
    turnout: tab === 'units' ? await loadOrThrow(asked, api.enrolment.turnout(page)) : null,
    evaluation: tab === 'evaluation' ? await loadOrThrow(asked, api.exam.evaluation({ sessionId })) : null,
    tab,
    units: canOrganise ? await loadOrThrow(asked, api.training.units()) : [],
    courses: (courses?.rows ?? []).filter((one) => one.state === 'open').map(({ id, title }) => ({ id, title })),
  };
};

const REFRESH_MS = 20_000;

/** While people check in, the list follows by itself. */
const useFollowing = (isOpen: boolean): void => {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!isOpen) {
      return;
    }
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') {
        revalidate();
      }
    }, REFRESH_MS);
    return () => clearInterval(timer);
  }, [isOpen, revalidate]);
};

const columnsOf = (t: Translate): Column<AttendanceView>[] => [
  { key: 'person', title: t('training.person'), render: (row) => row.personName, width: '160px', onPhone: 'title' },
  { key: 'unit', title: t('training.unit'), render: (row) => row.unitName, truncate: true },
  { key: 'time', title: t('training.time'), render: (row) => formatIsoDateTime(row.checkedInAt), width: '152px' },
  {
    key: 'arrival',
    title: t('training.arrival'),
    render: (row) => (
      <Status kind={row.arrival === 'late' ? 'attention' : 'done'}>
        {t(`training.arrival_${row.arrival}`)}
        {row.sentLater ? `（${t('training.sentLater')}）` : null}
      </Status>
    ),
    width: '128px',
  },
  {
    key: 'channel',
    title: t('training.channel'),
    render: (row) => t(`training.channel_${row.channel}`),
    width: '96px',
  },
];

/** What stands only where it was said. */
const More = ({ session }: { session: CourseSessionDetailView }) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const { speaker, startsAt, capacity, enrolBy, posts, courseTitle, series, programme } = session;
  const { audience, systemRoles, planEntry } = session;
  const facts = [
    [t('training.course'), courseTitle && series ? `${series} · ${courseTitle}` : courseTitle],
    [t('training.programme'), programme === 'general' ? null : t(`training.programme_${programme}`)],
    [
      t('staffing.fromPlan'),
      planEntry ? (
        <Link key="plan" className="lt-link" to={`/w/${slug}/registers/entries/${planEntry.id}`}>
          {planEntry.title}
        </Link>
      ) : null,
    ],
    [t('staffing.audience'), audience],
    [t('staffing.systemRoles'), systemRoles.map((role) => t(`tenancy.role_${role}`)).join(t('common.list'))],
    [t('training.speaker'), speaker],
    [t('training.startsAt'), startsAt],
    [t('training.posts'), posts.map((post) => t(`hours.post_${post}`)).join(t('common.list'))],
    [t('training.capacity'), capacity === null ? null : String(capacity)],
    [t('training.enrolBy'), enrolBy],
  ] as const;
  return facts.map(([label, value]) =>
    value ? (
      <Fragment key={label}>
        <dt>{label}</dt>
        <dd>{value}</dd>
      </Fragment>
    ) : null,
  );
};

const Facts = ({ session }: { session: CourseSessionDetailView }) => {
  const t = useText();
  const locale = useLocale();
  const { invitations } = session;
  return (
    <dl className="lt-facts">
      <dt>{t('training.heldOn')}</dt>
      <dd>{formatDate(session.heldOn, locale)}</dd>
      <dt>{t('training.kind')}</dt>
      <dd>
        {[
          t(`training.kind_${session.kind}`),
          t(`training.mode_${session.mode}`),
          t('training.hoursValue', { n: session.hours }),
        ].join(' · ')}
      </dd>
      <dt>{t('training.place')}</dt>
      <dd>{session.place ?? '—'}</dd>
      <More session={session} />
      <dt>{t('training.inviteUnits')}</dt>
      <dd>
        {invitations.length === 0
          ? t('training.notInvited')
          : `${t('training.invitedCount', { n: invitations.length })}${t('common.colon')}${invitations.map((one) => one.unitName).join(t('common.list'))}`}
      </dd>
    </dl>
  );
};

/** 培训评价: what the invited units answered, by the rules of a questionnaire without names. */
const Evaluation = ({ view }: { view: QuestionnaireView | null }) => {
  const t = useText();
  if (!view) return <Empty icon="list" title={t('training.evaluationNone')} text={t('training.evaluationNoneText')} />;
  return (
    <>
      <p>
        {t('questionnaire.returned')}
        {t('common.colon')}
        {view.returned} / {view.asked}
      </p>
      <QuestionnaireResults view={view} />
    </>
  );
};

const Waiting = ({ session }: { session: CourseSessionDetailView }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { act, busy } = useAct();
  return (
    <div className="lt-note lt-note-info" role="status">
      <span className="lt-grow">{t('training.waiting', { n: session.waitingCheckIns })}</span>
      <Button
        busy={busy}
        onClick={() =>
          void act(() => client.training.takeInCheckIns.mutate({ sessionId: session.id }), {
            done: t('training.takenIn'),
          })
        }
      >
        {t('training.takeIn')}
      </Button>
    </div>
  );
};

export default function TrainingSession() {
  const t = useText();
  const { session, attendance, people, turnout, evaluation, tab, units, courses } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { tenant } = useWorkspace();
  const canOrganise = useCan('training.organise');
  const canRecord = canOrganise && takesAttendance(session.state);
  const [recording, setRecording] = useState(false);
  useFollowing(session.state === 'open');
  const invited = new Set(session.invitations.map((one) => one.unitTenantId));
  const choices = [
    ...units.filter((unit) => invited.has(unit.tenantId)),
    ...units.filter((unit) => !invited.has(unit.tenantId)),
    { tenantId: tenant.id, name: tenant.name },
  ];
  return (
    <div className="lt-page">
      <PageHeader
        title={session.title}
        lead={<Status kind={SESSION_STATUS[session.state]}>{t(`training.state_${session.state}`)}</Status>}
        actions={
          canOrganise ? (
            <>
              <SessionFollowUp session={session} />
              <SessionActions session={session} units={units} courses={courses} />
            </>
          ) : undefined
        }
      />
      <Facts session={session} />
      {canRecord && session.waitingCheckIns > 0 ? <Waiting session={session} /> : null}
      {canOrganise ? <SessionTabs isHeld={session.state === 'held'} /> : null}
      {people ? <PeopleTable sessionId={session.id} list={people} /> : null}
      {turnout ? <UnitsTable list={turnout} /> : null}
      {tab === 'evaluation' ? <Evaluation view={evaluation} /> : null}
      {attendance ? (
        <section className="lt-section">
          <div className="lt-section-head">
            <h2>{t('training.attendance')}</h2>
          </div>
          <SearchBar placeholder={t('training.attendanceSearch')} />
          <DataTable
            name="attendance"
            caption={t('training.attendanceCaption')}
            columns={columnsOf(t)}
            rows={attendance.rows}
            page={attendance.page}
            rowKey={(row) => row.id}
            rowLabel={(row) => row.personName}
            filters={describeFilters(params, [])}
            tools={
              canRecord ? (
                <Button icon="plus" onClick={() => setRecording(true)}>
                  {t('training.record')}
                </Button>
              ) : undefined
            }
            empty={
              <Empty
                icon="users"
                title={t('training.attendanceEmpty')}
                text={t(takesAttendance(session.state) ? 'training.attendanceEmptyText' : 'training.attendanceClosed')}
              />
            }
          />
        </section>
      ) : null}
      <RecordDrawer open={recording} onClose={() => setRecording(false)} sessionId={session.id} units={choices} />
    </div>
  );
}
