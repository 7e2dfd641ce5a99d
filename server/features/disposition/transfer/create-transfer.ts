import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { findFonds, readToday } from '@/db/queries/archive-scheme.queries';
import { findOpenPlanDispatch, insertBatchRow } from '@/db/queries/disposition-transfer.queries';
import { addBatchItems } from '@/db/queries/disposition-transfer-item.queries';
import { nextNumber } from '@/db/queries/inspection-campaign.queries';
import { audit } from '@/server/audit/audit';
import { type CreateTransferInput, LARGEST_TRANSFER } from '@/server/domain/disposition/transfer';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { listArchives, settleSelection } from './list-due.ts';

/** 新建移交批次, with the records that a selection finds. A plan of the archives that waits for this unit is answered by it. */
export const createTransfer = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: CreateTransferInput,
): Promise<{ batchId: string; itemCount: number }> => {
  const { tenantId, accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'a transfer needs a person');
  refuseClassified(input.title);
  const archives = (await listArchives(tdb)).find((one) => one.tenantId === input.archivesTenantId);
  if (!archives) throw new AppError('NOT_FOUND', `tenant ${input.archivesTenantId} is no archives of this unit`);
  const fonds = await findFonds(tdb, tenantId, input.fondsId);
  if (!fonds) throw new AppError('NOT_FOUND', `fonds ${input.fondsId} is not in tenant ${tenantId}`);
  const year = Number((await readToday(tdb)).slice(0, 4));
  const number = await nextNumber(tdb, tenantId, `transfer-${year}`);
  const batchId = uuidv7();
  const batchNumber = `YJ${year}-${String(number).padStart(3, '0')}`;
  const title = input.title ?? `${fonds.name}档案移交（${batchNumber}）`.slice(0, 200);
  await insertBatchRow(tdb, {
    tenantId,
    id: batchId,
    year,
    number,
    batchNumber,
    title,
    archivesTenantId: archives.tenantId,
    archivesName: archives.name,
    fondsId: fonds.id,
    basis: input.basis,
    planDispatchId: await findOpenPlanDispatch(tdb, tenantId, archives.tenantId),
    createdBy: accountId,
    createdByName: scope.actorName,
  });
  const { selection } = input;
  const key = { tenantId, batchId, fondsId: fonds.id };
  const itemCount = selection
    ? await addBatchItems(tdb, key, await settleSelection(tdb, archives.tenantId, selection), LARGEST_TRANSFER)
    : 0;
  if (itemCount > LARGEST_TRANSFER) throw new AppError('BATCH_TOO_LARGE', undefined, { rows: LARGEST_TRANSFER });
  await audit(tdb, scope, {
    action: 'disposition.createTransfer',
    objectKind: 'transfer_batch',
    objectId: batchId,
    objectLabel: batchNumber,
    detail: { archives: archives.name, fonds: fonds.number, items: itemCount, selection: selection ?? null },
  });
  return { batchId, itemCount };
};
