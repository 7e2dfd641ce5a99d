import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  countGivenLooks,
  countGrantRows,
  countReceivedLooks,
  findReceivedGrant,
  type GrantExtensionRow,
  type GrantRow,
  type LookCount,
  listGrantExtensions,
  listGrantRows,
  listObjections,
  type ObjectionRow,
} from '@/db/queries/access-grant.queries';
import { listKnownTenants } from '@/db/queries/workspace.queries';
import type { AuditEventView } from '@/server/domain/platform/audit-log';
import { AppError } from '@/server/domain/shared/app-error';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import type { GrantState, GrantView, ListGrantsInput } from '@/server/domain/tenancy/grant';
import type { GrantRegister, RecordClass } from '@/server/domain/tenancy/grant-vocabulary';
import { pageOfEvents } from '@/server/features/platform';
import type { TenantScope } from '@/server/tenancy/scope';

const cursorKey = z.tuple([z.iso.datetime(), uuid]);
const objectionAnswer = z.object({ decision: z.enum(['uphold', 'reject']), reason: z.string() });

const toObjection = (row: ObjectionRow | undefined): GrantView['objection'] => {
  if (!row) return null;
  const answer = objectionAnswer.safeParse(row.answer);
  const state = answer.success ? ({ uphold: 'upheld', reject: 'rejected' } as const)[answer.data.decision] : 'raised';
  return {
    id: row.id,
    reason: row.reason,
    raisedAt: row.raisedAt,
    state,
    answer: answer.success ? answer.data.reason : null,
  };
};

interface Beside {
  side: 'given' | 'received';
  names: ReadonlyMap<number, string>;
  looks: ReadonlyMap<string, LookCount>;
  objections: ReadonlyMap<string, ObjectionRow>;
  extensions: readonly GrantExtensionRow[];
}

const toView = (row: GrantRow, beside: Beside): GrantView => {
  const looks = beside.looks.get(row.id);
  const {
    tenantId,
    addresseeTenantId,
    accountNames,
    ownerName,
    addresseeName,
    requestDispatchId: _request,
    ...rest
  } = row;
  return {
    ...rest,
    side: beside.side,
    ownerName: ownerName || (beside.names.get(tenantId) ?? ''),
    unitName: addresseeName || (beside.names.get(addresseeTenantId) ?? ''),
    inspectorNames: accountNames,
    recordClasses: row.recordClasses as RecordClass[],
    registers: row.registers as GrantRegister[] | null,
    state: row.state as GrantState,
    looks: looks?.looks ?? 0,
    looksToday: looks?.looksToday ?? 0,
    lastLookAt: looks?.lastLookAt ?? null,
    extensions: beside.extensions.filter((extension) => extension.grantId === row.id),
    objection: toObjection(beside.objections.get(row.id)),
  };
};

/** 授出 or 受查 of this tenant, with how often each was used and what the unit said to it. */
export const listGrants = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListGrantsInput,
): Promise<Page<GrantView>> => {
  const { side, limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listGrantRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countGrantRows(tdb, scope.tenantId, input);
  const ids = rows.map((row) => row.id);
  const looks = side === 'given' ? await countGivenLooks(tdb, ids) : await countReceivedLooks(tdb, scope.tenantId, ids);
  const beside = {
    side,
    names: new Map((await listKnownTenants(tdb)).map((tenant) => [tenant.tenantId, tenant.name])),
    looks: new Map(looks.map((count) => [count.grantId, count])),
    objections: new Map((await listObjections(tdb, scope.tenantId, ids)).map((row) => [row.grantId, row])),
    extensions: await listGrantExtensions(tdb, scope.tenantId, ids),
  };
  return cutPage(
    rows.map((row) => toView(row, beside)),
    { limit, direction, hasCursor: cursor !== undefined, total },
    (grant) => encodeCursor([grant.validTo, grant.id]),
  );
};

/** What was looked at under a grant over this unit: the unit's own log. */
export const listGrantLooks = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { grantId: string; cursor?: string | undefined; direction: 'after' | 'before'; limit: number },
): Promise<Page<AuditEventView>> => {
  const grant = await findReceivedGrant(tdb, scope.tenantId, input.grantId);
  if (!grant) throw new AppError('NOT_FOUND', `grant ${input.grantId} is not over tenant ${scope.tenantId}`);
  return pageOfEvents(tdb, scope, { grantId: grant.id }, input);
};
