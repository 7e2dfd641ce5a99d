import { v7 as uuidv7 } from 'uuid';
import type { GrantDb, SystemDb, TenantDb } from '@/db/client';
import { insertAuditEvents, insertGrantReadEvents } from '@/db/queries/audit.queries';
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

/** Writes one event for each of a user's acts, in the acts' own transaction: no event, no act. */
export const auditAll = async (
  tdb: TenantDb | SystemDb,
  scope: AuditActor,
  acts: readonly AuditedAct[],
): Promise<void> => {
  const events = acts.map((act) => ({
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
  }));
  await insertAuditEvents(tdb, events);
  scope.acts.events += acts.length;
};

/** Writes the one event of a user's act. */
export const audit = (tdb: TenantDb | SystemDb, scope: AuditActor, act: AuditedAct): Promise<void> =>
  auditAll(tdb, scope, [act]);

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
