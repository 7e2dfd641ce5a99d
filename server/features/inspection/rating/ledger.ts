import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { readClock } from '@/db/queries/inspection-campaign.queries';
import {
  countHolders,
  countRatingRows,
  insertRating,
  listExpiringRatings,
  listRatingRows,
  listTargets,
  type RatingFilter,
  saveTarget,
  withdrawRatingRow,
} from '@/db/queries/rating.queries';
import { audit } from '@/server/audit/audit';
import {
  findLevel,
  levelsReaching,
  type RatingKind,
  type RatingStanding,
} from '@/server/domain/assessment/assessment-vocabulary';
import {
  type ListRatingsInput,
  type RatingView,
  type RegisterRatingInput,
  ratingView,
  type SetTargetInput,
  type TargetView,
  targetView,
  type WithdrawRatingInput,
} from '@/server/domain/assessment/rating';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { isoDate, uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { addTodo } from '@/server/features/platform';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import { listUnitsBelow } from '@/server/tenancy/list-units-below';
import type { TenantScope } from '@/server/tenancy/scope';

const OBJECT = 'rating';
const cursorKey = z.tuple([isoDate, uuid]);

/** 评级台账, the newest award first. */
export const listRatings = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListRatingsInput,
): Promise<Page<RatingView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listRatingRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countRatingRows(tdb, scope.tenantId, input);
  return cutPage(
    ratingView.array().parse(rows),
    { limit, direction, hasCursor: cursor !== undefined, total },
    ({ awardedOn, id }) => encodeCursor([awardedOn, id]),
  );
};

/** 登记 a level that another authority gave, or that was given before the ledger was kept here. */
export const registerRating = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: RegisterRatingInput,
): Promise<{ id: string }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a rating needs a person');
  refuseClassified(input.awarderName, input.documentNumber);
  const unit = (await listUnitsBelow(tdb)).find((one) => one.tenantId === input.unitTenantId);
  if (!unit) throw new AppError('NOT_FOUND', `tenant ${input.unitTenantId} is not supervised here`);
  const level = findLevel(input.ratingKind, input.level);
  if (!level) throw new AppError('BAD_INPUT', `${input.ratingKind} has no level ${input.level}`, { level: 'unknown' });
  const { today } = await readClock(tdb);
  if (input.awardedOn > today) throw new AppError('BAD_INPUT', 'the day lies ahead', { awardedOn: 'future' });
  if (input.validUntil !== null && input.validUntil <= input.awardedOn)
    throw new AppError('BAD_INPUT', 'it would run out before it begins', { validUntil: 'past' });
  const id = uuidv7();
  const isNew = await insertRating(tdb, {
    tenantId: scope.tenantId,
    id,
    subjectTenantId: unit.tenantId,
    subjectName: unit.name,
    subjectKind: unit.kind,
    ratingKind: input.ratingKind,
    level: input.level,
    awardedOn: input.awardedOn,
    validUntil: input.validUntil,
    awarderName: input.awarderName,
    documentNumber: input.documentNumber ?? null,
    documentId: null,
    sheetId: null,
    percent: null,
    createdBy: scope.accountId,
    createdByName: scope.actorName,
  });
  if (!isNew) throw new AppError('ALREADY_EXISTS', `${unit.name} has ${input.level} of ${input.awardedOn}`);
  await audit(tdb, scope, {
    action: 'rating.register',
    objectKind: OBJECT,
    objectId: id,
    objectLabel: `${unit.name} ${level.zh}`,
    detail: { ratingKind: input.ratingKind, awardedOn: input.awardedOn, validUntil: input.validUntil },
  });
  return { id };
};

/** 撤销 a level for a reason. It stays in the ledger and counts no longer. */
export const withdrawRating = async (tdb: TenantDb, scope: TenantScope, input: WithdrawRatingInput): Promise<void> => {
  refuseClassified(input.reason);
  const row = await withdrawRatingRow(tdb, { tenantId: scope.tenantId, id: input.ratingId }, input.reason);
  if (!row) throw new AppError('NOT_FOUND', `no rating ${input.ratingId} to withdraw`);
  await audit(tdb, scope, {
    action: 'rating.withdraw',
    objectKind: OBJECT,
    objectId: input.ratingId,
    objectLabel: row.subjectName,
    detail: { level: row.level, reason: input.reason },
  });
};

