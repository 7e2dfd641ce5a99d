import { sql } from 'kysely';
import type { GrantDb, TenantDb } from '../client.ts';

export interface LiveGrant {
  grantId: string;
  unitTenantId: number;
  unitSlug: string;
  unitName: string;
  categoryCodes: string[] | null;
  yearFrom: number;
  yearTo: number;
  validFrom: string;
  validTo: string;
  reason: string;
  inspectionId: string | null;
  /** Of the class that was asked for: those of `storage`, or the codes of 台账. */
  registers: string[] | null;
  roomCodes: string[] | null;
}

/** The person's live grants over a record class, by the database's clock. */
export const listLiveGrants = async (db: GrantDb | TenantDb, recordClass: string): Promise<LiveGrant[]> => {
  const { rows } =
    await sql<LiveGrant>`select * from live_grants(${recordClass}) order by unit_tenant_id, valid_to desc`.execute(db);
  return rows;
};

/** Lets the rest of the transaction read what the grants open. Answers the opened tenants, none when one is not live. */
export const enterGrants = async (
  gdb: GrantDb,
  recordClass: string,
  grantIds: readonly string[],
): Promise<number[]> => {
  const { rows } = await sql<{
    opened: number[];
  }>`select enter_grants(${recordClass}, ${grantIds as string[]}::uuid[]) as opened`.execute(gdb);
  return rows[0]?.opened ?? [];
};

/** How often each grant of this tenant was used, by the granted units' logs. */
export const listGrantLooks = async (
  tdb: TenantDb,
  grantIds: readonly string[],
): Promise<Map<string, { looks: number; lastLookAt: string | null }>> => {
  if (grantIds.length === 0) return new Map();
  const { rows } = await sql<{ grantId: string; looks: number; lastLookAt: string | null }>`
    select grant_id, looks, last_look_at from grant_looks(${grantIds as string[]}::uuid[])`.execute(tdb);
  return new Map(rows.map(({ grantId, looks, lastLookAt }) => [grantId, { looks, lastLookAt }]));
};
