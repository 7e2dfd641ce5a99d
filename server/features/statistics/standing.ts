import type { StatisticsDocumentRow, SubmissionRow } from '@/db/queries/statistics/statistics.queries';
import type { ReportingState } from '@/server/domain/figure/reporting';
import { reviewReturnBody } from '@/server/domain/statistics/statistics';

export interface Standing {
  state: ReportingState;
  reason: string | null;
}

/** What was last decided of a form, and whether it is about what was last handed up. As with figures: adr/0016. */
export const standingOf = (
  submission: Pick<SubmissionRow, 'submittedAt'> | undefined,
  documents: readonly StatisticsDocumentRow[],
): Standing => {
  if (!submission) return { state: 'not_released', reason: null };
  const review = documents.find((document) => document.kind !== 'statistics_call');
  if (!review || review.dispatchedAt < submission.submittedAt) return { state: 'released', reason: null };
  const { reason } = reviewReturnBody.parse(review.body);
  return { state: review.kind === 'statistics_return' ? 'returned' : 'accepted', reason };
};

/** The state that holds a unit up most, over all supervisors: accepted by one locks, returned by one reopens. */
const WEIGHT: Record<ReportingState, number> = { accepted: 3, returned: 2, not_released: 1, released: 0 };
export const ownStanding = (
  submissions: readonly SubmissionRow[],
  documents: readonly StatisticsDocumentRow[],
): Standing => {
  const own = submissions.filter((row) => row.basis === 'own');
  const standings = own.map((row) =>
    standingOf(
      row,
      documents.filter(
        // What is about a unit that was merged into this one says nothing of its own form.
        (document) => document.senderTenantId === row.addresseeTenantId && document.unitTenantId === row.unitTenantId,
      ),
    ),
  );
  return (
    standings.sort((left, right) => WEIGHT[right.state] - WEIGHT[left.state])[0] ?? {
      state: 'not_released',
      reason: null,
    }
  );
};

/** On time: the first time it came by the day. What is put right afterwards makes nobody late. */
export const isBehind = (
  call: StatisticsDocumentRow | undefined,
  submission: Pick<SubmissionRow, 'firstDay'> | undefined,
): boolean => {
  if (!call?.dueOn) return false;
  return submission ? submission.firstDay > call.dueOn : call.isLate;
};
