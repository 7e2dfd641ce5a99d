import { z } from 'zod';
import {
  CAMPAIGN_KINDS,
  CAMPAIGN_STATES,
  type CampaignState,
  FINDING_STATES,
  type FindingState,
  INSPECTION_STATES,
  type InspectionState,
  SELECTION_METHODS,
} from './vocabulary.ts';

/** 检查批次, 检查, 问题: which state may follow which. The screens grey out with the table that the server enforces. */
export const campaignKind = z.enum(CAMPAIGN_KINDS);

export const selectionMethod = z.enum(SELECTION_METHODS);

export const campaignState = z.enum(CAMPAIGN_STATES);

export const inspectionState = z.enum(INSPECTION_STATES);

export const findingState = z.enum(FINDING_STATES);

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
