import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import {
  type ChecklistContent,
  insertChecklistDraft,
  publishChecklistRow,
  updateChecklistDraft,
  withdrawChecklistRow,
} from '@/db/queries/checklist.queries';
import { audit } from '@/server/audit/audit';
import {
  type BeginChecklistInput,
  type ChecklistProblem,
  problemsOfChecklist,
  type SaveChecklistInput,
} from '@/server/domain/inspection/checklist-library';
import { findChecklistTemplate } from '@/server/domain/inspection/checklist-templates';
import { OWN_LIST_PREFIX } from '@/server/domain/inspection/checklist-vocabulary';
import { defaultProfile, POINTS_PROFILE } from '@/server/domain/inspection/scoring-profile';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireChecklist } from './library.ts';

const OBJECT = 'checklist';

const sourceOf = async (
  tdb: TenantDb,
  scope: TenantScope,
  from: BeginChecklistInput['from'],
): Promise<ChecklistContent & { code: string }> => {
  if (from.kind === 'blank') {
    refuseClassified(from.name);
    const code = `${OWN_LIST_PREFIX}${uuidv7()}`;
    return { code, name: from.name, items: [], sections: [], profile: POINTS_PROFILE, subjectKinds: [] };
  }
  if (from.kind === 'version') return requireChecklist(tdb, scope, from.checklistId);
  const template = findChecklistTemplate(from.code);
  if (!template) throw new AppError('NOT_FOUND', `no built-in list ${from.code}`);
  const { code, name, items } = template;
  return { code, name, items, sections: [], profile: defaultProfile(items), subjectKinds: [] };
};

/** 新建检查表, or the next version of one. One draft of a list at a time. */
export const beginChecklist = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: BeginChecklistInput,
): Promise<{ id: string }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a checklist needs a person');
  const { code, name, items, sections, profile, subjectKinds } = await sourceOf(tdb, scope, input.from);
  const id = uuidv7();
  const content = { code, name, items, sections, profile, subjectKinds };
  const made = await insertChecklistDraft(tdb, {
    ...content,
    tenantId: scope.tenantId,
    id,
    createdBy: scope.accountId,
  });
  if (!made) throw new AppError('ALREADY_EXISTS', `list ${code} has a draft already`);
  await audit(tdb, scope, {
    action: 'checklist.begin',
    objectKind: OBJECT,
    objectId: id,
    objectLabel: `${name}（第${made.version}版）`,
    detail: { from: input.from.kind },
  });
  return { id };
};

/** Writes a draft as a whole. What would keep it from being published is answered, not refused. */
export const saveChecklist = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: SaveChecklistInput,
): Promise<{ rowVersion: number; problems: ChecklistProblem[] }> => {
  const { checklistId, rowVersion, ...content } = input;
  refuseClassified(input.name, ...input.items.flatMap((item) => [item.zh, item.en, item.method]));
  const row = await requireChecklist(tdb, scope, checklistId, { lock: true });
  if (row.state !== 'draft') throw new AppError('CHECKLIST_IS_FINAL', `checklist ${row.id} is ${row.state}`);
  const saved = await updateChecklistDraft(tdb, { tenantId: scope.tenantId, id: row.id, rowVersion }, content);
  if (saved === undefined) throw new AppError('STALE_VERSION', `checklist ${row.id} is at ${row.rowVersion}`);
  await audit(tdb, scope, {
    action: 'checklist.save',
    objectKind: OBJECT,
    objectId: row.id,
    objectLabel: `${input.name}（第${row.version}版）`,
    detail: { items: input.items.length, method: input.profile.method },
  });
  return { rowVersion: saved, problems: problemsOfChecklist(content) };
};

/** 发布: from now on the version is chosen by new campaigns, and nobody changes it. */
export const publishChecklist = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { checklistId: string; rowVersion: number },
): Promise<void> => {
  const row = await requireChecklist(tdb, scope, input.checklistId, { lock: true });
  if (row.state !== 'draft') throw new AppError('CHECKLIST_IS_FINAL', `checklist ${row.id} is ${row.state}`);
  if (row.rowVersion !== input.rowVersion) throw new AppError('STALE_VERSION', `checklist ${row.id} was changed`);
  const problems = problemsOfChecklist(row);
  if (problems.length > 0)
    throw new AppError('CHECKLIST_HAS_PROBLEMS', `${problems.length} problems`, { problems: problems.length });
  await publishChecklistRow(tdb, { tenantId: scope.tenantId, id: row.id }, scope.actorName);
  await audit(tdb, scope, {
    action: 'checklist.publish',
    objectKind: OBJECT,
    objectId: row.id,
    objectLabel: `${row.name}（第${row.version}版）`,
    detail: { items: row.items.length },
  });
};

/** 停用 a version, or discard a draft: what was held by it keeps it. */
export const withdrawChecklist = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { checklistId: string; reason: string },
): Promise<void> => {
  const row = await requireChecklist(tdb, scope, input.checklistId, { lock: true });
  if (row.state === 'withdrawn') throw new AppError('CHECKLIST_IS_FINAL', `checklist ${row.id} is withdrawn already`);
  await withdrawChecklistRow(tdb, { tenantId: scope.tenantId, id: row.id });
  await audit(tdb, scope, {
    action: 'checklist.withdraw',
    objectKind: OBJECT,
    objectId: row.id,
    objectLabel: `${row.name}（第${row.version}版）`,
    detail: { reason: input.reason, was: row.state },
  });
};
