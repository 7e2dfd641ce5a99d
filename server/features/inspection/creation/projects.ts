import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  findProject,
  findWord,
  insertProject,
  listEvidence,
  listProjectRows,
  type ProjectRow,
  replaceEvidence,
  updateProject,
} from '@/db/queries/creation.queries';
import { listKnownTenants } from '@/db/queries/workspace.queries';
import { audit } from '@/server/audit/audit';
import { findLevel } from '@/server/domain/assessment/assessment-vocabulary';
import {
  creationReportBody,
  type ListProjectsInput,
  type ProjectRowView,
  type ProjectView,
  projectRowView,
  projectView,
  type ReportProjectInput,
  type SaveProjectInput,
  type StopProjectInput,
} from '@/server/domain/assessment/creation';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { sendDispatch } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';
import { selfCheckBodyOf } from '../self-check/answer-self-check.ts';
import { requireSelfCheck } from '../self-check/open-self-check.ts';

const OBJECT = 'creation_project';
const cursorKey = z.tuple([z.iso.datetime(), uuid]);

/** 本单位的创建工作, newest first. */
export const listProjects = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListProjectsInput,
): Promise<Page<ProjectRowView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listProjectRows(tdb, scope.tenantId, { cursor, direction, limit });
  const { rows: shown, page } = cutPage(
    rows,
    { limit, direction, hasCursor: cursor !== undefined, total: null },
    ({ createdAt, id }) => encodeCursor([createdAt, id]),
  );
  return { rows: projectRowView.array().parse(shown), page };
};

const requireProject = async (tdb: TenantDb, scope: TenantScope, projectId: string): Promise<ProjectRow> => {
  const row = await findProject(tdb, scope.tenantId, projectId);
  if (!row) throw new AppError('NOT_FOUND', `creation project ${projectId} is not in tenant ${scope.tenantId}`);
  return row;
};

/** What the self-test by the test sheet comes to as it stands. */
const readSelfTest = async (
  tdb: TenantDb,
  scope: TenantScope,
  { selfCheckId }: ProjectRow,
): Promise<ProjectView['selfTest']> => {
  if (selfCheckId === null) return null;
  const check = await requireSelfCheck(tdb, scope, selfCheckId);
  const { body } = await selfCheckBodyOf(tdb, scope, check);
  return { id: check.id, title: check.title, state: check.state, percent: body.percent };
};

export const getProject = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { projectId: string },
): Promise<ProjectView> => {
  const project = await requireProject(tdb, scope, input.projectId);
  const files = await listEvidence(tdb, scope.tenantId, project.id);
  const { steps } = projectRowView.pick({ steps: true }).parse(project);
  return projectView.parse({
    ...project,
    steps: steps.map((step) => ({ ...step, files: files.filter((file) => file.stepCode === step.code) })),
    selfTest: await readSelfTest(tdb, scope, project),
    word: (await findWord(tdb, scope.tenantId, project.id)) ?? null,
  });
};

/** 制定、修改创建计划: target, steps with owners and days, evidence of each. */
export const saveProject = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: SaveProjectInput,
): Promise<{ id: string; rowVersion: number }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a project needs a person');
  const { projectId, rowVersion, steps: given, ...terms } = input;
  refuseClassified(terms.title, terms.basis, ...given.flatMap((step) => [step.title, step.note]));
  if (!findLevel(terms.ratingKind, terms.level))
    throw new AppError('BAD_INPUT', `${terms.ratingKind} has no level ${terms.level}`, { level: 'unknown' });
  if (new Set(given.map((step) => step.code)).size !== given.length)
    throw new AppError('BAD_INPUT', 'two steps have one code', { steps: 'same' });
  if (terms.selfCheckId !== null) await requireSelfCheck(tdb, scope, terms.selfCheckId);
  const before = projectId ? await requireProject(tdb, scope, projectId) : null;
  if (before && before.state !== 'active') throw new AppError('STEP_PASSED', `project ${before.id} is ${before.state}`);
  const id = projectId ?? uuidv7();
  const steps = given.map(({ objectIds: _files, ...step }) => step);
  if (!before) {
    const by = { createdBy: scope.accountId, createdByName: scope.actorName };
    await insertProject(tdb, { ...terms, tenantId: scope.tenantId, id, steps, ...by });
  } else if (!(await updateProject(tdb, { tenantId: scope.tenantId, id, rowVersion }, { ...terms, steps })))
    throw new AppError('STALE_VERSION', `project ${id} is at ${before.rowVersion}`);
  const files = given.flatMap(({ code, objectIds }) =>
    [...new Set(objectIds)].map((objectId) => ({ stepCode: code, objectId })),
  );
  if ((await replaceEvidence(tdb, { tenantId: scope.tenantId, projectId: id }, files)) !== files.length)
    throw new AppError('NOT_FOUND', 'a file is not stored in this tenant');
  await audit(tdb, scope, {
    action: 'creation.save',
    objectKind: OBJECT,
    objectId: id,
    objectLabel: terms.title,
    detail: {
      isNew: !before,
      level: terms.level,
      targetOn: terms.targetOn,
      steps: steps.length,
      done: steps.filter((step) => step.doneOn !== null).length,
      files: files.length,
    },
  });
  return { id, rowVersion: before ? rowVersion + 1 : 1 };
};

