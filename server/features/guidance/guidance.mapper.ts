import type { GuidanceRow } from '@/db/queries/guidance.queries';
import { type GuidanceView, guidanceView } from '@/server/domain/guidance/guidance-event';

export const toGuidanceView = (row: GuidanceRow): GuidanceView =>
  guidanceView.parse({ ...row, hours: Number(row.hours) });
