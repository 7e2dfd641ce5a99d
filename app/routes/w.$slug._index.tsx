import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ButtonLink } from '@/app/components/button';
import { PageHeader } from '@/app/components/page-header';
import { HeadlineFigures } from '@/app/features/figure/headline-figures';
import { ArchivePanel } from '@/app/features/workbench/archive-panel';
import { DistrictRow } from '@/app/features/workbench/district-row';
import { GrantPanel } from '@/app/features/workbench/grant-panel';
import { HandInCard } from '@/app/features/workbench/hand-in-card';
import { LeaderActions } from '@/app/features/workbench/leader-actions';
import { NoticePanel } from '@/app/features/workbench/notice-panel';
import { QUICK_ACTIONS } from '@/app/features/workbench/quick-actions';
import { TodoPanel } from '@/app/features/workbench/todo-panel';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatDate, formatWeekday } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useAct } from '@/app/lib/use-act';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { HomeView } from '@/server/domain/tenancy/home';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('workbench.title') }] };

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const { workspace, figure } = context.api.workspace(params.slug ?? '');
  const load = async () => {
    const home = await workspace.home();
    const figures = home.showsFigures ? await figure.list({ year: Number(home.today.slice(0, 4)) }) : null;
    return { ...home, figures };
  };
  return loadOrThrow({ request, context }, load());
};

const Lead = ({ today, todos, handIn }: Pick<HomeView, 'today' | 'todos' | 'handIn'>) => {
  const t = useText();
  const locale = useLocale();
  const [overdue, soon] = [todos.overdue.total, todos.soon.total];
  // The card below says what is late; nothing above may say otherwise.
  const owes = (handIn ?? []).some((one) => one.isLate);
  return (
    <>
      {t('workbench.lead', { date: formatDate(today, locale), weekday: formatWeekday(today, locale) })}
      {overdue > 0 ? <span className="lt-overdue">{t('workbench.leadOverdue', { n: overdue })}</span> : null}
      {overdue > 0 && soon > 0 ? t('common.comma') : null}
      {soon > 0 ? t('workbench.leadSoon', { n: soon }) : null}
      {overdue + soon === 0 && !owes ? t('workbench.leadNothing') : null}
      {overdue + soon > 0 || !owes ? t('common.stop') : null}
    </>
  );
};

const QuickActions = ({ actions, base }: { actions: HomeView['quickActions']; base: string }) => {
  const t = useText();
  return actions.map((action, at) => (
    <ButtonLink
      key={action}
      to={`${base}/${QUICK_ACTIONS[action].path}`}
      icon={QUICK_ACTIONS[action].icon}
      look={at === 0 ? 'primary' : 'plain'}
      reloadDocument={QUICK_ACTIONS[action].opens === true}
    >
      {t(`workbench.act_${action}`)}
    </ButtonLink>
  ));
};

export default function Workbench() {
  const t = useText();
  const home = useLoaderData<typeof loader>();
  const base = `/w/${useWorkspace().tenant.slug}`;
  const client = useWorkspaceClient();
  const { act, busy } = useAct();
  const isLeader = useCan('report.approve');
  // Whoever scans for others comes for one thing.
  const isVendor = useCan('digital.lookAsVendor');
  return (
    <div className="lt-page">
      <PageHeader
        title={t('workbench.title')}
        lead={<Lead today={home.today} todos={home.todos} handIn={home.handIn} />}
        actions={
          <>
            <QuickActions actions={home.quickActions} base={base} />
            {isLeader ? <LeaderActions /> : null}
            {isVendor ? (
              <ButtonLink look="primary" icon="eye" to={`${base}/opened-batches`}>
                {t('digitisation.openedTitle')}
              </ButtonLink>
            ) : null}
          </>
        }
      />
      {home.handIn && home.handIn.length > 0 ? <HandInCard owed={home.handIn} base={base} /> : null}
      {home.figures && home.figures.figures.length > 0 ? <HeadlineFigures list={home.figures} base={base} /> : null}
      {home.district ? <DistrictRow district={home.district} base={base} /> : null}
      <div className="lt-columns">
        <div>
          <TodoPanel todos={home.todos} base={base} />
          {home.archive ? <ArchivePanel archive={home.archive} base={base} /> : null}
        </div>
        <aside className="lt-side">
          <GrantPanel received={home.receivedGrants} held={home.myGrants} base={base} />
          <NoticePanel
            notices={home.notices}
            base={base}
            busy={busy}
            onRead={() => void act(() => client.platform.markNoticesRead.mutate({}))}
          />
        </aside>
      </div>
    </div>
  );
}
