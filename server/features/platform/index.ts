/** What other features may use of the platform. */
export { addTodo, closeTodo } from './add-todo.ts';
export { notify } from './notify.ts';
