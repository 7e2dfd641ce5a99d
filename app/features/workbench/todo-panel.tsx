import { Link } from '@remix-run/react';
import { DeadlineText } from '@/app/components/deadline-text';
import { Empty } from '@/app/components/state-block';
import type { TodoView } from '@/app/features/platform/types';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { formatNumber, formatShortDate } from '@/app/lib/format';
import { groupTodos, TODO_GROUPS } from './todo-groups';

const TodoLine = ({ todo, base }: { todo: TodoView; base: string }) => {
  const t = useText();
  const today = useToday();
  const to = `${base}/${todo.link}`;
  return (
    <li className="lt-todo">
      <span className="lt-todo-when">
        <DeadlineText dueOn={todo.dueOn} />
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

interface TodoPanelProps {
  todos: readonly TodoView[];
  total: number;
  /** `/w/<slug>` */
  base: string;
}

/** 待办: what is late, what is due within a week, what comes later. */
export const TodoPanel = ({ todos, total, base }: TodoPanelProps) => {
  const t = useText();
  const groups = groupTodos(todos, useToday());
  return (
    <section aria-labelledby="todos">
      <div className="lt-section-head">
        <h2 id="todos">{t('workbench.todos')}</h2>
        <span className="lt-3">{formatNumber(total)}</span>
        <Link className="lt-end" to={`${base}/todo`}>
          {t('workbench.allTodos')}
        </Link>
      </div>
      {todos.length === 0 ? (
        <Empty icon="todo" title={t('workbench.todosEmpty')} text={t('workbench.todosEmptyText')} />
      ) : null}
      {TODO_GROUPS.filter((group) => groups[group].length > 0).map((group) => (
        <div key={group}>
          <h3 className="lt-group-head">
            {t(`workbench.group_${group}`)}
            <span className="lt-3">{groups[group].length}</span>
          </h3>
          <ul>
            {groups[group].map((todo) => (
              <TodoLine key={todo.id} todo={todo} base={base} />
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
};
