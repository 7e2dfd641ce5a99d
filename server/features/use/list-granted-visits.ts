import type { GrantDb } from '@/db/client';
import { listGrantedVisits as listGrantedVisitRows } from '@/db/queries/use.queries';
import { auditGrantRead } from '@/server/audit/audit';
import { cutPage, decodeCursor, type Page } from '@/server/domain/shared/pagination';
import type { ListGrantedVisitsInput, VisitView } from '@/server/domain/use/reading-visit';
import { openGrantOver } from '@/server/tenancy/open-grants';
import type { TenantScope } from '@/server/tenancy/scope';
import { visitCursor, visitKey } from './list-visits.ts';
import { toVisitView } from './visit.mapper.ts';

/** An inspector reads a unit's register under a live grant. The unit's log says which lines were read. */
export const listGrantedVisits = async (
  gdb: GrantDb,
  scope: TenantScope,
  input: ListGrantedVisitsInput,
): Promise<Page<VisitView>> => {
  const grant = await openGrantOver(gdb, 'use', input.unitSlug);
  const { direction, limit } = input;
  const cursor = decodeCursor(visitCursor, input.cursor);
  const order = input.sort === 'newest' ? 'desc' : 'asc';
  const rows = await listGrantedVisitRows(gdb, grant.unitTenantId, { cursor, direction, limit, order });
  const options = { limit, direction, hasCursor: cursor !== undefined, total: null };
  const page = cutPage(rows.map(toVisitView), options, visitKey);
  await auditGrantRead(
    gdb,
    scope,
    { recordClass: 'use', grantIds: [grant.grantId] },
    {
      action: 'use.grantedVisits',
      objectKind: 'reading_visit',
      detail: { rows: page.rows.map((row) => row.id) },
    },
  );
  return page;
};
