import { z } from 'zod';

/** 检查批次, 检查, 问题: which state may follow which. The screens grey out with the table that the server enforces. */
export const CAMPAIGN_KINDS = ['administrative', 'enforcement', 'special', 'revisit'] as const;
export const campaignKind = z.enum(CAMPAIGN_KINDS);
export type CampaignKind = z.infer<typeof campaignKind>;

export const SELECTION_METHODS = ['random', 'named'] as const;
export const selectionMethod = z.enum(SELECTION_METHODS);

export const CAMPAIGN_STATES = ['planned', 'drawn', 'noticed', 'inspecting', 'closed', 'cancelled'] as const;
export const campaignState = z.enum(CAMPAIGN_STATES);
export type CampaignState = z.infer<typeof campaignState>;

export const INSPECTION_STATES = ['drawn', 'noticed', 'inspecting', 'rectifying', 'closed', 'cancelled'] as const;
export const inspectionState = z.enum(INSPECTION_STATES);
export type InspectionState = z.infer<typeof inspectionState>;

export const FINDING_STATES = ['draft', 'issued', 'answered', 'verified', 'returned', 'withdrawn'] as const;
export const findingState = z.enum(FINDING_STATES);
export type FindingState = z.infer<typeof findingState>;

const CAMPAIGN_NEXT: Record<CampaignState, readonly CampaignState[]> = {
  planned: ['drawn', 'cancelled'],
  drawn: ['noticed', 'cancelled'],
  noticed: ['inspecting', 'closed'],
  inspecting: ['closed'],
  closed: [],
  cancelled: [],
};
const INSPECTION_NEXT: Record<InspectionState, readonly InspectionState[]> = {
  drawn: ['noticed', 'cancelled'],
  noticed: ['inspecting', 'closed', 'cancelled'],
  inspecting: ['rectifying', 'closed'],
  rectifying: ['closed'],
  closed: [],
  cancelled: [],
};
const FINDING_NEXT: Record<FindingState, readonly FindingState[]> = {
  draft: ['issued', 'withdrawn'],
  issued: ['answered'],
  answered: ['verified', 'returned'],
  returned: ['answered'],
  verified: [],
  withdrawn: [],
};

export const canMoveCampaign = (from: CampaignState, to: CampaignState): boolean => CAMPAIGN_NEXT[from].includes(to);
export const canMoveInspection = (from: InspectionState, to: InspectionState): boolean =>
  INSPECTION_NEXT[from].includes(to);
export const canMoveFinding = (from: FindingState, to: FindingState): boolean => FINDING_NEXT[from].includes(to);

/** While an inspection runs, findings may be added to it. */
export const takesFindings = (state: InspectionState): boolean =>
  state === 'noticed' || state === 'inspecting' || state === 'rectifying';

/** An inspection with one of these may not close. */
export const isOpenFinding = (state: FindingState): boolean => state !== 'verified' && state !== 'withdrawn';
