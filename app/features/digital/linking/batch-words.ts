import type { StatusKind } from '@/app/components/status';
import type { LinkBatchView } from '@/server/domain/digital/linking';

export const BATCH_KINDS: Record<LinkBatchView['state'], StatusKind> = {
  collecting: 'live',
  matching: 'live',
  matched: 'attention',
  linking: 'live',
  linked: 'done',
  undone: 'none',
};
