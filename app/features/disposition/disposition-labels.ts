import type { StatusKind } from '@/app/components/status';
import type { Translate } from '@/app/i18n/messages';
import type { Quantity } from '@/server/domain/disposition/accession';
import type { PlanProgress } from '@/server/domain/disposition/plan';
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

/** 2008–2012, or 2008 where one year is all. */
export const yearSpan = ({ yearFrom, yearTo }: { yearFrom: number; yearTo: number }): string =>
  [...new Set([yearFrom, yearTo])].join('–');

/** 12 卷、40 件: what is nought is left out, and nothing at all is a dash. */
export const countsText = (
  counts: Readonly<Partial<Record<'volume' | 'piece' | 'box', number>>>,
  t: Translate,
): string =>
  amountText(
    (['volume', 'piece', 'box'] as const).flatMap((unit) => {
      const quantity = counts[unit] ?? 0;
      return quantity > 0 ? [{ unit, quantity }] : [];
    }),
    t,
  ) || '—';

/** The same of a list of records, with its pages. */
export const listCountsText = (
  counts: { volumes: number; pieces: number; boxes?: number; pages: number },
  t: Translate,
): string => {
  const { volumes: volume, pieces: piece, boxes: box = 0, pages } = counts;
  return [countsText({ volume, piece, box }, t), t('disposition.pagesCount', { n: pages })].join(t('common.list'));
};
