import type { TenantDb } from '@/db/client';
import { findInspectionForUpdate } from '@/db/queries/inspection.queries';
import { audit } from '@/server/audit/audit';
import { documentForm, WRITTEN_FORMS } from '@/server/domain/inspection/document-forms';
import type { FindingView } from '@/server/domain/inspection/finding';
import type { DocumentContent, IssueDocumentInput } from '@/server/domain/inspection/official-document';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { sendDispatch } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireCampaign } from '../draw-pool.ts';
import { readFindings } from '../finding-views.ts';
import { requireMyInspection } from '../require-inspection.ts';
import { type MadeDocument, makeDocument, type Press } from './make-document.ts';

const demandsOf = (findings: readonly FindingView[]): DocumentContent['demands'] =>
  findings.map(({ number, fact, basis, requirement, dueOn }) => ({ number, fact, basis, requirement, dueOn }));

/**
 * 开文书: a form that a person writes for an inspection, such as 反馈意见书 on the spot or 询问笔录. What the unit is to
 * have may be sent with it.
 */
export const issueDocument = async (
  tdb: TenantDb,
  scope: TenantScope,
  press: Press,
  input: IssueDocumentInput,
): Promise<{ id: string; documentNumber: string }> => {
  refuseClassified(input.text);
  const inspection = await requireMyInspection(tdb, scope, input.inspectionId, findInspectionForUpdate);
  if (inspection.state === 'cancelled') {
    throw new AppError('INSPECTION_STATE_WRONG', `inspection ${inspection.id} is cancelled`);
  }
  const { code } = input;
  if (!WRITTEN_FORMS.includes(code)) throw new AppError('BAD_INPUT', `${code} is made by the act it belongs to`);
  const isSent = input.send && documentForm(code).isServed;
  const campaign = await requireCampaign(tdb, scope, inspection.campaignId);
  const demands = demandsOf(await readFindings(tdb, scope, inspection.id));
  const made = await makeDocument(tdb, scope, press, { code, inspection, campaign, demands, text: input.text, isSent });
  if (isSent) await sendDocument(tdb, scope, made, { ...inspection, campaignTitle: campaign.title });
  await audit(tdb, scope, {
    action: 'documents.issue',
    objectKind: 'official_document',
    objectId: made.id,
    objectLabel: made.documentNumber,
    detail: { code, inspectionId: inspection.id, isSent },
  });
  return { id: made.id, documentNumber: made.documentNumber };
};

/** The document as its addressee receives it: title, number, and the PDF as issued. */
const sendDocument = async (
  tdb: TenantDb,
  scope: TenantScope,
  made: MadeDocument,
  about: { subjectTenantId: number; noticeNumber: string | null; campaignTitle: string },
): Promise<void> => {
  await sendDispatch(tdb, scope, {
    addresseeTenantId: about.subjectTenantId,
    kind: 'official_document',
    documentNumber: made.documentNumber,
    title: `${made.title}（${about.campaignTitle}）`,
    body: { documentTitle: made.title, campaignTitle: about.campaignTitle, noticeNumber: about.noticeNumber },
    objectId: made.id,
    attachments: [made.objectId],
  });
};
