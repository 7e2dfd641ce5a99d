import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/clock.queries';
import { findMaterial, findNewestVersion } from '@/db/queries/course.queries';
import { findFinding } from '@/db/queries/finding.queries';
import { findInspection, type InspectionRow } from '@/db/queries/inspection.queries';
import { listLessonChoices, listLessonRows } from '@/db/queries/learning.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import {
  type AssignLessonInput,
  type LessonChoiceView,
  type LessonView,
  lessonChoiceView,
  lessonView,
} from '@/server/domain/training/course';
import { sendDispatch } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';
import { bodyOf } from './issue-materials.ts';

const requireInspection = async (tdb: TenantDb, scope: TenantScope, inspectionId: string): Promise<InspectionRow> => {
  const inspection = await findInspection(tdb, scope.tenantId, inspectionId);
  if (!inspection) throw new AppError('NOT_FOUND', `inspection ${inspectionId} is not in tenant ${scope.tenantId}`);
  return inspection;
};

/**
 * 指定学习: a demand that stands sends the unit a material to learn, with a day. The first of the unit who finishes it
 * answers it, and the demand shows so.
 */
export const assignLesson = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: AssignLessonInput,
): Promise<{ dispatchId: string }> => {
  const finding = await findFinding(tdb, scope.tenantId, input.findingId);
  if (!finding) throw new AppError('NOT_FOUND', `finding ${input.findingId} is not in tenant ${scope.tenantId}`);
  const material = await findMaterial(tdb, scope.tenantId, input.materialId);
  const file = material ? await findNewestVersion(tdb, scope.tenantId, material.id) : undefined;
  if (!material || !file) throw new AppError('NOT_FOUND', `material ${input.materialId} is not in ${scope.tenantId}`);
  if (finding.state === 'draft' || finding.state === 'withdrawn')
    throw new AppError('FINDING_STATE_WRONG', `finding ${finding.id} is ${finding.state}`);
  if (material.state !== 'issued' || file.version !== material.version)
    throw new AppError('MATERIAL_NOT_ISSUED', `material ${material.id} has nothing issued`);
  if (input.dueOn < (await readToday(tdb))) throw new AppError('BAD_INPUT', 'the day is over', { dueOn: 'past' });
  const inspection = await requireInspection(tdb, scope, finding.inspectionId);
  const body = await bodyOf(tdb, scope, material, file);
  const sent = await sendDispatch(tdb, scope, {
    kind: 'training_lesson',
    addresseeTenantId: inspection.subjectTenantId,
    title: `请学习：${material.title}`,
    body: { ...body, findingFact: finding.fact },
    objectId: finding.id,
    dueOn: input.dueOn,
    attachments: [file.objectId],
  });
  await audit(tdb, scope, {
    action: 'courses.assignLesson',
    objectKind: 'finding',
    objectId: finding.id,
    objectLabel: material.title,
    detail: { unit: inspection.subjectName, dueOn: input.dueOn, version: file.version },
  });
  return { dispatchId: sent.id };
};

/** 指定学习 of all demands of an inspection, with how far the unit has come. */
export const listLessons = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { inspectionId: string },
): Promise<LessonView[]> => {
  const inspection = await requireInspection(tdb, scope, input.inspectionId);
  const rows = await listLessonRows(tdb, scope.tenantId, inspection.id);
  return rows.map((row) => lessonView.parse(row));
};

/** 可指定的课件: what was issued and still stands. */
export const readLessonChoices = async (tdb: TenantDb, scope: TenantScope): Promise<LessonChoiceView[]> =>
  (await listLessonChoices(tdb, scope.tenantId)).map((row) => lessonChoiceView.parse(row));
