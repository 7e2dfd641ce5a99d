import { type RawBuilder, sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { todayInShanghai as today } from './lateness.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';
import { hasOpenTodo } from './todo.queries.ts';

/*
 * 制度阅读确认. A rule is an entry of the register of rules; a version is confirmed as it stands there. Secrecy rules are
 * confirmed by everybody, others where the register says so.
 */

export const RULE_TODO = 'rule.read';

export interface RuleRow {
  entryId: string;
  title: string;
  kind: string;
  scope: string | null;
  version: string;
  approver: string | null;
  content: string | null;
  issuedOn: string;
  replacedOn: string | null;
  isValid: boolean;
  ownConfirmedAt: string | null;
  confirmed: number;
  unconfirmed: number;
}
interface Reader {
  tenantId: number;
  accountId: string | null;
}

const people = (tenantId: number): RawBuilder<unknown> =>
  sql`(select m.id, m.account_id, m.display_name from membership m where m.tenant_id = ${tenantId} and m.state = 'active')`;

const confirmed = (
  tenantId: number,
) => sql`select from rule_reading r where r.tenant_id = ${tenantId} and r.entry_id = e.id
  and r.version = e.said ->> 'version'`;

const rules = ({ tenantId, accountId }: Reader): RawBuilder<unknown> => sql`(
  select e.id as entry_id, e.title, e.said ->> 'kind' as kind, e.said ->> 'scope' as scope, e.said ->> 'version' as version,
    e.said ->> 'approver' as approver, e.said ->> 'content' as content, e.entry_on as issued_on, e.until_on as replaced_on,
    e.entry_on <= ${today} and (e.until_on is null or e.until_on > ${today}) as is_valid,
    (select r.confirmed_at from rule_reading r where r.tenant_id = ${tenantId} and r.entry_id = e.id
      and r.version = e.said ->> 'version' and r.account_id = ${accountId}::uuid) as own_confirmed_at,
    (select count(*)::int from rule_reading r where r.tenant_id = ${tenantId} and r.entry_id = e.id and r.version = e.said ->> 'version') as confirmed,
    (select count(*)::int from ${people(tenantId)} p where not exists (${confirmed(tenantId)} and r.account_id = p.account_id)) as unconfirmed
  from register_entry e where e.tenant_id = ${tenantId} and e.register_code = 'rule_document' and e.state = 'current'
    and (e.said ->> 'kind' = 'secrecy' or (e.said ->> 'mustConfirm')::boolean))`;

export interface RuleFilter {
  shown?: 'valid' | 'mine' | 'all' | undefined;
  kind?: string | undefined;
  q?: string | undefined;
  title?: string | undefined;
  entryId?: string | undefined;
}
const wished = ({ shown, kind, q, title, entryId }: RuleFilter) => sql`true
  ${shown === 'valid' || shown === 'mine' ? sql`and x.is_valid` : sql``} ${shown === 'mine' ? sql`and x.own_confirmed_at is null` : sql``}
  ${kind ? sql`and x.kind = ${kind}` : sql``} ${q ? sql`and x.title ilike ${containing(q)}` : sql``}
  ${title ? sql`and x.title = ${title}` : sql``} ${entryId ? sql`and x.entry_id = ${entryId}::uuid` : sql``}`;

/** The newest version first. One more than asked for. */
export const listRuleRows = async (
  tdb: TenantDb,
  reader: Reader,
  filter: RuleFilter,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<RuleRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (x.issued_on, x.entry_id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::date, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<RuleRow>`select x.* from ${rules(reader)} x where ${wished(filter)} ${past}
    order by x.issued_on ${order}, x.entry_id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const countRuleRows = async (tdb: TenantDb, reader: Reader, filter: RuleFilter): Promise<number> => {
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from ${rules(reader)} x where ${wished(filter)}`.execute(tdb);
  return rows[0]?.n ?? 0;
};

/** Answers when it was confirmed, and nothing where it was before. */
export const insertRuleReading = async (
  tdb: TenantDb,
  row: { tenantId: number; entryId: string; version: string; accountId: string; personName: string },
): Promise<string | null> => {
  const put = await tdb
    .insertInto('ruleReading')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('confirmedAt')
    .executeTakeFirst();
  return put?.confirmedAt ?? null;
};

/** The membership of somebody in the tenant. */
export const findMembershipOf = async (tdb: TenantDb, tenantId: number, accountId: string): Promise<string | null> => {
  const { rows } = await sql<{
    id: string;
  }>`select p.id from ${people(tenantId)} p where p.account_id = ${accountId}::uuid`.execute(tdb);
  return rows[0]?.id ?? null;
};

export interface RuleReaderRow {
  accountId: string;
  name: string;
  confirmedAt: string | null;
  isReminded: boolean;
}

/** Who has confirmed a version, or who of today's people has not, by name. */
export const listRuleReaderRows = async (
  tdb: TenantDb,
  tenantId: number,
  question: { entryId: string; version: string; hasConfirmed: boolean },
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<RuleReaderRow[]> => {
  const { entryId, version, hasConfirmed } = question;
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('asc', direction));
  const read = sql`select r.account_id, r.person_name as name, r.confirmed_at, false as is_reminded from rule_reading r
    where r.tenant_id = ${tenantId} and r.entry_id = ${entryId}::uuid and r.version = ${version}`;
  const unread = sql`select p.account_id, p.display_name as name, null::timestamptz as confirmed_at,
      ${hasOpenTodo(tenantId, RULE_TODO, 'p.id')} as is_reminded
    from ${people(tenantId)} p where not exists (select 1 from rule_reading r where r.tenant_id = ${tenantId}
      and r.entry_id = ${entryId}::uuid and r.version = ${version} and r.account_id = p.account_id)`;
  const past = cursor
    ? sql`where (x.name collate "C", x.account_id) ${sql.raw(beyond('asc', direction))} (${cursor[0]}, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<RuleReaderRow>`select x.* from (${hasConfirmed ? read : unread}) x ${past}
    order by x.name collate "C" ${order}, x.account_id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

/** People of today with a rule that holds and that they have not confirmed. */
export const listOwingReaders = async (
  tdb: TenantDb,
  tenantId: number,
): Promise<{ membershipId: string; accountId: string; rules: number; isReminded: boolean }[]> => {
  const { rows } = await sql<{ membershipId: string; accountId: string; rules: number; isReminded: boolean }>`
    select p.id as membership_id, p.account_id, count(*)::int as rules,
      ${hasOpenTodo(tenantId, RULE_TODO, 'p.id')} as is_reminded
    from ${people(tenantId)} p cross join ${rules({ tenantId, accountId: null })} x
    where x.is_valid and not exists (select 1 from rule_reading r where r.tenant_id = ${tenantId} and r.entry_id = x.entry_id
      and r.version = x.version and r.account_id = p.account_id)
    group by p.id, p.account_id order by p.id limit 20000`.execute(tdb);
  return rows;
};
