import type { StatusKind } from '@/app/components/status';
import type {
  CampaignState,
  FindingState,
  InspectionState,
  ReceivedState,
} from '@/server/domain/inspection/vocabulary';

export const CAMPAIGN_STATUS: Record<CampaignState, StatusKind> = {
  planned: 'none',
  drawn: 'none',
  noticed: 'live',
  inspecting: 'live',
  closed: 'done',
  cancelled: 'failed',
};
export const INSPECTION_STATUS: Record<InspectionState, StatusKind> = {
  drawn: 'none',
  noticed: 'none',
  inspecting: 'live',
  rectifying: 'attention',
  closed: 'done',
  cancelled: 'failed',
};
export const FINDING_STATUS: Record<FindingState, StatusKind> = {
  draft: 'none',
  issued: 'attention',
  answered: 'live',
  verified: 'done',
  returned: 'failed',
  withdrawn: 'none',
};
export const RECEIVED_STATUS: Record<ReceivedState, StatusKind> = {
  waiting: 'attention',
  answered: 'live',
  returned: 'failed',
  done: 'done',
};