/** 创建目标 of a year. A second number for the same level takes the place of the first. */
export const setTarget = async (tdb: TenantDb, scope: TenantScope, input: SetTargetInput): Promise<void> => {
  if (!findLevel(input.ratingKind, input.level))
    throw new AppError('BAD_INPUT', `${input.ratingKind} has no level ${input.level}`, { level: 'unknown' });
  await saveTarget(tdb, { ...input, tenantId: scope.tenantId, setByName: scope.actorName });
  await audit(tdb, scope, {
    action: 'rating.setTarget',
    objectKind: 'rating_target',
    objectLabel: `${input.year} ${input.level}`,
    detail: { ...input },
  });
};

/** 目标进度 of a year: the level itself or a better one counts. */
export const readProgress = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { year: number },
): Promise<TargetView[]> => {
  const views: TargetView[] = [];
  for (const { ratingKind, level, units } of await listTargets(tdb, scope.tenantId, input.year)) {
    const levels = levelsReaching(ratingKind as RatingKind, level);
    const counted = await countHolders(tdb, scope.tenantId, { ratingKind, levels, year: input.year });
    views.push(targetView.parse({ ratingKind, level, units, ...counted }));
  }
  return views;
};

/** 到期提醒: one to-do for each level that runs out soon, once. */
export const warnExpiry = async (tdb: TenantDb, scope: TenantScope): Promise<{ warned: number }> => {
  const rows = await listExpiringRatings(tdb, scope.tenantId);
  for (const row of rows) {
    const level = findLevel(row.ratingKind as RatingKind, row.level)?.zh ?? row.level;
    await addTodo(tdb, scope, {
      kind: 'rating_expiry',
      title: `等级即将到期：${row.subjectName} ${level}`,
      source: row.subjectName,
      link: 'ratings?standing=expiring',
      permission: 'inspection.plan',
      objectId: row.id,
      ...(row.validUntil ? { dueOn: row.validUntil } : {}),
    });
  }
  if (rows.length > 0)
    await audit(tdb, scope, { action: 'rating.warnExpiry', objectKind: OBJECT, detail: { warned: rows.length } });
  return { warned: rows.length };
};

const KIND_WORDS: Record<RatingKind, string> = {
  business: '业务评价',
  room_grade: '档案室等级',
  digital_room: '数字档案室',
  digital_archive: '数字档案馆',
  enterprise: '企业档案目标管理',
};
const STANDING_WORDS: Record<RatingStanding, string> = {
  valid: '有效',
  expiring: '即将到期',
  expired: '已过期',
  withdrawn: '已撤销',
};
const COLUMNS = [
  { heading: '单位', width: 30 },
  { heading: '类别', width: 18 },
  { heading: '等级', width: 14 },
  { heading: '评定日期', width: 12 },
  { heading: '有效期至', width: 12 },
  { heading: '评定机关', width: 24 },
  { heading: '证书文号', width: 22 },
  { heading: '测评得分率', width: 12 },
  { heading: '状态', width: 10 },
];

/** 评级台账 as a workbook, of what the filters leave. */
export const exportRatings = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: RatingFilter,
): Promise<FileReference> => {
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const views = ratingView.array().parse(await listRatingRows(tdb, scope.tenantId, input, page));
  return exportTable(tdb, scope, objects, {
    action: 'rating.export',
    objectKind: OBJECT,
    fileName: `评级台账_${scope.tenantName}.xlsx`,
    sheetName: '评级台账',
    columns: COLUMNS,
    rows: views.map((view) => [
      view.subjectName,
      KIND_WORDS[view.ratingKind],
      findLevel(view.ratingKind, view.level)?.zh ?? view.level,
      view.awardedOn,
      view.validUntil,
      view.awarderName,
      view.documentNumber,
      view.percent,
      STANDING_WORDS[view.standing],
    ]),
  });
};
