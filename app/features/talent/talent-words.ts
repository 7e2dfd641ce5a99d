import type { StatusKind } from '@/app/components/status';
import type { TalentStanding } from '@/server/domain/talent/talent-vocabulary';

export const TALENT_STATUS: Readonly<Record<TalentStanding, StatusKind>> = {
  received: 'attention',
  voting: 'live',
  counted: 'attention',
  selected: 'done',
  declined: 'none',
};
