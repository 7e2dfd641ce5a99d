import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { countGuidanceEvents, listGuidanceEvents } from '@/db/queries/guidance.queries';
import type { GuidanceView, ListGuidanceInput } from '@/server/domain/guidance/guidance-event';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import type { TenantScope } from '@/server/tenancy/scope';
import { toGuidanceView } from './guidance.mapper.ts';

const guidanceCursor = z.tuple([z.iso.date(), z.uuid()]);

/** 业务指导台账, newest first. */
export const listGuidance = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListGuidanceInput,
): Promise<Page<GuidanceView>> => {
  const { direction, limit } = input;
  const cursor = decodeCursor(guidanceCursor, input.cursor);
  const rows = await listGuidanceEvents(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countGuidanceEvents(tdb, scope.tenantId, input);
  const options = { limit, direction, hasCursor: cursor !== undefined, total };
  return cutPage(rows.map(toGuidanceView), options, (row) => encodeCursor([row.guidedOn, row.id]));
};
