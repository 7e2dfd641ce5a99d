import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { todayInShanghai } from './lateness.ts';

/** 回头看: takes over the findings that were issued to these units within the years. Answers how many. */
export const insertLookBackItems = async (
  tdb: TenantDb,
  key: { tenantId: number; campaignId: string },
  scope: { years: number; unitTenantIds: readonly number[] },
): Promise<number> => {
  const { rows } = await sql`insert into look_back_item (tenant_id, campaign_id, finding_id, subject_tenant_id)
    select f.tenant_id, ${key.campaignId}::uuid, f.id, i.subject_tenant_id
    from finding f join inspection i on i.tenant_id = f.tenant_id and i.id = f.inspection_id
    where f.tenant_id = ${key.tenantId} and f.issued_on is not null
      and i.subject_tenant_id = any (${scope.unitTenantIds as number[]}::int[])
      and extract(year from f.issued_on)::int > extract(year from ${todayInShanghai})::int - ${scope.years}::int
    returning finding_id`.execute(tdb);
  return rows.length;
};

export interface LookBackRow {
  findingId: string;
  fact: string;
  requirement: string;
  severity: string;
  campaignTitle: string;
  issuedOn: string | null;
  verifiedOn: string | null;
  outcome: string | null;
  note: string | null;
  decidedOn: string | null;
}

/** The past findings that this campaign looks back at in one unit, oldest first. */
export const listLookBackItems = async (
  tdb: TenantDb,
  key: { tenantId: number; campaignId: string; subjectTenantId: number },
): Promise<LookBackRow[]> => {
  const { rows } = await sql<LookBackRow>`
    select l.finding_id, f.fact, f.requirement, f.severity, c.title as campaign_title, f.issued_on, f.verified_on,
      l.outcome, l.note, l.decided_on
    from look_back_item l join finding f on f.tenant_id = l.tenant_id and f.id = l.finding_id
      join inspection i on i.tenant_id = l.tenant_id and i.id = f.inspection_id
      join inspection_campaign c on c.tenant_id = l.tenant_id and c.id = i.campaign_id
    where l.tenant_id = ${key.tenantId} and l.campaign_id = ${key.campaignId}::uuid and l.subject_tenant_id = ${key.subjectTenantId}
    order by f.issued_on, f.id limit 1000`.execute(tdb);
  return rows;
};

/** Writes the outcome once. False: there is no such item in this unit, or it was decided. */
export const decideLookBackItem = async (
  tdb: TenantDb,
  key: { tenantId: number; campaignId: string; findingId: string; subjectTenantId: number },
  decision: { outcome: string; note: string; newFindingId: string | null; decidedBy: string; decidedByName: string },
): Promise<boolean> => {
  const row = await tdb
    .updateTable('lookBackItem')
    .set({ ...decision, decidedOn: todayInShanghai.$castTo<string>() })
    .where('tenantId', '=', key.tenantId)
    .where('campaignId', '=', key.campaignId)
    .where('findingId', '=', key.findingId)
    .where('subjectTenantId', '=', key.subjectTenantId)
    .where('outcome', 'is', null)
    .returning('findingId')
    .executeTakeFirst();
  return row !== undefined;
};

/** How many past findings of a unit a look-back has not decided yet. */
export const countUndecided = async (
  tdb: TenantDb,
  key: { tenantId: number; campaignId: string; subjectTenantId: number },
): Promise<number> => {
  const { undecided } = await tdb
    .selectFrom('lookBackItem')
    .select(sql<number>`count(*)::int`.as('undecided'))
    .where('tenantId', '=', key.tenantId)
    .where('campaignId', '=', key.campaignId)
    .where('subjectTenantId', '=', key.subjectTenantId)
    .where('outcome', 'is', null)
    .executeTakeFirstOrThrow();
  return undecided;
};
