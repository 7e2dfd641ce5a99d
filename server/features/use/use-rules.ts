import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/archive-scheme.queries';
import {
  countRestrictionRows,
  findRestriction,
  findUseSetting,
  insertRestriction,
  liftRestrictionRow,
  listRestrictionRows,
  saveUseSettingRow,
} from '@/db/queries/use-rule.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import {
  type LiftRestrictionInput,
  type ListRestrictionsInput,
  type RestrictionView,
  restrictionView,
  type SetRestrictionInput,
} from '@/server/domain/use/demand';
import { FIRST_SETTING, type UseSetting, useSetting } from '@/server/domain/use/loan';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireUsable } from './compose-visit.ts';

const cursorKey = z.tuple([z.string().max(40), z.uuid()]);

/** 借阅规则 of the office; what nobody has set is as most offices have it. */
export const readUseSetting = async (tdb: TenantDb, scope: TenantScope): Promise<UseSetting> =>
  useSetting.parse((await findUseSetting(tdb, scope.tenantId)) ?? FIRST_SETTING);

export const saveUseSetting = async (tdb: TenantDb, scope: TenantScope, input: UseSetting): Promise<UseSetting> => {
  const before = await readUseSetting(tdb, scope);
  await saveUseSettingRow(tdb, scope.tenantId, input);
  await audit(tdb, scope, { action: 'use.saveSetting', objectKind: 'use_setting', detail: { before, after: input } });
  return input;
};

/** 限制知悉范围, newest first. */
export const listRestrictions = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListRestrictionsInput,
): Promise<Page<RestrictionView>> => {
  const { direction, limit } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listRestrictionRows(tdb, scope.tenantId, { cursor, direction, limit });
  const total = await countRestrictionRows(tdb, scope.tenantId);
  const page = cutPage(rows, { limit, direction, hasCursor: cursor !== undefined, total }, (row) =>
    encodeCursor([row.createdAt, row.id]),
  );
  return { rows: page.rows.map((row) => restrictionView.parse(row)), page: page.page };
};

/** Only the named persons may see the record until that day; copies ask for approval. One restriction a record. */
export const setRestriction = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: SetRestrictionInput,
): Promise<RestrictionView> => {
  const { itemId, persons, reason, untilOn } = input;
  refuseClassified(reason, ...persons);
  const record = (await requireUsable(tdb, scope, [itemId])).get(itemId);
  if (untilOn !== undefined && untilOn < (await readToday(tdb)))
    throw new AppError('BAD_INPUT', 'over already', { untilOn: 'PAST' });
  const id = uuidv7();
  await insertRestriction(tdb, {
    tenantId: scope.tenantId,
    id,
    itemId,
    persons: [...new Set(persons)],
    reason,
    untilOn: untilOn ?? null,
    setByName: scope.actorName,
  });
  await audit(tdb, scope, {
    action: 'use.setRestriction',
    objectKind: 'archive_item',
    objectId: itemId,
    objectLabel: record?.referenceCode ?? null,
    detail: { persons: persons.length, reason, untilOn: untilOn ?? null },
  });
  return restrictionView.parse(await findRestriction(tdb, scope.tenantId, id));
};

export const liftRestriction = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: LiftRestrictionInput,
): Promise<void> => {
  const { restrictionId, rowVersion, reason } = input;
  refuseClassified(reason);
  const before = await findRestriction(tdb, scope.tenantId, restrictionId);
  if (!before) throw new AppError('NOT_FOUND', `restriction ${restrictionId} is not in tenant ${scope.tenantId}`);
  if (!(await liftRestrictionRow(tdb, { tenantId: scope.tenantId, restrictionId, rowVersion })))
    throw new AppError('STALE_VERSION', `restriction ${restrictionId} is at ${before.rowVersion}`);
  await audit(tdb, scope, {
    action: 'use.liftRestriction',
    objectKind: 'archive_item',
    objectId: before.itemId,
    objectLabel: before.referenceCode,
    detail: { reason },
  });
};