/** 报送进展 to the office above: the plan as it stands with its evidence, frozen. */
export const reportProject = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ReportProjectInput,
): Promise<{ dispatchId: string }> => {
  refuseClassified(input.words);
  const project = await getProject(tdb, scope, input);
  if (project.state !== 'active') throw new AppError('STEP_PASSED', `project ${project.id} is ${project.state}`);
  const office = (await listKnownTenants(tdb)).find((tenant) => tenant.depth === -1);
  if (!office) throw new AppError('BUREAU_MISSING', `tenant ${scope.tenantId} has nobody above`);
  const steps = project.steps.map(({ files, ...step }) => ({ ...step, objectIds: files.map((file) => file.objectId) }));
  const { id: dispatchId } = await sendDispatch(tdb, scope, {
    addresseeTenantId: office.tenantId,
    kind: 'creation_report',
    title: `创建进展（${project.title}）`,
    body: creationReportBody.parse({
      ...project,
      words: input.words,
      steps,
      selfPercent: project.selfTest?.percent ?? null,
      reportedBy: scope.actorName,
    }),
    objectId: project.id,
    attachments: [...new Set(steps.flatMap((step) => step.objectIds))],
  });
  await audit(tdb, scope, {
    action: 'creation.report',
    objectKind: OBJECT,
    objectId: project.id,
    objectLabel: project.title,
    detail: { dispatchId, to: office.name, steps: steps.length },
  });
  return { dispatchId };
};

/** 停止创建 for a reason; what was done stays readable. */
export const stopProject = async (tdb: TenantDb, scope: TenantScope, input: StopProjectInput): Promise<void> => {
  refuseClassified(input.reason);
  const project = await requireProject(tdb, scope, input.projectId);
  if (project.state !== 'active') throw new AppError('STEP_PASSED', `project ${project.id} is ${project.state}`);
  const key = { tenantId: scope.tenantId, id: project.id, rowVersion: input.rowVersion };
  if (!(await updateProject(tdb, key, { state: 'stopped', stopReason: input.reason })))
    throw new AppError('STALE_VERSION', `project ${project.id} is at ${project.rowVersion}`);
  await audit(tdb, scope, {
    action: 'creation.stop',
    objectKind: OBJECT,
    objectId: project.id,
    objectLabel: project.title,
    detail: { reason: input.reason },
  });
};

/** A file of the unit's own evidence. */
export const downloadEvidence = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { projectId: string; stepCode: string; objectId: string },
): Promise<FileReference> => {
  const { id } = await requireProject(tdb, scope, input.projectId);
  const file = (await listEvidence(tdb, scope.tenantId, id)).find(
    (one) => one.stepCode === input.stepCode && one.objectId === input.objectId,
  );
  if (!file) throw new AppError('NOT_FOUND', `step ${input.stepCode} has no file ${input.objectId}`);
  const { sha256, fileName, mediaType, sizeBytes } = file;
  return { tenantId: scope.tenantId, sha256, fileName, mediaType, sizeBytes };
};
