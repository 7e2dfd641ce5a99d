import { Link } from '@remix-run/react';
import { VerdictStatus } from '@/app/features/checklist/verdict-status';
import { useText } from '@/app/i18n/use-text';
import { useWorkspace } from '@/app/lib/workspace';
import type { InspectedItemsView } from '@/server/domain/assessment/assessment-exchange';
import type { ChecklistItem } from '@/server/domain/inspection/checklist';
import { ratingOf, verdictOfRating } from '@/server/domain/inspection/scoring';

/** What the year's inspection said of the same item, so that nobody asks the unit again. */
export const InspectedItem = ({ inspected, item }: { inspected: InspectedItemsView | null; item: ChecklistItem }) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const answer = inspected?.answers.find((one) => one.itemCode === item.code);
  if (!inspected || !answer) return null;
  return (
    <p className="lt-note">
      {t('assessment.inspectedOn', { day: inspected.inspectedOn })}{' '}
      <VerdictStatus verdict={verdictOfRating(ratingOf(item, answer))} /> {answer.note}{' '}
      <Link className="lt-in-text" to={`/w/${slug}/inspections/${inspected.campaignId}/${inspected.inspectionId}`}>
        {inspected.campaignTitle}
      </Link>
    </p>
  );
};
