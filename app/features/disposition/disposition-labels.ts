import type { StatusKind } from '@/app/components/status';
import type { Translate } from '@/app/i18n/messages';
import type { Quantity } from '@/server/domain/disposition/accession';
import type { PlanProgress } from '@/server/domain/disposition/intake';
import type { TransferProblem } from '@/server/domain/disposition/transfer';
import type {
  DonationState,
  IntakeDecision,
  IntakeState,
  TransferItemState,
  TransferState,
} from '@/server/domain/disposition/vocabulary';

export const TRANSFER_STATUS: Readonly<Record<TransferState, StatusKind>> = {
  draft: 'none',
  checked: 'live',
  sending: 'live',
  submitted: 'live',
  returned: 'attention',
  accepted: 'done',
  rejected: 'failed',
  cancelled: 'none',
};
export const ITEM_STATUS: Readonly<Record<TransferItemState, StatusKind>> = {
  listed: 'none',
  sent: 'live',
  accepted: 'done',
  returned: 'attention',
};
export const INTAKE_STATUS: Readonly<Record<IntakeState, StatusKind>> = {
  checking: 'live',
  pending_review: 'attention',
  accepting: 'live',
  accepted: 'done',
  rejected: 'failed',
  failed: 'failed',
};
export const DECISION_STATUS: Readonly<Record<IntakeDecision, StatusKind>> = {
  open: 'none',
  accepted: 'done',
  returned: 'attention',
};
export const PLAN_STATUS: Readonly<Record<'draft' | 'issued' | 'closed', StatusKind>> = {
  draft: 'none',
  issued: 'live',
  closed: 'done',
};
export const PROGRESS_STATUS: Readonly<Record<PlanProgress, StatusKind>> = {
  waiting: 'none',
  confirmed: 'live',
  delivered: 'live',
  accepted: 'done',
  late: 'overdue',
};
export const DONATION_STATUS: Readonly<Record<DonationState, StatusKind>> = {
  offered: 'attention',
  valued: 'live',
  agreed: 'live',
  accepted: 'done',
  declined: 'none',
};
export const DUE_STATUS: Readonly<Record<'overdue' | 'due' | 'later', StatusKind>> = {
  overdue: 'overdue',
  due: 'attention',
  later: 'none',
};

/** 12 卷、40 张 */
export const amountText = (quantities: readonly Quantity[], t: Translate): string =>
  quantities
    .map(({ unit, quantity }) => t('disposition.amount', { n: quantity, unit: t(`disposition.unit_${unit}`) }))
    .join(t('common.list'));

export const problemText = (problems: readonly TransferProblem[], t: Translate): string =>
  problems.map(({ code, detail }) => t(`disposition.problem_${code}`, { detail })).join(t('common.comma'));

/** 12 卷、40 件、360 页; what there is none of is left out. */
export const countsText = (
  counts: { volumes: number; pieces: number; boxes: number; pages: number },
  t: Translate,
): string => {
  const { volumes, pieces, boxes, pages } = counts;
  const quantities: Quantity[] = [
    { unit: 'volume', quantity: volumes },
    { unit: 'piece', quantity: pieces },
    { unit: 'box', quantity: boxes },
  ];
  const amounts = amountText(
    quantities.filter(({ quantity }) => quantity > 0),
    t,
  );
  return (
    [amounts, pages > 0 ? t('disposition.pageCount', { n: pages }) : ''].filter(Boolean).join(t('common.list')) || '—'
  );
};
