import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { nextNumber, readClock } from '@/db/queries/inspection-campaign.queries';
import { insertOfficialDocument, insertService } from '@/db/queries/official-document.queries';
import { type PrintedDocument, renderOfficialPdf } from '@/server/documents/official-document-pdf';
import type { Press } from '@/server/documents/press';
import {
  chineseDate,
  DOCUMENT_FIELDS,
  type DocumentCode,
  type DocumentField,
  documentForm,
  documentNumberOf,
  fillFields,
} from '@/server/domain/inspection/document-forms';
import { type DocumentContent, documentContent } from '@/server/domain/inspection/official-document';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';
import { readWording } from './templates.ts';

export type { Press } from '@/server/documents/press';

/** What stands on a document beside the words of its form. */
export interface PressOrder {
  code: DocumentCode;
  values: Readonly<Record<DocumentField, string>>;
  demands: DocumentContent['demands'];
  /** Null for a holder that has no workspace. */
  subjectTenantId: number | null;
  subjectName: string;
  inspectionId: string | null;
  dueOn?: string | undefined;
  /** Sent through the system, so that it is served with the sending. */
  isSent: boolean;
}

export interface MadeDocument {
  id: string;
  documentNumber: string;
  title: string;
  objectId: string;
}

/** The record of a closed inspection counts in the series of its form: one paper, one number. */
const seriesOf = (code: DocumentCode, year: number): string =>
  `inspection.${code === 'CHECKLIST' ? 'RECORD' : code}:${year}`;

export const printedOf = (content: DocumentContent, digest: string): PrintedDocument => ({
  ...content,
  demands: content.demands.map((demand) => ({ ...demand, dueOn: demand.dueOn && chineseDate(demand.dueOn) })),
  issuedOnText: chineseDate(content.issuedOn),
  digest,
  verifyText: content.verifyUrl,
});

export const digestOf = (content: DocumentContent): string =>
  createHash('sha256')
    .update(JSON.stringify(documentContent.parse(content)))
    .digest('hex');

/** Every named field, empty but for those that are given. */
export const fieldsOf = (given: Partial<Record<DocumentField, string>>): Record<DocumentField, string> => {
  const empty = Object.fromEntries(DOCUMENT_FIELDS.map((field) => [field, ''])) as Record<DocumentField, string>;
  return { ...empty, ...given };
};

interface Frame {
  today: string;
  year: number;
  publicOrigin: string;
  verifyCode: string;
}

const composeContent = async (tdb: TenantDb, scope: TenantScope, order: PressOrder, frame: Frame) => {
  const form = documentForm(order.code);
  const { wording, version } = await readWording(tdb, scope, order.code);
  const sequence = await nextNumber(tdb, scope.tenantId, seriesOf(order.code, frame.year));
  const content = documentContent.parse({
    code: order.code,
    title: wording.title,
    documentNumber: documentNumberOf(wording.series, scope.tenantName, frame.year, sequence),
    opening: fillFields(wording.opening, order.values),
    demands: form.demands === 'none' ? [] : order.demands,
    closing: fillFields(wording.closing, order.values),
    signatures: [...form.signatures],
    sealPlace: wording.sealPlace,
    issuerName: scope.tenantName,
    issuedOn: frame.today,
    verifyUrl: `${frame.publicOrigin}/verify/${frame.verifyCode}`,
  });
  return { content, version, sequence };
};

/**
 * Makes a document: number, words, digest and the row of its PDF in the caller's transaction, so that a number that was
 * given stands on a paper that exists. The PDF itself was printed before. The caller audits its own act.
 */
export const pressDocument = async (
  tdb: TenantDb,
  scope: TenantScope,
  press: Press,
  order: PressOrder,
): Promise<MadeDocument> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a document needs a person');
  const { subjectName } = order;
  const { today } = await readClock(tdb);
  const year = Number(today.slice(0, 4));
  const verifyCode = press.nextVerifyCode();
  const frame = { today, year, publicOrigin: press.publicOrigin, verifyCode };
  const { content, version, sequence } = await composeContent(tdb, scope, order, frame);
  const digest = digestOf(content);
  const stored = await press.take(tdb, scope, {
    digest,
    fileName: `${content.title}_${subjectName}_${content.documentNumber}.pdf`,
    print: () => renderOfficialPdf(printedOf(content, digest)),
  });
  const id = uuidv7();
  const { tenantId, accountId: createdBy, actorName: createdByName } = scope;
  await insertOfficialDocument(tdb, {
    tenantId,
    id,
    code: order.code,
    year,
    sequence,
    documentNumber: content.documentNumber,
    title: content.title,
    inspectionId: order.inspectionId,
    subjectTenantId: order.subjectTenantId,
    subjectName,
    issuerName: scope.tenantName,
    issuedOn: today,
    dueOn: order.dueOn ?? null,
    demandCount: content.demands.length,
    templateVersion: version,
    content,
    digest,
    verifyCode,
    objectId: stored.id,
    createdBy,
    createdByName,
  });
  if (order.isSent) await serveBySystem(tdb, scope, { documentId: id, today, receiver: subjectName });
  return { id, documentNumber: content.documentNumber, title: content.title, objectId: stored.id };
};

/** What was sent through the system reached the unit's workspace at once. */
const serveBySystem = async (
  tdb: TenantDb,
  scope: TenantScope,
  served: { documentId: string; today: string; receiver: string },
): Promise<void> => {
  await insertService(tdb, {
    tenantId: scope.tenantId,
    id: uuidv7(),
    documentId: served.documentId,
    servedOn: served.today,
    method: 'electronic',
    serverName: scope.actorName,
    receiverName: served.receiver,
    receiverPost: null,
    refused: false,
    note: null,
    recordedBy: scope.accountId ?? '',
  });
};
