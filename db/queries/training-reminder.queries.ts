import { sql } from 'kysely';
import { CERTIFICATE_WARNING_DAYS } from '@/server/domain/training/certificate';
import type { SystemDb, TenantDb } from '../client.ts';
import { todayInShanghai as today } from './lateness.ts';

/* What a tenant reminds its people of. The months in which missing hours are said stand with the rule. */

/** 十月起 every month: enough of the year is left to make up for it. */
const REMINDED_FROM_MONTH = 10;
const tellsHours = sql`extract(month from ${today})::int >= ${REMINDED_FROM_MONTH}`;

/** Tenants with people on a list, certificates about to run out, or hours that are asked for at the end of the year. */
export const listTenantsToRemind = async (
  sdb: SystemDb,
): Promise<{ tenantId: number; tenantSlug: string; tenantName: string; tenantKind: string }[]> => {
  const { rows } = await sql<{ tenantId: number; tenantSlug: string; tenantName: string; tenantKind: string }>`
    select t.id as tenant_id, t.slug as tenant_slug, t.name as tenant_name, t.kind as tenant_kind from tenant t
    where (exists (select 1 from training_enrolment e where e.tenant_id = t.id and e.state = 'enrolled' and e.dispatched_at > now() - interval '180 days')
        or exists (select 1 from training_certificate c where c.tenant_id = t.id and c.state = 'valid'
          and c.valid_until between ${today} and ${today} + ${CERTIFICATE_WARNING_DAYS}::int)
        or (${tellsHours} and exists (select 1 from trainee p where p.tenant_id = t.id and (p.until_on is null or p.until_on >= ${today}))))
      and not exists (select 1 from job_run j where j.tenant_id = t.id and j.name = 'training.remind-people' and j.state in ('owed', 'running'))
    order by t.id`.execute(sdb);
  return rows;
};

/** People of the unit whose session is tomorrow, by what the organiser has told last of it. */
export const listDueTomorrow = async (
  tdb: TenantDb,
  tenantId: number,
): Promise<{ id: string; accountId: string | null; title: string; heldOn: string; place: string | null }[]> => {
  const { rows } = await sql<{
    id: string;
    accountId: string | null;
    title: string;
    heldOn: string;
    place: string | null;
  }>`
    select e.id, e.account_id, b.body ->> 'title' as title, b.body ->> 'heldOn' as held_on, b.body ->> 'place' as place
    from training_enrolment e join dispatch i on i.id = e.invitation_id and i.addressee_tenant_id = ${tenantId}
      cross join lateral (select i.body || coalesce((select c.body from dispatch c where c.tenant_id = i.tenant_id
          and c.addressee_tenant_id = ${tenantId} and c.in_reply_to = i.id and c.kind = 'training_change' and c.dispatched_at is not null
          order by c.dispatched_at desc, c.id desc limit 1), '{}'::jsonb) as body) b
    where e.tenant_id = ${tenantId} and e.state = 'enrolled' and (b.body ->> 'heldOn')::date = ${today} + 1
      and b.body ->> 'change' is distinct from 'cancelled' order by e.id limit 5000`.execute(tdb);
  return rows;
};

/** Sessions whose certificates run out soon. */
export const listExpiringSessions = async (
  tdb: TenantDb,
  tenantId: number,
): Promise<{ sessionId: string; title: string; certificates: number; until: string }[]> => {
  const { rows } = await sql<{ sessionId: string; title: string; certificates: number; until: string }>`
    select c.session_id, max(c.title) as title, count(*)::int as certificates, min(c.valid_until) as until
    from training_certificate c where c.tenant_id = ${tenantId} and c.state = 'valid'
      and c.valid_until between ${today} and ${today} + ${CERTIFICATE_WARNING_DAYS}::int
    group by c.session_id order by 1 limit 1000`.execute(tdb);
  return rows;
};

/** Whom a to-do of this kind has reached this month already, and whether this is a month to say it. */
export const listRemindedThisMonth = async (
  tdb: TenantDb,
  tenantId: number,
  kind: string,
): Promise<{ isTime: boolean; objectIds: string[] }> => {
  const { rows } = await sql<{ isTime: boolean; objectIds: string[] | null }>`select ${tellsHours} as is_time,
      (select array_agg(o.object_id::text) from todo o where o.tenant_id = ${tenantId} and o.kind = ${kind}
        and o.created_at >= date_trunc('month', now() at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai') as object_ids`.execute(
    tdb,
  );
  return { isTime: rows[0]?.isTime === true, objectIds: rows[0]?.objectIds ?? [] };
};
