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

export interface OpenGrantRow extends Omit<LiveGrant, 'unitTenantId' | 'registers'> {
  recordClasses: string[];
  registers: string[] | null;
  registerCodes: string[] | null;
}

/** One row a grant, with all classes that it opens. The one that ends first stands first. */
const openGrants = (classes: readonly string[]) => sql`
  select l.grant_id, l.unit_slug, l.unit_name, l.category_codes, l.year_from, l.year_to, l.valid_from, l.valid_to, l.reason, l.inspection_id,
    array_agg(c.class order by c.at) as record_classes, max(l.registers) filter (where c.class = 'storage') as registers,
    max(l.registers) filter (where c.class = 'register') as register_codes, max(l.room_codes) filter (where c.class = 'storage') as room_codes
  from unnest(${classes as string[]}::text[]) with ordinality c(class, at), lateral live_grants(c.class) l
  group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10`;

interface OpenGrantsAsked {
  classes: readonly string[];
  recordClass?: string | undefined;
  unitSlug?: string | undefined;
}

const narrowed = ({ recordClass, unitSlug }: OpenGrantsAsked) =>
  sql`${recordClass === undefined ? sql`true` : sql`${recordClass} = any (o.record_classes)`}
    and ${unitSlug === undefined ? sql`true` : sql`o.unit_slug = ${unitSlug}`}`;

/** A page of the person's live grants of any class; narrowed to one class or one unit. */
export const listOpenGrantRows = async (
  tdb: TenantDb,
  asked: OpenGrantsAsked,
  walk: { after: readonly [string, string] | undefined; direction: 'after' | 'before'; limit: number },
): Promise<OpenGrantRow[]> => {
  const isForward = walk.direction === 'after';
  const order = sql.raw(isForward ? 'asc' : 'desc');
  const edge = walk.after
    ? sql`and (o.valid_to, o.grant_id) ${sql.raw(isForward ? '>' : '<')} (${walk.after[0]}::timestamptz, ${walk.after[1]}::uuid)`
    : sql``;
  const { rows } = await sql<OpenGrantRow>`
    select o.* from (${openGrants(asked.classes)}) o
    where ${narrowed(asked)} ${edge}
    order by o.valid_to ${order}, o.grant_id ${order} limit ${walk.limit}`.execute(tdb);
  return rows;
};

export const countOpenGrantRows = async (tdb: TenantDb, asked: OpenGrantsAsked): Promise<number> => {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (${openGrants(asked.classes)}) o
    where ${narrowed(asked)}`.execute(tdb);
  return rows[0]?.n ?? 0;
};
