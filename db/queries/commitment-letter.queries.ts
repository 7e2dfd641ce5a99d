import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { todayInShanghai as today } from './lateness.ts';
import { beyond, type Walk, walkOrder } from './paging.ts';

/* 保密承诺书 by version. The signatures are entries of the register `commitment` that name the version. */
export interface LetterRow {
  id: string;
  version: string;
  title: string;
  rules: string[];
  heads: string[];
  issuedOn: string;
  issuedByName: string;
  signed: number;
  unsigned: number;
}

/** People of the office: its members without those of vendors, and who is in post by the staff register. */
const people = (tenantId: number) => sql`(
  select m.display_name as name from membership m where m.tenant_id = ${tenantId} and m.state = 'active'
  union select e.title from register_entry e where e.tenant_id = ${tenantId} and e.register_code = 'staff' and e.state = 'current'
    and e.entry_on <= ${today} and (e.until_on is null or e.until_on > ${today}))`;

const signatures = (tenantId: number) => sql`(
  select distinct on (e.said ->> 'version', e.title) e.id, e.title as name, e.said ->> 'version' as version, e.entry_on as signed_on
  from register_entry e where e.tenant_id = ${tenantId} and e.register_code = 'commitment' and e.state = 'current'
  order by e.said ->> 'version', e.title, e.entry_on desc, e.id desc)`;

const letters = (tenantId: number) => sql`
  select l.id, l.version, l.title, l.rules, l.heads, l.issued_on, l.issued_by_name,
    (select count(*)::int from ${signatures(tenantId)} s where s.version = l.version) as signed,
    (select count(*)::int from ${people(tenantId)} p where not exists (select 1 from ${signatures(tenantId)} s where s.version = l.version and s.name = p.name)) as unsigned
  from commitment_letter l where l.tenant_id = ${tenantId}`;

/** The newest version first. */
export const listLetterRows = async (
  tdb: TenantDb,
  tenantId: number,
  page: { cursor: readonly [string, string] | undefined; direction: Walk; limit: number },
): Promise<LetterRow[]> => {
  const { cursor, direction, limit } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (l.issued_on, l.id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::date, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } =
    await sql<LetterRow>`${letters(tenantId)} ${past} order by l.issued_on ${order}, l.id ${order} limit ${limit + 1}`.execute(
      tdb,
    );
  return rows;
};

export const findLetter = async (tdb: TenantDb, tenantId: number, letterId: string): Promise<LetterRow | undefined> => {
  const { rows } = await sql<LetterRow>`${letters(tenantId)} and l.id = ${letterId}::uuid`.execute(tdb);
  return rows[0];
};

export const insertLetter = async (
  tdb: TenantDb,
  row: {
    tenantId: number;
    id: string;
    version: string;
    title: string;
    rules: string[];
    heads: string[];
    issuedOn: string;
    issuedByName: string;
  },
): Promise<void> => {
  await tdb.insertInto('commitmentLetter').values(row).execute();
};

export interface SignerRow {
  name: string;
  signedOn: string | null;
  entryId: string | null;
}

const signers = (tenantId: number, version: string, hasSigned: boolean) =>
  hasSigned
    ? sql`(select s.name, s.signed_on, s.id as entry_id from ${signatures(tenantId)} s where s.version = ${version})`
    : sql`(select p.name, null::date as signed_on, null::uuid as entry_id from ${people(tenantId)} p
        where not exists (select 1 from ${signatures(tenantId)} s where s.version = ${version} and s.name = p.name))`;

/** Who has signed a version, or who has not, by name. */
export const listSignerRows = async (
  tdb: TenantDb,
  tenantId: number,
  question: { version: string; hasSigned: boolean },
  page: { after: string | undefined; direction: Walk; limit: number },
): Promise<SignerRow[]> => {
  const order = sql.raw(walkOrder('asc', page.direction));
  const past =
    page.after === undefined
      ? sql``
      : sql`where q.name collate "C" ${sql.raw(beyond('asc', page.direction))} ${page.after}::text collate "C"`;
  const { rows } =
    await sql<SignerRow>`select q.name, q.signed_on, q.entry_id from ${signers(tenantId, question.version, question.hasSigned)} q ${past}
    order by q.name collate "C" ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

/** The day on which somebody of that name signed the version. */
export const findSignature = async (
  tdb: TenantDb,
  tenantId: number,
  version: string,
  name: string,
): Promise<string | null> => {
  const { rows } = await sql<{
    signedOn: string;
  }>`select s.signed_on from ${signatures(tenantId)} s where s.version = ${version} and s.name = ${name}`.execute(tdb);
  return rows[0]?.signedOn ?? null;
};
