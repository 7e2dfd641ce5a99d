/** 待办 as it is shown, in the order of its tabs. Apart from the schemas, which would bring zod into the browser. */
export const TODO_TABS = ['open', 'done', 'mine'] as const;
export type TodoTab = (typeof TODO_TABS)[number];
