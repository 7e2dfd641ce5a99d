import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

/* 利用者: known again by the fingerprint of a paper. */
export interface ReaderFields {
  name: string;
  kind: string;
  unit: string | null;
  ageGroup: string | null;
  contact: string | null;
}
export interface ReaderPaper {
  idKind: string;
  idTail: string;
  idFingerprint: string;
}
export interface ReaderRow extends ReaderFields {
  id: string;
  idKind: string | null;
  idTail: string | null;
  visits: number;
  lastOn: string | null;
}

const readers = (tdb: TenantDb, tenantId: number) =>
  tdb
    .selectFrom('reader as r')
    .select(['r.id', 'r.name', 'r.kind', 'r.unit', 'r.ageGroup', 'r.contact', 'r.idKind', 'r.idTail'])
    .select(
      sql<number>`(select count(*)::int from reading_visit v where v.tenant_id = ${tenantId} and v.reader_id = r.id and v.state = 'served')`.as(
        'visits',
      ),
    )
    .select(
      sql<
        string | null
      >`(select max(v.visited_on) from reading_visit v where v.tenant_id = ${tenantId} and v.reader_id = r.id and v.state = 'served')`.as(
        'lastOn',
      ),
    )
    .where('r.tenantId', '=', tenantId);

export const findReaderByPaper = (
  tdb: TenantDb,
  tenantId: number,
  idFingerprint: string,
): Promise<ReaderRow | undefined> =>
  readers(tdb, tenantId).where('r.idFingerprint', '=', idFingerprint).executeTakeFirst();

export const findReader = (tdb: TenantDb, tenantId: number, readerId: string): Promise<ReaderRow | undefined> =>
  readers(tdb, tenantId).where('r.id', '=', readerId).executeTakeFirst();

/** One row for a paper, brought up to what was said last; without a paper a row of its own. Answers its id. */
export const keepReader = async (
  tdb: TenantDb,
  row: ReaderFields & { tenantId: number; id: string } & (ReaderPaper | Record<keyof ReaderPaper, null>),
): Promise<string> => {
  const { name, kind, unit, ageGroup, contact } = row;
  const kept = await tdb
    .insertInto('reader')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'idFingerprint']).doUpdateSet({
        name,
        kind,
        unit,
        ageGroup: sql`coalesce(${ageGroup}, reader.age_group)`,
        contact: sql`coalesce(${contact}, reader.contact)`,
        rowVersion: sql`reader.row_version + 1`,
      }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return kept.id;
};

/** What of a paper may be shown, by reader. */
export const listReaderPapers = (
  tdb: TenantDb,
  tenantId: number,
  readerIds: readonly string[],
): Promise<{ id: string; idKind: string | null; idTail: string | null }[]> =>
  tdb
    .selectFrom('reader')
    .select(['id', 'idKind', 'idTail'])
    .where('tenantId', '=', tenantId)
    .where(sql<boolean>`id = any (${readerIds as string[]}::uuid[])`)
    .orderBy('id')
    .execute();
