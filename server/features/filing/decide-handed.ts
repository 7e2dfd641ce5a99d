import type { TenantDb } from '@/db/client';
import { findItem } from '@/db/queries/archive-item.queries';
import { findHanded, type HandedRow, updateHanded } from '@/db/queries/filing-handed.queries';
import { audit } from '@/server/audit/audit';
import { createItemInput } from '@/server/domain/archive/archive-record';
import type { AcceptHandedInput, HandedView, ReturnHandedInput } from '@/server/domain/filing/handed-document';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { createItem } from '@/server/features/archive';
import { oweStoredFile } from '@/server/features/digital';
import { addTodo } from '@/server/features/platform';
import type { TenantScope } from '@/server/tenancy/scope';
import { keepRetention, requireFittingRule } from './confirm-retention.ts';
import { tieHandedRecord } from './events/event-records.ts';
import { FIX_TODO, settleReviewTodo } from './filing-todos.ts';
import { toHandedView } from './handed.mapper.ts';

const requireSubmitted = async (tdb: TenantDb, scope: TenantScope, id: string): Promise<HandedRow> => {
  const row = await findHanded(tdb, scope.tenantId, id);
  if (!row) throw new AppError('NOT_FOUND', `document ${id} is not in tenant ${scope.tenantId}`);
  if (row.state !== 'submitted') throw new AppError('FILING_STATE_WRONG', `document ${id} is ${row.state}`);
  return row;
};

const view = async (tdb: TenantDb, scope: TenantScope, id: string): Promise<HandedView> => {
  const row = await findHanded(tdb, scope.tenantId, id);
  if (!row) throw new AppError('NOT_FOUND', `document ${id}`);
  return toHandedView(row);
};

const stale = (row: HandedRow): AppError =>
  new AppError('STALE_VERSION', `document ${row.id} is at version ${row.rowVersion}`);

/** 退回: with a reason beside each field that is wrong. Who handed it in gets a to-do. */
export const returnHanded = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ReturnHandedInput,
): Promise<HandedView> => {
  const row = await requireSubmitted(tdb, scope, input.id);
  refuseClassified(...input.reasons.map((reason) => reason.reason));
  const isMine = await updateHanded(
    tdb,
    { tenantId: scope.tenantId, id: row.id, rowVersion: input.rowVersion, states: ['submitted'] },
    { state: 'returned', reasons: input.reasons, decidedByName: scope.actorName },
  );
  if (!isMine) throw stale(row);
  await addTodo(tdb, scope, {
    kind: FIX_TODO,
    title: `退回修改：${row.title}`,
    source: scope.actorName,
    link: `hand-in?document=${row.id}`,
    permission: 'filing.handIn',
    objectId: row.id,
    assigneeAccountId: row.handedBy,
  });
  await settleReviewTodo(tdb, scope, row);
  await audit(tdb, scope, {
    action: 'filing.return',
    objectKind: 'handed_document',
    objectId: row.id,
    objectLabel: row.title,
    detail: { reasons: input.reasons },
  });
  return view(tdb, scope, row.id);
};

/**
 * 接收: the document becomes a record of the catalogue, numbered by the unit's scheme, and its file a file of the record.
 */
export const acceptHanded = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: AcceptHandedInput,
): Promise<HandedView> => {
  const row = await requireSubmitted(tdb, scope, input.id);
  if (row.rowVersion !== input.rowVersion) throw stale(row);
  const rule = input.scheduleRuleId
    ? await requireFittingRule(tdb, scope, { ruleId: input.scheduleRuleId, retentionCode: input.retentionCode })
    : null;
  const made = await createItem(
    tdb,
    scope,
    createItemInput.parse({
      fondsId: input.fondsId,
      categoryCode: row.categoryCode,
      filingYear: row.filingYear,
      retentionCode: input.retentionCode,
      orgCode: row.departmentCode,
      title: input.title ?? row.title,
      referenceCode: input.referenceCode,
      documentNumber: row.documentNumber ?? undefined,
      responsibleParty: row.responsibleParty ?? undefined,
      documentDate: row.documentDate ?? undefined,
      pageCount: row.pageCount ?? undefined,
      remarks:
        [row.remarks, row.isOffList ? `账外资料：${row.originNote}` : null].filter(Boolean).join('；') || undefined,
    }),
  );
  const item = await findItem(tdb, scope.tenantId, made.id);
  if (item) await keepRetention(tdb, scope, item, { rule, basisDate: input.retentionBasisDate ?? null });
  const isMine = await updateHanded(
    tdb,
    { tenantId: scope.tenantId, id: row.id, rowVersion: input.rowVersion, states: ['submitted'] },
    { state: 'accepted', itemId: made.id, decidedByName: scope.actorName },
  );
  if (!isMine) throw stale(row);
  await tieHandedRecord(tdb, scope, { ...row, itemId: made.id });
  if (row.objectId) await oweStoredFile(tdb, scope, { itemId: made.id, objectId: row.objectId });
  await settleReviewTodo(tdb, scope, row);
  await audit(tdb, scope, {
    action: 'filing.accept',
    objectKind: 'handed_document',
    objectId: row.id,
    objectLabel: row.title,
    detail: { referenceCode: made.referenceCode },
  });
  return view(tdb, scope, row.id);
};
