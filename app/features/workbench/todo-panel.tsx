import { Link } from '@remix-run/react';
import { DeadlineText } from '@/app/components/deadline-text';
import { Empty } from '@/app/components/state-block';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { formatNumber, formatShortDate } from '@/app/lib/format';
import type { TodoView } from '@/server/domain/platform/todo';
import type { HomeView } from '@/server/domain/tenancy/home';

const GROUPS = ['overdue', 'soon', 'later'] as const;

const TodoLine = ({ todo, base }: { todo: TodoView; base: string }) => {
  const t = useText();
  const today = useToday();
  const to = `${base}/${todo.link}`;
  return (
    <li className="lt-todo">
      <span className="lt-todo-when">
        <DeadlineText dueOn={todo.dueOn} daysLeft={todo.daysLeft} />
      </span>
      <Link to={to} className="lt-todo-title lt-ellipsis" title={todo.title}>
        {todo.title}
      </Link>
      <span className="lt-todo-source lt-3 lt-ellipsis">{todo.source}</span>
      <span className="lt-todo-due lt-2">{todo.dueOn ? formatShortDate(todo.dueOn, today) : ''}</span>
      <Link to={to} className="lt-todo-act" aria-hidden="true" tabIndex={-1}>
        {t('workbench.todoOpen')}
      </Link>
    </li>
  );
};

const GroupHead = ({ group, todos }: { group: (typeof GROUPS)[number]; todos: HomeView['todos'] }) => {
  const t = useText();
  return (
    <h3 className="lt-group-head">
      {t(`workbench.group_${group}`)}
      <span className="lt-3">{formatNumber(todos[group].total)}</span>
    </h3>
  );
};

/** 待办: what is late, what is due within a week, what comes later. */
export const TodoPanel = ({ todos, base }: { todos: HomeView['todos']; base: string }) => {
  const t = useText();
  return (
    <section aria-labelledby="todos">
      <div className="lt-section-head">
        <h2 id="todos">{t('workbench.todos')}</h2>
        <span className="lt-3">{formatNumber(todos.open)}</span>
        <Link className="lt-end" to={`${base}/todo`}>
          {t('workbench.allTodos')}
        </Link>
      </div>
      {todos.open === 0 ? (
        <Empty icon="todo" title={t('workbench.todosEmpty')} text={t('workbench.todosEmptyText')} />
      ) : null}
      {GROUPS.filter((group) => todos[group].total > 0).map((group) => (
        <div key={group}>
          <GroupHead group={group} todos={todos} />
          <ul>
            {todos[group].rows.map((todo) => (
              <TodoLine key={todo.id} todo={todo} base={base} />
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
};
