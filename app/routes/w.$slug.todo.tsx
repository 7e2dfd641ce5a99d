import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { CalendarNote } from '@/app/components/calendar-note';
import { type Column, DataTable } from '@/app/components/data-table';
import { DeadlineText } from '@/app/components/deadline-text';
import { PageHeader } from '@/app/components/page-header';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDate } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { TodoView } from '@/server/domain/platform/todo';
import { TODO_TABS, type TodoTab } from '@/server/domain/platform/todo-tab';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('platform.todoTitle') }] };

const tabOf = (params: URLSearchParams): TodoTab => TODO_TABS.find((tab) => tab === params.get('tab')) ?? 'open';

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const tab = tabOf(search);
  const call = context.api.workspace(params.slug ?? '').platform.todos({ tab, ...pageOfParams(search) });
  return { tab, ...(await loadOrThrow({ request, context }, call)) };
};

const columnsOf = (tab: TodoTab, base: string, t: Translate): Column<TodoView>[] => [
  {
    key: 'title',
    title: t('platform.todoColumn_title'),
    render: (todo) => <Link to={`${base}/${todo.link}`}>{todo.title}</Link>,
    truncate: true,
    onPhone: 'title',
  },
  tab === 'open'
    ? {
        key: 'due',
        title: t('platform.todoColumn_due'),
        render: (todo) => <DeadlineText dueOn={todo.dueOn} daysLeft={todo.daysLeft} />,
        width: '120px',
      }
    : {
        key: 'state',
        title: t('platform.jobColumn_state'),
        render: (todo) => (
          <Status kind={todo.state === 'done' ? 'done' : todo.state === 'open' ? 'live' : 'none'}>
            {t(`platform.todoState_${todo.state}`)}
          </Status>
        ),
        width: '120px',
      },
  {
    key: 'date',
    title: t('platform.todoColumn_date'),
    render: (todo) => (todo.dueOn ? formatIsoDate(todo.dueOn) : '—'),
    width: '112px',
  },
  { key: 'source', title: t('platform.todoColumn_source'), render: (todo) => todo.source, width: '200px' },
  ...(tab === 'done'
    ? [
        {
          key: 'finished',
          title: t('platform.todoColumn_done'),
          render: (todo: TodoView) => (todo.doneAt ? formatIsoDate(todo.doneAt) : '—'),
          width: '112px',
        },
      ]
    : []),
];

export default function Todos() {
  const t = useText();
  const { tab, rows, page } = useLoaderData<typeof loader>();
  const { tenant, counts } = useWorkspace();
  const base = `/w/${tenant.slug}`;
  return (
    <div className="lt-page">
      <PageHeader title={t('platform.todoTitle')} />
      {tab === 'open' ? <CalendarNote days={rows.map((todo) => todo.dueOn)} /> : null}
      <DataTable
        key={tab}
        lead={
          <Segments
            name="tab"
            label={t('platform.todoTitle')}
            segments={TODO_TABS.map((value) => ({
              value,
              label: t(`platform.todoTab_${value}`),
              count: value === 'open' ? counts.todo : undefined,
            }))}
          />
        }
        name={`todo-${tab}`}
        caption={t('platform.todoCaption')}
        columns={columnsOf(tab, base, t)}
        rows={rows}
        page={page}
        rowKey={(todo) => todo.id}
        rowLabel={(todo) => todo.title}
        rowTo={(todo) => `${base}/${todo.link}`}
        empty={<Empty icon="todo" title={t(`platform.todoEmpty_${tab}`)} text={t(`platform.todoEmptyText_${tab}`)} />}
      />
    </div>
  );
}
