import type { StatusKind } from '@/app/components/status';
import type { InvitationAnswer, TalentStanding } from '@/server/domain/talent/talent-vocabulary';

export const TALENT_STATUS: Readonly<Record<TalentStanding, StatusKind>> = {
  received: 'attention',
  voting: 'live',
  counted: 'attention',
  selected: 'done',
  declined: 'none',
};

/** An invitation that nobody answered is what somebody has to see to. */
export const ANSWER_STATUS: Readonly<Record<InvitationAnswer | 'none', StatusKind>> = {
  none: 'attention',
  accepted: 'done',
  declined: 'none',
};
