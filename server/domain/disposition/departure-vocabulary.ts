/* Words of 移出登记, without zod: screens take them along. */

/** 销毁, 退还, 移出. */
export const DEPARTURE_KINDS = ['destroyed', 'returned', 'moved'] as const;
export type DepartureKind = (typeof DEPARTURE_KINDS)[number];
export const DEPARTURE_STATES = ['proposed', 'done', 'declined'] as const;
export type DepartureState = (typeof DEPARTURE_STATES)[number];
/** 粉碎, 化浆, 焚烧, 消磁或删除. */
export const DESTRUCTION_METHODS = ['shredded', 'pulped', 'burned', 'erased'] as const;
export type DestructionMethod = (typeof DESTRUCTION_METHODS)[number];
/** With the pieces of its volumes a departure may grow beyond this. */
export const MOST_DEPARTING = 200;
