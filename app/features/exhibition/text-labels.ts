import type { StatusKind } from '@/app/components/status';
import type { TextState } from '@/server/domain/exhibition/text-vocabulary';

export const TEXT_STATUS: Record<TextState, StatusKind> = {
  draft: 'none',
  submitted: 'live',
  checked: 'live',
  approved: 'done',
  returned: 'attention',
};
