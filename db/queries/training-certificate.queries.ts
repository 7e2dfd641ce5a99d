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

/**
 * Who came and may have a certificate of the session, how many hold a valid one, and how many may not have one yet. A
 * session with an exam certifies those who passed it, or the exam that was held again for the others; quizzes and
 * contests decide nothing. A name without an account is taken for the person of that name in the same unit, as it was
 * when the exam was sat.
 */
export const listUncertified = async (
  tdb: TenantDb,
  tenantId: number,
  sessionId: string,
): Promise<{ open: UncertifiedRow[]; already: number; notPassed: number }> => {
  const { rows } = await sql<
    UncertifiedRow & { has: boolean; may: boolean }
  >`with exams as (select e.id from exam e where e.tenant_id = ${tenantId} and e.session_id = ${sessionId}::uuid
        and e.purpose = 'exam' and e.state = 'published'),
      passed as (select distinct p.tenant_id, p.account_id, p.person_name from exam_attempt p
        where p.addressee_tenant_id = ${tenantId} and p.dispatched_at is not null and p.is_passed
          and p.exam_id in (select id from exams))
    select a.id as attendance_id, a.unit_tenant_id, a.unit_name, a.person_name,
      a.account_id, c.id is not null as has,
      not exists (select 1 from exams) or exists (select 1 from passed p where p.tenant_id = a.unit_tenant_id
        and case when a.account_id is null then p.person_name = a.person_name else p.account_id = a.account_id end) as may
    from course_attendance a left join training_certificate c on c.tenant_id = a.tenant_id and c.attendance_id = a.id and c.state = 'valid'
    where a.tenant_id = ${tenantId} and a.session_id = ${sessionId}::uuid order by a.unit_name collate "C", a.id limit 20000`.execute(
    tdb,
  );
  const without = rows.filter((row) => !row.has);
  return {
    open: without.filter((row) => row.may),
    already: rows.length - without.length,
    notPassed: without.filter((row) => !row.may).length,
  };
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
