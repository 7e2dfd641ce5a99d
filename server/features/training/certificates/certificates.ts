import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { type Pools, type TenantDb, withSystemDb } from '@/db/client';
import { readToday } from '@/db/queries/clock.queries';
import { nextNumber } from '@/db/queries/inspection-campaign.queries';
import {
  countCertificateRows,
  findCertificate,
  findCertificateByCode,
  insertCertificates,
  listCertificateRows,
  listUncertified,
  revokeCertificateRow,
} from '@/db/queries/training-certificate.queries';
import { audit } from '@/server/audit/audit';
import { maskName } from '@/server/domain/disposition/accession';
import { AppError } from '@/server/domain/shared/app-error';
import { isoDate, uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import {
  type CertificateView,
  certificateView,
  type IssueCertificatesInput,
  type ListCertificatesInput,
  type VerifiedCertificate,
  verifiedCertificate,
} from '@/server/domain/training/certificate';
import { listUnitsServed } from '@/server/tenancy/list-units-served';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireSession } from '../require-session.ts';

const OBJECT = 'training_certificate';
const cursorKey = z.tuple([isoDate, uuid]);

const numberOf = (year: string, sequence: number): string => `培〔${year}〕${String(sequence).padStart(4, '0')}号`;

/**
 * 批量发证: everybody in the list of a session that was held gets a number and a code, whoever has one keeps it. Where
 * the session has an exam, only who passed it gets one; the others are counted and can be given theirs later. The unit
 * of the holder reads it from then on.
 */
export const issueCertificates = async (
  tdb: TenantDb,
  scope: TenantScope,
  publicOrigin: string,
  input: IssueCertificatesInput,
): Promise<{ issued: number; already: number; notPassed: number }> => {
  const { accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'certificates need a person');
  const session = await requireSession(tdb, scope, input.sessionId, (state) => state === 'held');
  const today = await readToday(tdb);
  if (input.validUntil !== null && input.validUntil <= today)
    throw new AppError('BAD_INPUT', 'it would run out before it begins', { validUntil: 'past' });
  const { open, already, notPassed } = await listUncertified(tdb, scope.tenantId, session.id);
  if (open.length === 0 && notPassed > 0)
    throw new AppError('NOBODY_PASSED_YET', `${notPassed} people of session ${session.id} have not passed its exam`);
  if (open.length === 0) throw new AppError('NOBODY_TO_CERTIFY', `session ${session.id} has nobody without`);
  const served = new Set((await listUnitsServed(tdb)).map((unit) => unit.tenantId));
  const year = today.slice(0, 4);
  const rows = [];
  for (const { attendanceId, unitTenantId, unitName, personName, accountId: holder } of open) {
    const verifyCode = randomBytes(16).toString('hex');
    rows.push({
      attendanceId,
      unitName,
      personName,
      accountId: holder,
      tenantId: scope.tenantId,
      id: uuidv7(),
      addresseeTenantId: served.has(unitTenantId) ? unitTenantId : null,
      sessionId: session.id,
      number: numberOf(year, await nextNumber(tdb, scope.tenantId, `training.certificate:${year}`)),
      verifyCode,
      verifyUrl: `${publicOrigin}/verify/certificate/${verifyCode}`,
      title: session.title,
      hours: session.hours,
      heldOn: session.heldOn,
      issuerName: scope.tenantName,
      issuedOn: today,
      validUntil: input.validUntil,
      createdBy: accountId,
    });
  }
  await insertCertificates(tdb, rows);
  await audit(tdb, scope, {
    action: 'certificates.issue',
    objectKind: OBJECT,
    objectId: session.id,
    objectLabel: session.title,
    detail: { issued: rows.length, already, notPassed, from: rows[0]?.number, to: rows.at(-1)?.number },
  });
  return { issued: rows.length, already, notPassed };
};

/** 证书 that were issued here, or that the unit's own people hold. */
export const listCertificates = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListCertificatesInput,
): Promise<Page<CertificateView>> => {
  const { direction, limit, ...filter } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listCertificateRows(tdb, scope.tenantId, filter, { cursor, direction, limit });
  const total = await countCertificateRows(tdb, scope.tenantId, filter);
  return cutPage(
    rows.map((row) => certificateView.parse({ ...row, hours: Number(row.hours) })),
    { limit, direction, hasCursor: cursor !== undefined, total },
    (row) => encodeCursor([row.issuedOn, row.id]),
  );
};

/** 撤销 for a reason: the paper stays in the world, its number says from now on that it is void. */
export const revokeCertificate = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { certificateId: string; rowVersion: number; reason: string },
): Promise<void> => {
  refuseClassified(input.reason);
  const found = await findCertificate(tdb, scope.tenantId, input.certificateId);
  const key = { tenantId: scope.tenantId, id: input.certificateId, rowVersion: input.rowVersion };
  if (!(await revokeCertificateRow(tdb, key, input.reason))) {
    // Whoever only holds it is answered like a stranger.
    const isOwn = found?.tenantId === scope.tenantId;
    throw new AppError(isOwn ? 'STALE_VERSION' : 'NOT_FOUND', `certificate ${input.certificateId} was not revoked`);
  }
  await audit(tdb, scope, {
    action: 'certificates.revoke',
    objectKind: OBJECT,
    objectId: input.certificateId,
    objectLabel: `${found?.number ?? ''} ${found?.personName ?? ''}`,
    detail: { reason: input.reason },
  });
};

/** 核验: whether the number on the paper stands, with the name masked. */
export const verifyCertificate = async (pools: Pools, input: { verifyCode: string }): Promise<VerifiedCertificate> => {
  const found = await withSystemDb(pools, (sdb) => findCertificateByCode(sdb, input.verifyCode));
  if (!found) throw new AppError('NOT_FOUND', 'no certificate carries this code');
  return verifiedCertificate.parse({ ...found, maskedName: maskName(found.personName) });
};
