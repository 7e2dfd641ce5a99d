import { z } from 'zod';
import { isoDate, optionalText, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { visitorKind } from './reader-identity.ts';
import { approvalInput, visitPurpose } from './reading-visit.ts';
import { effectFields } from './use-effect.ts';
import { APPROVAL_RULES, LOAN_STATES, RETURN_CONDITIONS } from './visit-vocabulary.ts';

/** 借阅: from the request to the return with what came of it. */
export const requestLoanInput = z.strictObject({
  kind: z.enum(['box', 'item']),
  id: uuid,
  borrowerName: text(40),
  borrowerUnit: optionalText(80),
  borrowerKind: visitorKind,
  contact: optionalText(40),
  purpose: visitPurpose,
  subject: text(200),
  dueOn: isoDate,
  /** Signed on paper by whoever decides; without it the request waits where the rule asks for approval. */
  approval: approvalInput.optional(),
});
export type RequestLoanInput = z.infer<typeof requestLoanInput>;

const loanKey = { loanId: uuid, rowVersion: z.number().int() };
export const decideLoanInput = z.strictObject({
  ...loanKey,
  isApproved: z.boolean(),
  note: optionalText(200),
});
export type DecideLoanInput = z.infer<typeof decideLoanInput>;
export const handOverLoanInput = z.strictObject(loanKey);
export type HandOverLoanInput = z.infer<typeof handOverLoanInput>;
export const extendLoanInput = z.strictObject({ ...loanKey, dueOn: isoDate, reason: text(200) });
export type ExtendLoanInput = z.infer<typeof extendLoanInput>;

/** 归还: the state of what came back, and what came of it; or the day on which to ask again. */
export const returnLoanInput = z.strictObject({
  ...loanKey,
  condition: z.enum(RETURN_CONDITIONS),
  note: optionalText(200),
  effect: z.discriminatedUnion('known', [
    z.strictObject({ known: z.literal(true), ...effectFields }),
    z.strictObject({ known: z.literal(false), askAgainOn: isoDate }),
  ]),
});
export type ReturnLoanInput = z.infer<typeof returnLoanInput>;

/** `overdue`: lent, and past its day by the common rule. */
export const LOAN_FILTERS = [...LOAN_STATES, 'overdue'] as const;
export const loanFilter = {
  state: z.enum(LOAN_FILTERS).optional(),
  from: isoDate.optional(),
  to: isoDate.optional(),
  q: optionalText(60),
};
export const listLoansInput = z.strictObject({ ...pageInput, ...loanFilter });
export type ListLoansInput = z.infer<typeof listLoansInput>;
export const exportLoansInput = z.strictObject(loanFilter);
export type LoanFilter = z.infer<typeof exportLoansInput>;

export const loanView = z.object({
  id: uuid,
  boxId: uuid.nullable(),
  itemId: uuid.nullable(),
  /** The reference code, or the label of the box. */
  what: z.string(),
  title: z.string(),
  borrowerName: z.string(),
  borrowerUnit: z.string().nullable(),
  borrowerKind: visitorKind,
  contact: z.string().nullable(),
  purpose: visitPurpose,
  subject: z.string(),
  dueOn: isoDate,
  state: z.enum(LOAN_STATES),
  isOverdue: z.boolean(),
  needsApproval: z.boolean(),
  approvedByName: z.string().nullable(),
  approvalNote: z.string().nullable(),
  lentOn: isoDate.nullable(),
  visitId: uuid.nullable(),
  returnedOn: isoDate.nullable(),
  condition: z.enum(RETURN_CONDITIONS).nullable(),
  returnNote: z.string().nullable(),
  effect: z.string().nullable(),
  effectAskOn: isoDate.nullable(),
  recalls: z.number().int(),
  handlerName: z.string(),
  rowVersion: z.number().int(),
});
export type LoanView = z.infer<typeof loanView>;
export const loanPage = pageOf(loanView);

/** 借阅规则 of an office. */
export const useSetting = z.object({
  loanDays: z.number().int().min(1).max(180),
  approvalFor: z.enum(APPROVAL_RULES),
  effectAfterDays: z.number().int().min(1).max(365),
});
export type UseSetting = z.infer<typeof useSetting>;
export const saveUseSettingInput = z.strictObject(useSetting.shape);
export const FIRST_SETTING: UseSetting = { loanDays: 15, approvalFor: 'outsiders', effectAfterDays: 30 };
