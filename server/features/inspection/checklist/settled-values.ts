import type { ChecklistItem } from '@/server/domain/inspection/checklist';
import { takesVerdict } from '@/server/domain/inspection/checklist-library';
import type { ItemAnswer } from '@/server/domain/inspection/scoring';
import { AppError } from '@/server/domain/shared/app-error';

type Values = Omit<ItemAnswer, 'itemCode'> & { note: string };

const wrong = (item: ChecklistItem, why: string): AppError => new AppError('BAD_INPUT', `item ${item.code}: ${why}`);

/**
 * What is kept of an answer: what belongs to the type of its item and nothing else. 不适用 leaves no number behind.
 * @throws AppError BAD_INPUT for a verdict that the type does not know, or numbers that cannot be
 */
export const settledValues = (item: ChecklistItem, given: Values): Values => {
  const { verdict, note } = given;
  if (verdict !== null && !takesVerdict(item, verdict)) throw wrong(item, `${item.type} takes no ${verdict}`);
  const empty = { verdict, countValue: null, sampleSize: null, sampleFaults: null, points: null, note };
  if (verdict === 'na') return empty;
  switch (item.type) {
    case 'count':
      return { ...empty, countValue: given.countValue };
    case 'sample': {
      const { sampleSize, sampleFaults } = given;
      if ((sampleSize === null) !== (sampleFaults === null)) throw wrong(item, 'a sample needs both numbers');
      if ((sampleFaults ?? 0) > (sampleSize ?? 0)) throw wrong(item, 'more faults than records');
      return { ...empty, sampleSize, sampleFaults };
    }
    case 'score':
      if ((given.points ?? 0) > (item.score ?? 0)) throw wrong(item, 'more points than there are');
      return { ...empty, points: given.points };
    default:
      return empty;
  }
};
