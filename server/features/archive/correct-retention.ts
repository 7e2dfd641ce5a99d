import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { findItem, type ItemRow, listItemsByIds } from '@/db/queries/archive-item.queries';
import { isItemUnderTransfer } from '@/db/queries/disposition-transfer-item.queries';
import { setItemRetention } from '@/db/queries/filing-handed.queries';
import { insertCorrection, lockCorrections } from '@/db/queries/filing-register.queries';
import { listInside } from '@/db/queries/fonds-codes.queries';
import { lockItems } from '@/db/queries/fonds-new-codes.queries';
import { audit } from '@/server/audit/audit';
import { type CorrectRetentionInput, type ItemView, itemView } from '@/server/domain/archive/archive-record';
import {
  type CountedRetention,
  countRetention,
  needsAppraisal,
  RETENTION_BASES,
  usualBasis,
} from '@/server/domain/archive/retention';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { codesUnder, writeCodes } from './recode-retention.ts';

/** A volume with more inside than any shelf holds is renumbered by a table. */
const MOST_INSIDE = 5_000;

const requireCorrectable = async (tdb: TenantDb, tenantId: number, input: CorrectRetentionInput): Promise<ItemRow> => {
  const row = await findItem(tdb, tenantId, input.id);
  if (!row) throw new AppError('NOT_FOUND', `record ${input.id} is not in tenant ${tenantId}`);
  if (row.rowVersion !== input.rowVersion)
    throw new AppError('STALE_VERSION', `record ${row.id} is at version ${row.rowVersion}`);
  if (row.state !== 'filed') throw new AppError('CONFLICT', `record ${row.id} is ${row.state}`);
  if (row.parentId !== null) throw new AppError('RETENTION_OF_VOLUME', row.referenceCode);
  if (needsAppraisal(row.retentionCode, input.retentionCode))
    throw new AppError('RETENTION_NEEDS_APPRAISAL', `${row.retentionCode} to ${input.retentionCode}`);
  if (await isItemUnderTransfer(tdb, tenantId, row.id)) throw new AppError('ITEM_TRANSFERRED', row.referenceCode);
  return row;
};

/**
 * Counted anew. A basis and a day that a person settled stay; where the record counted as its category does, it goes on
 * doing so under the new code.
 */
const recount = (row: ItemRow, { retentionCode, basisDate }: CorrectRetentionInput): CountedRetention => {
  const record = { ...row, retentionCode };
  const isUsual = row.retentionBasis === usualBasis(row.categoryCode, row.retentionCode);
  const basis = isUsual
    ? usualBasis(row.categoryCode, retentionCode)
    : RETENTION_BASES.find((one) => one === row.retentionBasis);
  const staysSame = basis === row.retentionBasis;
  return countRetention(record, {
    ...(basis ? { basis } : {}),
    day: basisDate ?? (staysSame ? row.retentionBasisDate : null),
  });
};

const listRowsInside = async (tdb: TenantDb, tenantId: number, row: ItemRow): Promise<ItemRow[]> => {
  if (row.level === 'piece') return [];
  const inside = await listInside(tdb, tenantId, [row.id], MOST_INSIDE + 1);
  if (inside.length > MOST_INSIDE) throw new AppError('CODE_LOCKED', `${row.referenceCode} holds too many pieces`);
  const ids = inside.map((one) => one.id);
  return ids.length === 0 ? [] : listItemsByIds(tdb, tenantId, ids, ids.length);
};

type Changes = Record<string, { from: string | null; to: string | null }>;

const changesOf = (before: ItemRow, after: ItemRow): Changes =>
  Object.fromEntries(
    (['retentionCode', 'referenceCode', 'expiresOn'] as const).flatMap((field) =>
      before[field] === after[field] ? [] : [[field, { from: before[field], to: after[field] }]],
    ),
  );

/** The entry in the log and the 更正单 of one record that was changed. */
const enter = async (tdb: TenantDb, scope: TenantScope, before: ItemRow, reason: string): Promise<void> => {
  const after = (await findItem(tdb, scope.tenantId, before.id)) ?? before;
  const changes = changesOf(before, after);
  await audit(tdb, scope, {
    action: 'archive.correctRetention',
    objectKind: 'archive_item',
    objectId: after.id,
    objectLabel: after.referenceCode,
    detail: { reason, changes, rowVersion: after.rowVersion },
  });
  await insertCorrection(tdb, {
    tenantId: scope.tenantId,
    id: uuidv7(),
    itemId: after.id,
    referenceCode: after.referenceCode,
    title: after.title,
    reason,
    changes,
    correctedBy: scope.accountId ?? after.id,
    correctedByName: scope.actorName,
  });
};

/**
 * 更正保管期限. The last day of the period follows. Where the reference code says the period, the record gets the next
 * number of the right series; its old code is retired and stays findable. A volume takes along what lies inside it.
 */
export const correctRetention = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: CorrectRetentionInput,
): Promise<ItemView> => {
  const { tenantId } = scope;
  refuseClassified(input.reason);
  await lockCorrections(tdb, tenantId);
  const row = await requireCorrectable(tdb, tenantId, input);
  const inside = await listRowsInside(tdb, tenantId, row);
  const rows = [row, ...inside];
  const isOtherPeriod = input.retentionCode !== row.retentionCode;
  if (isOtherPeriod && rows.some((one) => one.boxId !== null))
    throw new AppError('RETENTION_IN_BOX', row.referenceCode);
  const counted = rows.map((one) => ({ one, retention: recount(one, input) }));
  if (!isOtherPeriod && counted.every(({ one, retention }) => retention.expiresOn === one.expiresOn))
    throw new AppError('BAD_INPUT', 'nothing would change');
  await lockItems(
    tdb,
    tenantId,
    rows.map((one) => one.id),
  );
  if (isOtherPeriod) {
    const codes = await codesUnder(tdb, tenantId, row, inside, input.retentionCode);
    await writeCodes(tdb, scope, codes, input.reason);
  }
  const { retentionCode } = input;
  for (const { one, retention } of counted) {
    // A line of the schedule that says another period is no longer this record's: a person confirms the right one.
    const scheduleRuleId = isOtherPeriod ? { scheduleRuleId: null } : {};
    await setItemRetention(tdb, { tenantId, id: one.id }, { retentionCode, ...scheduleRuleId, ...retention });
    await enter(tdb, scope, one, input.reason);
  }
  return itemView.parse(await findItem(tdb, tenantId, row.id));
};
