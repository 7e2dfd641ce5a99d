/** What other features may use of the platform. */
export { addTodo, closeTodo } from './add-todo.ts';
export { pageOfEvents } from './list-audit-events.ts';
export { listNotices } from './list-notices.ts';
export { countTodos, listTodos } from './list-todos.ts';
export { notify } from './notify.ts';
export { answerableKinds } from './todo-viewer.ts';
