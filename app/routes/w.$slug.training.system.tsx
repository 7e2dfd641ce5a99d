import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { PlainTable } from '@/app/features/fonds/plain-table';
import { TrainingTabs } from '@/app/features/training/training-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useAct } from '@/app/lib/use-act';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { ROLE_CODES } from '@/server/domain/tenancy/permission';
import { SYSTEM_STANDINGS } from '@/server/domain/training/course-vocabulary';
import type { SystemRoleView, SystemUserView } from '@/server/domain/training/system-training';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('staffing.systemTitle') }] };

const filterOf = (search: URLSearchParams) => ({
  q: search.get('q') || undefined,
  role: oneOf(ROLE_CODES, search.get('role')),
  standing: oneOf(SYSTEM_STANDINGS, search.get('standing')),
});

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { systemTraining } = context.api.workspace(params.slug ?? '');
  const load = async () => ({
    roles: await systemTraining.roles(),
    users: await systemTraining.users({ ...filterOf(search), ...pageOfParams(search) }),
  });
  return loadOrThrow({ request, context }, load());
};

const filtersOf = (t: Translate, roles: readonly SystemRoleView[]): Filter[] => [
  {
    name: 'role',
    label: t('staffing.role'),
    options: roles.map(({ role }) => ({ value: role, label: t(`tenancy.role_${role}`) })),
  },
  {
    name: 'standing',
    label: t('staffing.systemStanding'),
    options: SYSTEM_STANDINGS.map((one) => ({ value: one, label: t(`staffing.system_${one}`) })),
  },
];

const columnsOf = (t: Translate): Column<SystemUserView>[] => [
  { key: 'name', title: t('staffing.name'), render: (row) => row.displayName, onPhone: 'title', width: '128px' },
  { key: 'role', title: t('staffing.role'), render: (row) => t(`tenancy.role_${row.role}`), width: '160px' },
  {
    key: 'standing',
    title: t('staffing.systemStanding'),
    render: (row) => (
      <Status kind={row.trainedOn ? 'done' : 'attention'}>
        {t(row.trainedOn ? 'staffing.system_trained' : 'staffing.system_untrained')}
        {row.isReminded && !row.trainedOn ? `（${t('staffing.reminded')}）` : null}
      </Status>
    ),
    width: '168px',
  },
  { key: 'trainedOn', title: t('staffing.trainedOn'), render: (row) => row.trainedOn ?? '—', width: '112px' },
  { key: 'session', title: t('staffing.itsSession'), render: (row) => row.sessionTitle ?? '—', truncate: true },
  {
    key: 'host',
    title: t('staffing.host'),
    render: (row) => row.hostName ?? '—',
    truncate: true,
    hiddenAtFirst: true,
  },
];

/** By role: the figures, each leading to its people. */
const Roles = ({ roles }: { roles: readonly SystemRoleView[] }) => {
  const t = useText();
  const figure = (role: string, standing: string, n: number) =>
    n === 0 ? (
      '0'
    ) : (
      <Link className="lt-link" to={`?role=${role}${standing ? `&standing=${standing}` : ''}#people`}>
        {t('staffing.peopleN', { n })}
      </Link>
    );
  return (
    <PlainTable
      caption={t('staffing.systemByRole')}
      rows={roles}
      rowKey={(row) => row.role}
      columns={[
        { key: 'role', title: t('staffing.role'), render: (row) => t(`tenancy.role_${row.role}`) },
        {
          key: 'people',
          title: t('staffing.users'),
          numeric: true,
          render: (row) => figure(row.role, '', row.people),
        },
        {
          key: 'trained',
          title: t('staffing.system_trained'),
          numeric: true,
          render: (row) => figure(row.role, 'trained', row.trained),
        },
        {
          key: 'untrained',
          title: t('staffing.system_untrained'),
          numeric: true,
          render: (row) => figure(row.role, 'untrained', row.people - row.trained),
        },
        {
          key: 'share',
          title: t('staffing.share'),
          numeric: true,
          render: (row) => `${formatNumber(Math.round((row.trained / row.people) * 100))}%`,
        },
      ]}
    />
  );
};

/** 系统使用培训: who of the office was taught to work with the system, and who was not yet. */
export default function SystemTraining() {
  const t = useText();
  const toast = useToast();
  const { act, busy } = useAct();
  const client = useWorkspaceClient();
  const { roles, users } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const canRoll = useCan('figure.rollUp');
  const year = useToday().slice(0, 4);
  const filters = filtersOf(t, roles);
  const untrained = roles.reduce((sum, row) => sum + row.people - row.trained, 0);
  const { role } = filterOf(params);
  const remind = () =>
    void act(async () => {
      const idempotencyKey = crypto.randomUUID();
      toast({
        text: t(
          'staffing.remindDone',
          await client.systemTraining.remind.mutate({ role }, { context: { idempotencyKey } }),
        ),
      });
    });
  return (
    <div className="lt-page">
      <PageHeader
        title={t('staffing.systemTitle')}
        lead={t('staffing.systemLead')}
        actions={
          <>
            <a className="lt-btn" href={downloadPath(slug, 'systemTraining.downloadUsers', filterOf(params))} download>
              <Icon name="download" />
              <span>{t('staffing.exportPeople')}</span>
            </a>
            {canRoll ? (
              <Link className="lt-btn" to={`/w/${slug}/figures/received?year=${year}&code=TRN-04`}>
                {t('staffing.seeReleased')}
              </Link>
            ) : null}
            {untrained > 0 ? (
              <Button look="primary" icon="send" disabled={busy} onClick={remind}>
                {t(role ? 'staffing.remindRole' : 'staffing.remindAll')}
              </Button>
            ) : null}
          </>
        }
      />
      <TrainingTabs />
      <Roles roles={roles} />
      <section className="lt-section" id="people">
        <h2>{t('staffing.peopleTitle')}</h2>
        <SearchBar placeholder={t('staffing.searchPeople')} filters={filters} />
        <DataTable
          name="system-users"
          caption={t('staffing.systemTitle')}
          columns={columnsOf(t)}
          rows={users.rows}
          page={users.page}
          rowKey={(row) => `${row.membershipId} ${row.role}`}
          rowLabel={(row) => row.displayName}
          filters={describeFilters(params, filters)}
          empty={<Empty icon="users" title={t('staffing.systemEmpty')} text={t('staffing.systemEmptyText')} />}
        />
      </section>
    </div>
  );
}
