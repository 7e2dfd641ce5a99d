import { sql } from 'kysely';
import type { SystemDb, TenantDb } from '../client.ts';
import { isLate } from './lateness.ts';

/* 延期 and 督办: what follows a finding that is not settled in time. */

export interface ExtensionRow {
  requestDispatchId: string;
  findingId: string;
  senderTenantId: number;
  askedAt: string;
  body: unknown;
  answerBody: unknown;
  answeredAt: string | null;
}

/** Extensions asked for the given findings between a bureau and a unit, oldest first, as either side reads them. */
export const listExtensions = async (
  tdb: TenantDb,
  tenantId: number,
  findingIds: readonly string[],
): Promise<ExtensionRow[]> => {
  if (findingIds.length === 0) return [];
  const { rows } = await sql<ExtensionRow>`
    select r.id as request_dispatch_id, r.object_id as finding_id, r.tenant_id as sender_tenant_id, r.dispatched_at as asked_at,
      r.body, a.body as answer_body, a.dispatched_at as answered_at
    from dispatch r left join dispatch a on a.kind = 'extension_answer' and a.in_reply_to = r.id
      and a.tenant_id = r.addressee_tenant_id and a.addressee_tenant_id = r.tenant_id and a.dispatched_at is not null
    where r.kind = 'extension_request' and r.dispatched_at is not null and ${tenantId} in (r.tenant_id, r.addressee_tenant_id)
      and r.object_id = any (${findingIds as string[]}::uuid[])
    order by r.dispatched_at, r.id limit 2000`.execute(tdb);
  return rows;
};

export interface ExtensionRequestRow {
  findingId: string | null;
  senderTenantId: number;
  body: unknown;
}

export const findExtensionRequest = (
  tdb: TenantDb,
  tenantId: number,
  dispatchId: string,
): Promise<ExtensionRequestRow | undefined> =>
  tdb
    .selectFrom('dispatch')
    .select(['objectId as findingId', 'tenantId as senderTenantId', 'body'])
    .where('addresseeTenantId', '=', tenantId)
    .where('id', '=', dispatchId)
    .where('kind', '=', 'extension_request')
    .where('dispatchedAt', 'is not', null)
    .executeTakeFirst();

/** The day in force: of the finding, and of the document that the unit's lists go by. Its body keeps the first day. */
export const moveDueDay = async (
  tdb: TenantDb,
  key: { tenantId: number; findingId: string; dispatchId: string },
  dueOn: string,
): Promise<void> => {
  await tdb
    .updateTable('finding')
    .set({ dueOn, rowVersion: sql`row_version + 1` })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.findingId)
    .execute();
  await tdb
    .updateTable('dispatch')
    .set({ dueOn })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.dispatchId)
    .execute();
};

export interface LateFindingRow {
  id: string;
  number: number;
  fact: string;
  dueOn: string;
  campaignId: string;
  inspectionId: string;
  subjectName: string;
  inspectorAccountIds: string[];
  levels: string[];
}

/** Findings that are late today and wait for the unit, with the levels that their deadline has reached. */
export const listLateFindings = async (tdb: TenantDb, tenantId: number): Promise<LateFindingRow[]> => {
  const { rows } = await sql<LateFindingRow>`
    select f.id, f.number, f.fact, f.due_on, i.campaign_id, f.inspection_id, i.subject_name, i.inspector_account_ids,
      coalesce((select array_agg(e.level order by e.level) from finding_escalation e where e.tenant_id = ${tenantId} and e.finding_id = f.id
        and e.due_on = f.due_on), '{}') as levels
    from finding f join inspection i on i.tenant_id = ${tenantId} and i.id = f.inspection_id
    where f.tenant_id = ${tenantId} and f.state in ('issued', 'returned') and ${isLate('f.due_on')}
      and not exists (select 1 from dispatch a where a.addressee_tenant_id = ${tenantId} and a.kind = 'rectification'
        and a.in_reply_to = f.dispatch_id and a.dispatched_at is not null and a.tenant_id = i.subject_tenant_id
        and not exists (select 1 from dispatch v where v.tenant_id = ${tenantId} and v.kind = 'verification' and v.in_reply_to = a.id))
    order by f.due_on, f.id limit 5000`.execute(tdb);
  return rows;
};

export interface EscalationRow {
  id: string;
  findingId: string;
  level: string;
  dueOn: string;
  reason: string;
  answer: string | null;
  answeredOn: string | null;
  escalatedByName: string;
  createdAt: string;
}

/** Once for each level and deadline. False: it was there. */
export const insertEscalation = async (
  tdb: TenantDb,
  row: Omit<EscalationRow, 'answer' | 'answeredOn' | 'createdAt'> & { tenantId: number; escalatedBy: string | null },
): Promise<boolean> => {
  const inserted = await tdb
    .insertInto('findingEscalation')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenantId', 'findingId', 'level', 'dueOn']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
};

export const listEscalations = async (
  tdb: TenantDb,
  tenantId: number,
  findingIds: readonly string[],
): Promise<EscalationRow[]> =>
  findingIds.length === 0
    ? []
    : tdb
        .selectFrom('findingEscalation')
        .select(['id', 'findingId', 'level', 'dueOn', 'reason', 'answer', 'answeredOn', 'escalatedByName', 'createdAt'])
        .where('tenantId', '=', tenantId)
        .where('findingId', 'in', findingIds)
        .orderBy('createdAt')
        .orderBy('id')
        .limit(2000)
        .execute();

/** Records the answer of an NPC question, once. Answers the finding, or nothing when there was none to answer. */
export const answerNpcQuestion = async (
  tdb: TenantDb,
  key: { tenantId: number; escalationId: string },
  answer: { answer: string; answeredOn: string },
): Promise<string | undefined> => {
  const row = await tdb
    .updateTable('findingEscalation')
    .set(answer)
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.escalationId)
    .where('level', '=', 'npc_question')
    .where('answer', 'is', null)
    .returning('findingId')
    .executeTakeFirst();
  return row?.findingId;
};

/** Tenants in which something may be late; each is then asked in a transaction of its own. */
export const listTenantsWithLateFindings = async (
  sdb: SystemDb,
): Promise<{ tenantId: number; tenantSlug: string; tenantName: string; tenantKind: string }[]> => {
  const { rows } = await sql<{ tenantId: number; tenantSlug: string; tenantName: string; tenantKind: string }>`
    select t.id as tenant_id, t.slug as tenant_slug, t.name as tenant_name, t.kind as tenant_kind from tenant t
    where exists (select 1 from finding f where f.tenant_id = t.id and f.state in ('issued', 'returned') and ${isLate('f.due_on')})
      and not exists (select 1 from job_run j where j.tenant_id = t.id and j.name = 'inspection.escalate-overdue' and j.state in ('owed', 'running'))
    order by t.id`.execute(sdb);
  return rows;
};
