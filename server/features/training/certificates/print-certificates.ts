import type { TenantDb } from '@/db/client';
import {
  type CertificateRow,
  findCertificate,
  listPrintedCertificates,
} from '@/db/queries/training-certificate.queries';
import { audit } from '@/server/audit/audit';
import { type PrintedCertificate, renderCertificatesPdf } from '@/server/documents/certificate-pdf';
import { chineseDate } from '@/server/domain/inspection/document-forms';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import type { ObjectStore } from '@/server/objects/object-store';
import { storeUpload } from '@/server/objects/store-upload';
import { enqueue } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';
import { printCertificatesJob } from '../training.jobs.ts';

const PDF_BYTES = 64 * 1024 * 1024;

const printedOf = (row: CertificateRow): PrintedCertificate => ({
  ...row,
  hours: Number(row.hours),
  heldOnText: chineseDate(row.heldOn),
  issuedOnText: chineseDate(row.issuedOn),
  validText: row.validUntil ? `有效期至${chineseDate(row.validUntil)}` : '长期有效',
});

const keepPdf = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  paper: { rows: readonly CertificateRow[]; fileName: string },
) =>
  storeUpload(tdb, scope, objects, {
    stream: await renderCertificatesPdf(paper.rows.map(printedOf)),
    fileName: paper.fileName,
    maxBytes: PDF_BYTES,
    accept: ['application/pdf'],
  });

/** One certificate as PDF, for its issuer and for the unit of its holder. A revoked one is printed for nobody. */
export const downloadCertificate = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { certificateId: string },
): Promise<FileReference> => {
  const row = await findCertificate(tdb, scope.tenantId, input.certificateId);
  if (!row || row.standing === 'revoked')
    throw new AppError('NOT_FOUND', `certificate ${input.certificateId} is not in tenant ${scope.tenantId}`);
  const fileName = `培训证书_${row.personName}_${row.number}.pdf`;
  const stored = await keepPdf(tdb, scope, objects, { rows: [row], fileName });
  await audit(tdb, scope, {
    action: 'certificates.download',
    objectKind: 'training_certificate',
    objectId: row.id,
    objectLabel: row.number,
  });
  const { sha256, mediaType, sizeBytes } = stored;
  return { tenantId: scope.tenantId, sha256, fileName: stored.fileName, mediaType, sizeBytes };
};

/** 批量打印: owed to a worker; the file waits in the job centre. */
export const askPrint = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { sessionId: string },
): Promise<{ jobId: string; certificates: number }> => {
  const rows = await listPrintedCertificates(tdb, scope.tenantId, input.sessionId);
  const [first] = rows;
  if (!first) throw new AppError('NOT_FOUND', `no certificates of ${input.sessionId} in tenant ${scope.tenantId}`);
  const jobId = await enqueue(tdb, scope, printCertificatesJob, input);
  await audit(tdb, scope, {
    action: 'certificates.print',
    objectKind: 'training_certificate',
    objectId: input.sessionId,
    objectLabel: first.title,
    detail: { certificates: rows.length, jobId },
  });
  return { jobId, certificates: rows.length };
};

/** What the worker does: all certificates of a session in one file, one a page. */
export const printCertificates = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  payload: { sessionId: string },
): Promise<{ objectId: string; fileName: string }> => {
  const rows = await listPrintedCertificates(tdb, scope.tenantId, payload.sessionId);
  const [first] = rows;
  if (!first) throw new AppError('NOT_FOUND', `no certificates of ${payload.sessionId}`);
  const stored = await keepPdf(tdb, scope, objects, { rows, fileName: `培训证书_${first.title}.pdf` });
  return { objectId: stored.id, fileName: stored.fileName };
};
