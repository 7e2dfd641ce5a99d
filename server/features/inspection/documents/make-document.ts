import type { TenantDb } from '@/db/client';
import type { InspectionRow } from '@/db/queries/inspection.queries';
import { type CampaignRow, readClock } from '@/db/queries/inspection-campaign.queries';
import { chineseDate, type DocumentCode, type DocumentField } from '@/server/domain/inspection/document-forms';
import { DOCUMENT_BASIS } from '@/server/domain/inspection/enforcement-document';
import type { DocumentContent } from '@/server/domain/inspection/official-document';
import type { FindingDocument, InspectionResult } from '@/server/domain/inspection/vocabulary';
import type { TenantScope } from '@/server/tenancy/scope';
import { RESULT_WORDS } from '../inspection-record.ts';
import { fieldsOf, type MadeDocument, type Press, pressDocument } from './press-document.ts';

export { digestOf, type MadeDocument, type Press, printedOf } from './press-document.ts';

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

const isOrder = (code: DocumentCode): code is FindingDocument =>
  code === 'RECTIFY' || code === 'CORRECT' || code === 'ADVICE';

const valuesOf = (scope: TenantScope, order: DocumentOrder, today: string): Record<DocumentField, string> => {
  const { code, inspection, campaign } = order;
  const rules = isOrder(code) ? DOCUMENT_BASIS[code] : { legalBasis: '', consequence: '' };
  return fieldsOf({
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
  });
};

/** Makes a document of an inspection in the caller's transaction. The caller audits its own act. */
export const makeDocument = async (
  tdb: TenantDb,
  scope: TenantScope,
  press: Press,
  order: DocumentOrder,
): Promise<MadeDocument> => {
  const { code, inspection, demands, dueOn, isSent } = order;
  const { today } = await readClock(tdb);
  const { id: inspectionId, subjectTenantId, subjectName } = inspection;
  const values = valuesOf(scope, order, today);
  const about = { subjectTenantId, subjectName, inspectionId };
  return pressDocument(tdb, scope, press, { code, values, demands, dueOn, isSent, ...about });
};
