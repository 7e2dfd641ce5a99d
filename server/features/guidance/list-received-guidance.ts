import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  countReceivedGuidanceRows,
  listReceivedGuidanceRows,
  type ReceivedGuidanceRow,
} from '@/db/queries/guidance-act.queries';
import { listKnownTenants } from '@/db/queries/workspace.queries';
import type { ListReceivedGuidanceInput, ReceivedGuidanceView } from '@/server/domain/guidance/guidance-event';
import { isoDate, uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import type { TenantScope } from '@/server/tenancy/scope';

const cursorKey = z.tuple([isoDate, uuid]);
/** Entries of before this was kept know less: what is missing is empty, never an error. */
const frozenFacts = z.object({
  mode: z.string().catch('onsite'),
  programme: z.string().catch('general'),
  hours: z.number().catch(0),
  guides: z.array(z.string()).catch([]),
  advice: z.string().catch(''),
  questionId: uuid.nullable().catch(null),
});

/** 本单位接受的指导, newest first: the unit's own copies, which are all that it may read of its supervisors' registers. */
export const listReceivedGuidance = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListReceivedGuidanceInput,
): Promise<Page<ReceivedGuidanceView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listReceivedGuidanceRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countReceivedGuidanceRows(tdb, scope.tenantId, input);
  const names = new Map((await listKnownTenants(tdb)).map((one) => [one.tenantId, one.name]));
  const toView = ({ supervisorTenantId, detail, ...row }: ReceivedGuidanceRow): ReceivedGuidanceView => ({
    ...row,
    ...frozenFacts.parse(detail ?? {}),
    supervisorName: names.get(supervisorTenantId) ?? '',
  });
  return cutPage(rows.map(toView), { limit, direction, hasCursor: cursor !== undefined, total }, (row) =>
    encodeCursor([row.guidedOn, row.id]),
  );
};
