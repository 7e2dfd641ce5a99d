import type { TenantDb } from '@/db/client';
import { findChecklistVersion, listChecklistVersions } from '@/db/queries/checklist.queries';
import { checklistItems, checklistSections, isBuiltIn } from '@/server/domain/inspection/checklist';
import {
  type ChecklistDetailView,
  checklistDetailView,
  type LibraryRowView,
  libraryRowView,
  problemsOfChecklist,
} from '@/server/domain/inspection/checklist-library';
import { CHECKLIST_TEMPLATES } from '@/server/domain/inspection/checklist-templates';
import { profileOf } from '@/server/domain/inspection/scoring-profile';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';

/** 检查表模板库: the built-in lists, taken over or not, and those of the bureau's own. */
export const listLibrary = async (tdb: TenantDb, scope: TenantScope): Promise<LibraryRowView[]> => {
  const versions = await listChecklistVersions(tdb, scope.tenantId);
  const codes = [
    ...CHECKLIST_TEMPLATES.map((template) => template.code as string),
    ...new Set(versions.map((version) => version.code).filter((code) => !isBuiltIn(code))),
  ];
  return codes.flatMap((code) => {
    const own = versions.filter((version) => version.code === code && version.state !== 'withdrawn');
    const template = CHECKLIST_TEMPLATES.find((candidate) => candidate.code === code);
    const current = own.find((version) => version.state === 'published');
    const shown = current ?? own[0];
    if (!shown && !template) return [];
    const row: LibraryRowView = {
      code,
      isBuiltIn: template !== undefined,
      name: shown?.name ?? template?.name ?? '',
      nameEn: template?.nameEn ?? shown?.name ?? '',
      subjectKinds: shown?.subjectKinds ?? [],
      currentId: current?.id ?? null,
      currentVersion: current?.version ?? null,
      draftId: own.find((version) => version.state === 'draft')?.id ?? null,
      itemCount: shown?.itemCount ?? template?.items.length ?? 0,
      campaigns: own.reduce((sum, version) => sum + version.campaigns, 0),
    };
    return [libraryRowView.parse(row)];
  });
};

export const requireChecklist = async (
  tdb: TenantDb,
  scope: TenantScope,
  checklistId: string,
  options: { lock?: boolean } = {},
) => {
  const row = await findChecklistVersion(tdb, scope.tenantId, checklistId, options);
  if (!row) throw new AppError('NOT_FOUND', `checklist ${checklistId} is not in tenant ${scope.tenantId}`);
  const items = checklistItems.parse(row.items);
  return { ...row, items, sections: checklistSections.parse(row.sections), profile: profileOf(row.profile, items) };
};

/** One version of a list with the others beside it. */
export const getChecklist = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { checklistId: string },
): Promise<ChecklistDetailView> => {
  const row = await requireChecklist(tdb, scope, input.checklistId);
  return checklistDetailView.parse({
    ...row,
    problems: row.state === 'draft' ? problemsOfChecklist(row) : [],
    versions: await listChecklistVersions(tdb, scope.tenantId, row.code),
  });
};
