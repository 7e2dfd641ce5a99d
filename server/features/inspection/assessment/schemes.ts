import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  countSchemeRows,
  findSchemeForUpdate,
  hasSchemeName,
  insertScheme,
  listPublishedLists,
  listSchemeRows,
  updateScheme as updateSchemeRow,
  withdrawSchemeRow,
} from '@/db/queries/assessment-scheme.queries';
import { audit } from '@/server/audit/audit';
import {
  type CreateSchemeInput,
  type ListSchemesInput,
  type SchemeListView,
  type SchemeView,
  schemeListView,
  schemeView,
  type UpdateSchemeInput,
} from '@/server/domain/assessment/assessment';
import { problemsOfWeights, sharesOf } from '@/server/domain/assessment/weigh-list';
import { checklistItems } from '@/server/domain/inspection/checklist';
import { profileOf } from '@/server/domain/inspection/scoring-profile';
import { AppError } from '@/server/domain/shared/app-error';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireChecklist } from '../checklist/library.ts';

const OBJECT = 'assessment_scheme';
const cursorKey = z.tuple([z.number().int(), uuid]);

/** 考核办法, the newest year first. */
export const listSchemes = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListSchemesInput,
): Promise<Page<SchemeView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listSchemeRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countSchemeRows(tdb, scope.tenantId, input);
  return cutPage(
    schemeView.array().parse(rows),
    { limit, direction, hasCursor: cursor !== undefined, total },
    ({ year, id }) => encodeCursor([year, id]),
  );
};

/** Published lists that a scheme may be built on. */
export const listSchemeLists = async (tdb: TenantDb, scope: TenantScope): Promise<SchemeListView[]> => {
  const rows = await listPublishedLists(tdb, scope.tenantId);
  return rows.map((row) => {
    const items = checklistItems.parse(row.items);
    return schemeListView.parse({ ...row, shares: sharesOf({ items, profile: profileOf(row.profile, items) }) });
  });
};

/** @throws AppError CHECKLIST_HAS_PROBLEMS for a list that is no published one; BAD_INPUT for weights that do not fit it */
const checkContent = async (tdb: TenantDb, scope: TenantScope, input: CreateSchemeInput): Promise<void> => {
  refuseClassified(input.name, input.note);
  if ((input.purpose === 'rating') !== (input.ratingKind !== null))
    throw new AppError('BAD_INPUT', 'a rating scheme names its kind, another none', { ratingKind: 'wrong' });
  const list = await requireChecklist(tdb, scope, input.checklistId);
  if (list.state !== 'published') throw new AppError('CHECKLIST_HAS_PROBLEMS', `checklist ${list.id} is ${list.state}`);
  const problems = problemsOfWeights(list, input.weights);
  if (problems.length > 0) throw new AppError('WEIGHTS_DO_NOT_FIT', problems.join(), { problem: problems[0] ?? '' });
};

const contentOf = ({
  year,
  purpose,
  name,
  ratingKind,
  subjectKinds,
  checklistId,
  weights,
  note,
}: CreateSchemeInput) => ({
  year,
  purpose,
  name,
  ratingKind,
  subjectKinds: [...new Set(subjectKinds)],
  checklistId,
  weights,
  note,
});

export const createScheme = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: CreateSchemeInput,
): Promise<{ id: string }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a scheme needs a person');
  await checkContent(tdb, scope, input);
  const id = uuidv7();
  const by = { createdBy: scope.accountId, createdByName: scope.actorName };
  if (!(await insertScheme(tdb, { ...contentOf(input), ...by, tenantId: scope.tenantId, id })))
    throw new AppError('ALREADY_EXISTS', `${input.year} has a scheme ${input.name}`);
  await audit(tdb, scope, {
    action: 'assessment.createScheme',
    objectKind: OBJECT,
    objectId: id,
    objectLabel: input.name,
    detail: contentOf(input),
  });
  return { id };
};

/** A scheme that was seen in this version and by which no round was held yet. */
const requireFreeScheme = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { schemeId: string; rowVersion: number },
) => {
  const row = await findSchemeForUpdate(tdb, scope.tenantId, input.schemeId);
  if (!row) throw new AppError('NOT_FOUND', `scheme ${input.schemeId} is not in tenant ${scope.tenantId}`);
  if (row.rowVersion !== input.rowVersion) throw new AppError('STALE_VERSION', `scheme ${row.id} is ${row.rowVersion}`);
  return row;
};

/** Changes a scheme as long as nobody was assessed by it: afterwards the next one is made. */
export const updateScheme = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: UpdateSchemeInput,
): Promise<{ rowVersion: number }> => {
  const before = await requireFreeScheme(tdb, scope, input);
  if (before.rounds > 0 || before.isWithdrawn)
    throw new AppError('STEP_PASSED', `scheme ${before.id} is used or withdrawn`);
  await checkContent(tdb, scope, input);
  const named = { year: input.year, name: input.name, exceptId: before.id };
  if (await hasSchemeName(tdb, scope.tenantId, named)) throw new AppError('ALREADY_EXISTS', `name ${input.name}`);
  await updateSchemeRow(tdb, { tenantId: scope.tenantId, id: before.id }, contentOf(input));
  await audit(tdb, scope, {
    action: 'assessment.updateScheme',
    objectKind: OBJECT,
    objectId: before.id,
    objectLabel: input.name,
    detail: { was: contentOf(schemeView.parse(before)), is: contentOf(input) },
  });
  return { rowVersion: before.rowVersion + 1 };
};

/** 停用: no further round is opened by it; what was held stays as it is. */
export const withdrawScheme = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { schemeId: string; rowVersion: number },
): Promise<void> => {
  const row = await requireFreeScheme(tdb, scope, input);
  if (row.isWithdrawn) throw new AppError('STEP_PASSED', `scheme ${row.id} is withdrawn`);
  await withdrawSchemeRow(tdb, { tenantId: scope.tenantId, id: row.id });
  await audit(tdb, scope, {
    action: 'assessment.withdrawScheme',
    objectKind: OBJECT,
    objectId: row.id,
    objectLabel: row.name,
  });
};
