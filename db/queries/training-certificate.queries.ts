import { sql } from 'kysely';
import { CERTIFICATE_WARNING_DAYS } from '@/server/domain/training/certificate';
import type { SystemDb, TenantDb } from '../client.ts';
import { todayInShanghai as today } from './lateness.ts';
import { beyond, containing, countUpToCap, type Walk, walkOrder } from './paging.ts';

/* 培训证书: the organiser's rows, read by the unit of the holder too. */

export interface CertificateInsert {
  tenantId: number;
  id: string;
  addresseeTenantId: number | null;
  sessionId: string;
  attendanceId: string;
  number: string;
  verifyCode: string;
  verifyUrl: string;
  unitName: string;
  personName: string;
  accountId: string | null;
  title: string;
  hours: string;
  heldOn: string;
  issuerName: string;
  issuedOn: string;
  validUntil: string | null;
  createdBy: string;
}
export interface CertificateRow {
  tenantId: number;
  id: string;
  number: string;
  verifyUrl: string;
  sessionId: string;
  unitName: string;
  personName: string;
  title: string;
  hours: string;
  heldOn: string;
  issuerName: string;
  issuedOn: string;
  validUntil: string | null;
  standing: string;
  revokeReason: string | null;
  rowVersion: number;
}

const COLUMNS = [
  'tenantId',
  'id',
  'number',
  'verifyUrl',
  'sessionId',
  'unitName',
  'personName',
  'title',
  'hours',
  'heldOn',
  'issuerName',
  'issuedOn',
  'validUntil',
  'revokeReason',
  'rowVersion',
] as const;
const standing = sql<string>`case when state = 'revoked' then 'revoked' when valid_until < ${today} then 'expired'
  when valid_until <= ${today} + ${CERTIFICATE_WARNING_DAYS}::int then 'expiring' else 'valid' end`;

export const insertCertificates = async (tdb: TenantDb, rows: readonly CertificateInsert[]): Promise<void> => {
  if (rows.length === 0) return;
  await tdb
    .insertInto('trainingCertificate')
    .values([...rows])
    .execute();
};

export interface UncertifiedRow {
  attendanceId: string;
  unitTenantId: number;
  unitName: string;
  personName: string;
  accountId: string | null;
}

/** Who came and holds no valid certificate of the session, and how many do. */
export const listUncertified = async (
  tdb: TenantDb,
  tenantId: number,
  sessionId: string,
): Promise<{ open: UncertifiedRow[]; already: number }> => {
  const { rows } = await sql<
    UncertifiedRow & { has: boolean }
  >`select a.id as attendance_id, a.unit_tenant_id, a.unit_name, a.person_name,
      a.account_id, c.id is not null as has
    from course_attendance a left join training_certificate c on c.tenant_id = a.tenant_id and c.attendance_id = a.id and c.state = 'valid'
    where a.tenant_id = ${tenantId} and a.session_id = ${sessionId}::uuid order by a.unit_name collate "C", a.id limit 20000`.execute(
    tdb,
  );
  return { open: rows.filter((row) => !row.has), already: rows.filter((row) => row.has).length };
};

export interface CertificateFilter {
  side: 'issued' | 'received';
  sessionId?: string | undefined;
  standing?: string | undefined;
  q?: string | undefined;
}

const filtered = (tdb: TenantDb, tenantId: number, filter: CertificateFilter) => {
  const { side, sessionId, q } = filter;
  let query = tdb
    .selectFrom('trainingCertificate')
    .where(side === 'issued' ? 'tenantId' : 'addresseeTenantId', '=', tenantId)
    .where('dispatchedAt', 'is not', null);
  if (sessionId) query = query.where('sessionId', '=', sessionId);
  if (filter.standing) query = query.where(standing, '=', filter.standing);
  if (q) {
    const pattern = containing(q);
    query = query.where((eb) =>
      eb.or([eb('personName', 'ilike', pattern), eb('unitName', 'ilike', pattern), eb('number', 'ilike', pattern)]),
    );
  }
  return query;
};

/** The newest first. */
export const listCertificateRows = (
  tdb: TenantDb,
  tenantId: number,
  filter: CertificateFilter,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<CertificateRow[]> => {
  let query = filtered(tdb, tenantId, filter).select(COLUMNS).select(standing.as('standing'));
  const { cursor, direction } = page;
  if (cursor)
    query = query.where((eb) =>
      eb(eb.refTuple('issuedOn', 'id'), beyond('desc', direction), eb.tuple(cursor[0], cursor[1])),
    );
  const order = walkOrder('desc', direction);
  return query
    .orderBy('issuedOn', order)
    .orderBy('id', order)
    .limit(page.limit + 1)
    .execute();
};

export const countCertificateRows = (tdb: TenantDb, tenantId: number, filter: CertificateFilter): Promise<number> =>
  countUpToCap(tdb, filtered(tdb, tenantId, filter).select('id'));

/** One that this tenant issued or that came with one of its people. */
export const findCertificate = (tdb: TenantDb, tenantId: number, id: string): Promise<CertificateRow | undefined> =>
  tdb
    .selectFrom('trainingCertificate')
    .select(COLUMNS)
    .select(standing.as('standing'))
    .where((eb) => eb.or([eb('tenantId', '=', tenantId), eb('addresseeTenantId', '=', tenantId)]))
    .where('id', '=', id)
    .executeTakeFirst();

/** Those of a session that are not revoked, as the tenant may read them, in the order of printing. */
export const listPrintedCertificates = (
  tdb: TenantDb,
  tenantId: number,
  sessionId: string,
): Promise<CertificateRow[]> =>
  tdb
    .selectFrom('trainingCertificate')
    .select(COLUMNS)
    .select(standing.as('standing'))
    .where((eb) => eb.or([eb('tenantId', '=', tenantId), eb('addresseeTenantId', '=', tenantId)]))
    .where('sessionId', '=', sessionId)
    .where('state', '=', 'valid')
    .orderBy('number')
    .orderBy('id')
    .limit(2_000)
    .execute();

export const revokeCertificateRow = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; rowVersion: number },
  reason: string,
): Promise<boolean> => {
  const result = await tdb
    .updateTable('trainingCertificate')
    .set({ state: 'revoked', revokedOn: sql<string>`${today}`, revokeReason: reason, rowVersion: key.rowVersion + 1 })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('state', '=', 'valid')
    .where('rowVersion', '=', key.rowVersion)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

export interface VerifiedCertificateRow {
  number: string;
  personName: string;
  title: string;
  heldOn: string;
  issuedOn: string;
  validUntil: string | null;
  standing: string;
}

/** What stands on the paper with this code, whoever asks. */
export const findCertificateByCode = (sdb: SystemDb, verifyCode: string): Promise<VerifiedCertificateRow | undefined> =>
  sdb
    .selectFrom('trainingCertificate')
    .select(['number', 'personName', 'title', 'heldOn', 'issuedOn', 'validUntil'])
    .select(standing.as('standing'))
    .where('verifyCode', '=', verifyCode)
    .orderBy('number')
    .limit(1)
    .executeTakeFirst();
