import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { listDispatchFiles } from '@/db/queries/inspection-answer.queries';
import { nextNumber, readClock } from '@/db/queries/inspection-campaign.queries';
import {
  countReceivedFilingRows,
  findReceivedFiling,
  listOutsourcingGuidance,
  listReceivedFilingRows,
  type ReceivedFilingRow as Row,
} from '@/db/queries/outsourcing-received.queries';
import { audit } from '@/server/audit/audit';
import {
  type DecideFilingInput,
  type FilingDecisionBody,
  filingBody,
  type ListReceivedFilingsInput,
  type ReceivedFilingRow,
  type ReceivedFilingView,
  receivedFilingRow,
  receivedFilingView,
} from '@/server/domain/outsourcing/outsourcing';
import { AppError } from '@/server/domain/shared/app-error';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { sendDispatch } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';

const cursorKey = z.tuple([z.iso.datetime(), uuid]);

const toRow = (row: Row): ReceivedFilingRow => receivedFilingRow.parse({ ...row, ...filingBody.parse(row.body) });

/** 备案审查: what units have filed, the newest submission of each first. */
export const listReceivedFilings = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListReceivedFilingsInput,
): Promise<Page<ReceivedFilingRow>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const found = await listReceivedFilingRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countReceivedFilingRows(tdb, scope.tenantId, input);
  const { rows, page } = cutPage(found, { limit, direction, hasCursor: cursor !== undefined, total }, (row) =>
    encodeCursor([row.dispatchedAt, row.dispatchId]),
  );
  return { rows: rows.map(toRow), page };
};

const requireReceived = async (tdb: TenantDb, scope: TenantScope, dispatchId: string): Promise<Row> => {
  const row = await findReceivedFiling(tdb, scope.tenantId, dispatchId);
  if (!row) throw new AppError('NOT_FOUND', `filing ${dispatchId} is not addressed to ${scope.tenantId}`);
  return row;
};

export const getReceivedFiling = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { dispatchId: string },
): Promise<ReceivedFilingView> => {
  const row = await requireReceived(tdb, scope, input.dispatchId);
  const files = await listDispatchFiles(tdb, scope.tenantId, [row.dispatchId]);
  const guidance = await listOutsourcingGuidance(tdb, scope.tenantId, row.unitTenantId);
  return receivedFilingView.parse({ ...toRow(row), files, guidance });
};

/** 清档外备〔2026〕7号. Numbers are given when a filing is accepted, without a gap. */
const numberOf = async (tdb: TenantDb, scope: TenantScope): Promise<string> => {
  const year = (await readClock(tdb)).today.slice(0, 4);
  const sequence = await nextNumber(tdb, scope.tenantId, `outsourcing.filing:${year}`);
  return `${Array.from(scope.tenantName)[0] ?? ''}档外备〔${year}〕${sequence}号`;
};

/** 同意备案 with its number, or 退回 with the reason. Once: the answer is a dispatch and stays as it is. */
export const decideFiling = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: DecideFilingInput,
): Promise<{ filingNumber: string | null }> => {
  refuseClassified(input.reason);
  const row = await requireReceived(tdb, scope, input.dispatchId);
  if (row.state !== 'submitted') {
    throw new AppError('OUTSOURCING_STATE_WRONG', `filing ${row.dispatchId} is ${row.state}`);
  }
  const filingNumber = input.decision === 'accept' ? await numberOf(tdb, scope) : null;
  const { providerName } = filingBody.parse(row.body);
  const body: FilingDecisionBody = {
    decision: input.decision,
    reason: input.reason ?? null,
    decidedBy: scope.actorName,
  };
  await sendDispatch(tdb, scope, {
    addresseeTenantId: row.unitTenantId,
    kind: 'outsourcing_decision',
    documentNumber: filingNumber ?? undefined,
    title: input.decision === 'accept' ? `同意外包备案：${providerName}` : `退回外包备案：${providerName}`,
    body,
    inReplyTo: row.dispatchId,
  });
  await audit(tdb, scope, {
    action: input.decision === 'accept' ? 'outsourcing.accept' : 'outsourcing.return',
    objectKind: 'dispatch',
    objectId: row.dispatchId,
    objectLabel: `${row.unitName} ${providerName}`,
    detail: { filingNumber, reason: input.reason ?? null, isLate: row.isLate },
  });
  return { filingNumber };
};
