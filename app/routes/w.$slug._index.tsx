import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ButtonLink } from '@/app/components/button';
import { FigureRow } from '@/app/components/figure-row';
import { PageHeader } from '@/app/components/page-header';
import type { TodoView } from '@/app/features/platform/types';
import { GrantPanel } from '@/app/features/workbench/grant-panel';
import { headlineFigures } from '@/app/features/workbench/headline-figures';
import { NoticePanel } from '@/app/features/workbench/notice-panel';
import { quickActionsOf } from '@/app/features/workbench/quick-actions';
import { groupTodos } from '@/app/features/workbench/todo-groups';
import { TodoPanel } from '@/app/features/workbench/todo-panel';
import type { TextKey } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { expectedWorkspace } from '@/app/lib/expected-api.server';
import { formatDate, formatWeekday } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useWorkspace } from '@/app/lib/workspace';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('workbench.title') }] };

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  loadOrThrow({ request, context }, expectedWorkspace(context, params.slug ?? '').workspace.home());

const Lead = ({ todos }: { todos: readonly TodoView[] }) => {
  const t = useText();
  const locale = useLocale();
  const today = useToday();
  const { overdue, soon } = groupTodos(todos, today);
  return (
    <>
      {t('workbench.lead', { date: formatDate(today, locale), weekday: formatWeekday(today, locale) })}
      {overdue.length > 0 ? (
        <>
          <span className="lt-overdue">{t('workbench.leadOverdue', { n: overdue.length })}</span>
          {t('common.list')}
        </>
      ) : null}
      {soon.length > 0 ? t('workbench.leadSoon', { n: soon.length }) : t('workbench.leadNothing')}
    </>
  );
};

export default function Workbench() {
  const t = useText();
  const locale = useLocale();
  const home = useLoaderData<typeof loader>();
  const workspace = useWorkspace();
  const base = `/w/${workspace.tenant.slug}`;
  const actions = quickActionsOf(workspace);
  return (
    <div className="lt-page">
      <PageHeader
        title={t('workbench.title')}
        lead={<Lead todos={home.todos} />}
        actions={actions.map((action, at) => (
          <ButtonLink
            key={action.path}
            to={`${base}/${action.path}`}
            icon={action.icon}
            look={at === 0 ? 'primary' : 'plain'}
          >
            {(t as (key: TextKey) => string)(action.label)}
          </ButtonLink>
        ))}
      />
      {home.figures.length > 0 ? (
        <FigureRow label={t('workbench.figures')} figures={headlineFigures(home.figures, locale, t)} />
      ) : null}
      <div className="lt-columns">
        <div>
          <TodoPanel todos={home.todos} total={home.todoTotal} base={base} />
        </div>
        <aside className="lt-side">
          <GrantPanel grants={home.grants} base={base} />
          <NoticePanel notices={home.notices} base={base} />
        </aside>
      </div>
    </div>
  );
}
