/**
 * COUNT_CAP of server/domain/shared/pagination, which brings zod with it: too much for every page. A total of this
 * much means "at least". count-cap.test.ts compares the two.
 */
export const COUNT_CAP = 10_001;
