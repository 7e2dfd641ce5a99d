import { v7 as uuidv7 } from 'uuid';
import type { GrantDb, SystemDb, TenantDb } from '@/db/client';
import { insertAuditEvent, insertGrantReadEvents } from '@/db/queries/audit.queries';
import type { TenantScope } from '@/server/tenancy/scope';

export interface AuditedAct {
  /** `feature.verb`, the user's verb. */
  action: string;
  objectKind: string;
  objectId?: string | null;
  /** What a reader of the log recognises it by: a reference code, a title. */
  objectLabel?: string | null;
  /** Old and new values of a change; never secrets. */
  detail?: Record<string, unknown>;
}

/** What an event needs of a scope. Who accepts an invitation has no scope yet. */
export type AuditActor = Pick<
  TenantScope,
  'tenantId' | 'tenantName' | 'accountId' | 'actorName' | 'requestId' | 'acts'
>;

/** Writes the one event of a user's act, in the act's own transaction: no event, no act. */
export const audit = async (tdb: TenantDb | SystemDb, scope: AuditActor, act: AuditedAct): Promise<void> => {
  await insertAuditEvent(tdb, {
    tenantId: scope.tenantId,
    id: uuidv7(),
    actorAccountId: scope.accountId,
    actorName: scope.actorName,
    actorTenantId: scope.tenantId,
    actorTenantName: scope.tenantName,
    action: act.action,
    objectKind: act.objectKind,
    objectId: act.objectId ?? null,
    objectLabel: act.objectLabel ?? null,
    detail: act.detail ?? {},
    requestId: scope.requestId,
  });
  scope.acts.events += 1;
};

/** Writes a read under grants into the log of every unit that was read. */
export const auditGrantRead = async (
  gdb: GrantDb,
  scope: TenantScope,
  grants: { recordClass: string; grantIds: readonly string[] },
  act: AuditedAct,
): Promise<void> => {
  await insertGrantReadEvents(gdb, {
    ...grants,
    action: act.action,
    objectKind: act.objectKind,
    objectId: act.objectId ?? null,
    objectLabel: act.objectLabel ?? null,
    detail: act.detail ?? {},
    requestId: scope.requestId,
  });
  scope.acts.events += 1;
};
