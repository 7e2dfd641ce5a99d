import { createHash, randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import type { InspectionRow } from '@/db/queries/inspection.queries';
import { type CampaignRow, nextNumber, readClock } from '@/db/queries/inspection-campaign.queries';
import { insertOfficialDocument, insertService } from '@/db/queries/official-document.queries';
import { type PrintedDocument, renderOfficialPdf } from '@/server/documents/official-document-pdf';
import {
  chineseDate,
  type DocumentCode,
  type DocumentField,
  documentForm,
  documentNumberOf,
  fillFields,
} from '@/server/domain/inspection/document-forms';
import { DOCUMENT_BASIS } from '@/server/domain/inspection/enforcement-document';
import { type DocumentContent, documentContent } from '@/server/domain/inspection/official-document';
import type { FindingDocument, InspectionResult } from '@/server/domain/inspection/vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import type { ObjectStore } from '@/server/objects/object-store';
import { storeUpload } from '@/server/objects/store-upload';
import type { TenantScope } from '@/server/tenancy/scope';
import { RESULT_WORDS } from '../inspection-record.ts';
import { readWording } from './templates.ts';

/** What a document is made with: where its bytes are kept, and under which address its public page is found. */
export interface Press {
  objects: ObjectStore;
  publicOrigin: string;
}

/** What a paper says of the inspection that it belongs to. */
export type DocumentSubject = Pick<
  InspectionRow,
  | 'id'
  | 'subjectTenantId'
  | 'subjectName'
  | 'inspectedOn'
  | 'scheduledOn'
  | 'noticeNumber'
  | 'inspectorNames'
  | 'result'
>;

export interface DocumentOrder {
  code: DocumentCode;
  inspection: DocumentSubject;
  campaign: Pick<CampaignRow, 'title'>;
  demands: DocumentContent['demands'];
  text?: string | undefined;
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

const DOCUMENT_BYTES = 32 * 1024 * 1024;

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

const isOrder = (code: DocumentCode): code is FindingDocument =>
  code === 'RECTIFY' || code === 'CORRECT' || code === 'ADVICE';

const valuesOf = (scope: TenantScope, order: DocumentOrder, today: string): Record<DocumentField, string> => {
  const { code, inspection, campaign } = order;
  const rules = isOrder(code) ? DOCUMENT_BASIS[code] : { legalBasis: '', consequence: '' };
  return {
    单位: inspection.subjectName,
    机关: scope.tenantName,
    日期: chineseDate(today),
    检查日期: chineseDate(inspection.inspectedOn ?? inspection.scheduledOn ?? today),
    通知书号: inspection.noticeNumber ?? '',
    批次: campaign.title,
    检查人员: inspection.inspectorNames.join('、'),
    问题数: String(order.demands.length),
    期限: order.dueOn ? chineseDate(order.dueOn) : '',
    依据: rules.legalBasis,
    后果: rules.consequence,
    结果: inspection.result ? RESULT_WORDS[inspection.result as InspectionResult] : '',
    正文: order.text ?? '',
  };
};

const composeContent = async (tdb: TenantDb, scope: TenantScope, order: DocumentOrder, frame: Frame) => {
  const form = documentForm(order.code);
  const { wording, version } = await readWording(tdb, scope, order.code);
  const values = valuesOf(scope, order, frame.today);
  const sequence = await nextNumber(tdb, scope.tenantId, seriesOf(order.code, frame.year));
  const content = documentContent.parse({
    code: order.code,
    title: wording.title,
    documentNumber: documentNumberOf(wording.series, scope.tenantName, frame.year, sequence),
    opening: fillFields(wording.opening, values),
    demands: form.demands === 'none' ? [] : order.demands,
    closing: fillFields(wording.closing, values),
    signatures: [...form.signatures],
    sealPlace: wording.sealPlace,
    issuerName: scope.tenantName,
    issuedOn: frame.today,
    verifyUrl: `${frame.publicOrigin}/verify/${frame.verifyCode}`,
  });
  return { content, version, sequence };
};

interface Frame {
  today: string;
  year: number;
  publicOrigin: string;
  verifyCode: string;
}

/**
 * Makes a document: number, words, digest and PDF in the caller's transaction, so that a number that was given stands
 * on a paper that exists. The caller audits its own act.
 */
export const makeDocument = async (
  tdb: TenantDb,
  scope: TenantScope,
  press: Press,
  order: DocumentOrder,
): Promise<MadeDocument> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a document needs a person');
  const { inspection } = order;
  const { today } = await readClock(tdb);
  const year = Number(today.slice(0, 4));
  const verifyCode = randomBytes(16).toString('hex');
  const frame = { today, year, publicOrigin: press.publicOrigin, verifyCode };
  const { content, version, sequence } = await composeContent(tdb, scope, order, frame);
  const digest = digestOf(content);
  const stored = await storeUpload(tdb, scope, press.objects, {
    stream: await renderOfficialPdf(printedOf(content, digest)),
    fileName: `${content.title}_${inspection.subjectName}_${content.documentNumber}.pdf`,
    maxBytes: DOCUMENT_BYTES,
    accept: ['application/pdf'],
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
    inspectionId: inspection.id,
    subjectTenantId: inspection.subjectTenantId,
    subjectName: inspection.subjectName,
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
  if (order.isSent) await serveBySystem(tdb, scope, { documentId: id, today, receiver: inspection.subjectName });
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
