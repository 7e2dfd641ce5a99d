/** 平衡关系: both sides are equal, or the left is not more than the right. */
export const CHECK_OPS = ['equal', 'at_most'] as const;
export type CheckOp = (typeof CHECK_OPS)[number];
