import { type RawBuilder, sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { TenantDb } from '../client.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';

/* 知识库: an office's own entries, the frozen copies that units have received of them, and what units said of each. */

export interface KnowledgeRow {
  id: string;
  isOwn: boolean;
  officeName: string;
  about: string;
  title: string;
  question: string;
  answer: string;
  publishedOn: string;
  isWithdrawn: boolean;
  useful: number;
  notUseful: number;
  ownVote: boolean | null;
  rowVersion: number;
}

const entries = (tenantId: number): RawBuilder<unknown> => sql`(
  select k.id, true as is_own, '' as office_name, k.about, k.title, k.question, k.answer, k.published_on,
    k.state = 'withdrawn' as is_withdrawn, k.row_version, null::boolean as own_vote,
    (select count(*)::int from knowledge_vote v where v.addressee_tenant_id = ${tenantId} and v.entry_id = k.id and v.is_useful) as useful,
    (select count(*)::int from knowledge_vote v where v.addressee_tenant_id = ${tenantId} and v.entry_id = k.id and not v.is_useful) as not_useful
  from knowledge_entry k where k.tenant_id = ${tenantId}
  union all
  select c.id, false, c.sender_name, c.about, c.title, c.question, c.answer, c.published_on, false, 0,
    (select v.is_useful from knowledge_vote v where v.tenant_id = ${tenantId} and v.copy_id = c.id), 0, 0
  from knowledge_copy c where c.addressee_tenant_id = ${tenantId} and c.state = 'current' and c.dispatched_at is not null)`;

export interface KnowledgeFilter {
  about?: string | undefined;
  q?: string | undefined;
}
/** Every word of the search has to be there, wherever: two characters are enough for one. */
const conditions = ({ about, q }: KnowledgeFilter): RawBuilder<unknown> => {
  const parts: RawBuilder<unknown>[] = [sql`true`];
  if (about) parts.push(sql`e.about = ${about}`);
  for (const word of (q ?? '').split(/\s+/u).filter(Boolean).slice(0, 8)) {
    const pattern = containing(word);
    parts.push(sql`(e.title ilike ${pattern} or e.question ilike ${pattern} or e.answer ilike ${pattern})`);
  }
  return sql.join(parts, sql` and `);
};

/** Newest first. */
export const listKnowledgeRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: KnowledgeFilter,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<KnowledgeRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (e.published_on, e.id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::date, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<KnowledgeRow>`
    select e.id, e.is_own, e.office_name, e.about, e.title, e.question, e.answer, e.published_on, e.is_withdrawn, e.useful,
      e.not_useful, e.own_vote, e.row_version
    from ${entries(tenantId)} e where ${conditions(filter)} ${past}
    order by e.published_on ${order}, e.id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const countKnowledgeRows = async (tdb: TenantDb, tenantId: number, filter: KnowledgeFilter): Promise<number> => {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from (
    select 1 from ${entries(tenantId)} e where ${conditions(filter)} limit ${COUNT_CAP}) counted`.execute(tdb);
  return rows[0]?.total ?? 0;
};

export interface EntryWords {
  about: string;
  title: string;
  question: string;
  answer: string;
}

export const insertKnowledge = async (
  tdb: TenantDb,
  row: EntryWords & {
    tenantId: number;
    id: string;
    replyId: string | null;
    publishedOn: string;
    updatedByName: string;
  },
): Promise<void> => {
  await tdb.insertInto('knowledgeEntry').values(row).execute();
};

export const findKnowledgeForUpdate = (
  tdb: TenantDb,
  tenantId: number,
  entryId: string,
): Promise<{ id: string; title: string; state: string; rowVersion: number; replyId: string | null } | undefined> =>
  tdb
    .selectFrom('knowledgeEntry')
    .select(['id', 'title', 'state', 'rowVersion', 'replyId'])
    .where('tenantId', '=', tenantId)
    .where('id', '=', entryId)
    .forUpdate()
    .executeTakeFirst();

export const changeKnowledgeRow = async (
  tdb: TenantDb,
  key: { tenantId: number; entryId: string; rowVersion: number },
  to: Partial<EntryWords> & { state?: 'withdrawn'; updatedByName: string },
): Promise<boolean> => {
  const changed = await tdb
    .updateTable('knowledgeEntry')
    .set({ ...to, updatedAt: sql`now()`, rowVersion: key.rowVersion + 1 })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.entryId)
    .where('rowVersion', '=', key.rowVersion)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
};

/**
 * Gives every unit below a copy of every published entry that it has none of: of the new one, and of all of them to a
 * unit that came later.
 */
export const copyKnowledgeToUnits = async (tdb: TenantDb, tenantId: number, senderName: string): Promise<void> => {
  await sql`
    insert into knowledge_copy (tenant_id, id, addressee_tenant_id, entry_id, sender_name, about, title, question, answer, published_on)
    select k.tenant_id, gen_random_uuid(), u.tenant_id, k.id, ${senderName}, k.about, k.title, k.question, k.answer, k.published_on
    from knowledge_entry k cross join (select distinct t.tenant_id from known_tenants(null) t where t.depth > 0 and t.kind <> 'vendor') u
    where k.tenant_id = ${tenantId} and k.state = 'published'
      and not exists (select 1 from knowledge_copy c where c.tenant_id = ${tenantId} and c.entry_id = k.id
        and c.addressee_tenant_id = u.tenant_id)`.execute(tdb);
};

/** Copies follow their entry. */
export const followKnowledge = async (tdb: TenantDb, tenantId: number, entryId: string): Promise<void> => {
  await sql`
    update knowledge_copy c set about = k.about, title = k.title, question = k.question, answer = k.answer,
      state = case k.state when 'withdrawn' then 'withdrawn' else 'current' end
    from knowledge_entry k where k.tenant_id = ${tenantId} and k.id = ${entryId}::uuid
      and c.tenant_id = ${tenantId} and c.entry_id = k.id`.execute(tdb);
};

export const findKnowledgeCopy = (
  tdb: TenantDb,
  tenantId: number,
  copyId: string,
): Promise<{ id: string; officeTenantId: number; entryId: string; title: string } | undefined> =>
  tdb
    .selectFrom('knowledgeCopy')
    .select(['id', 'tenantId as officeTenantId', 'entryId', 'title'])
    .where('addresseeTenantId', '=', tenantId)
    .where('id', '=', copyId)
    .where('state', '=', 'current')
    .where('dispatchedAt', 'is not', null)
    .executeTakeFirst();

export const saveVote = async (
  tdb: TenantDb,
  row: {
    tenantId: number;
    id: string;
    addresseeTenantId: number;
    copyId: string;
    entryId: string;
    isUseful: boolean;
    votedBy: string;
  },
): Promise<void> => {
  await tdb
    .insertInto('knowledgeVote')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'copyId']).doUpdateSet({ isUseful: row.isUseful, votedBy: row.votedBy }),
    )
    .execute();
};
