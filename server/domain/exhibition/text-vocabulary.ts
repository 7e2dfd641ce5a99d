/* Words of 展陈文稿, without zod: screens import them. */

/** 起草, 待核对, 待审定, 已审定, 退回. */
export const TEXT_STATES = ['draft', 'submitted', 'checked', 'approved', 'returned'] as const;
export type TextState = (typeof TEXT_STATES)[number];

/** 最近变动 first where nothing is asked for. */
export const TEXT_SORTS = ['-changed', 'changed', 'title', '-title', 'place', '-place', 'state', '-state'] as const;
export type TextSort = (typeof TEXT_SORTS)[number];

export const TEXT_ACTS = ['draft', 'submit', 'check', 'return', 'approve'] as const;
export type TextAct = (typeof TEXT_ACTS)[number];

/** From which states an act may begin. A new version may follow upon anything that nobody is deciding on. */
export const TEXT_STEPS: Readonly<Record<TextAct, readonly TextState[]>> = {
  draft: ['draft', 'returned', 'approved'],
  submit: ['draft'],
  check: ['submitted'],
  return: ['submitted', 'checked'],
  approve: ['checked'],
};
