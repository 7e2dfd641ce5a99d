import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { findChecklistRow, insertChecklistOnce } from '@/db/queries/inspection-campaign.queries';
import { audit } from '@/server/audit/audit';
import { findChecklistTemplate } from '@/server/domain/inspection/checklist-templates';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';

/**
 * The newest published version of a checklist; of a built-in one a row is made when there is none yet. An inspection
 * refers to this row, which nobody can change, so that a later edition changes nothing of what was inspected.
 */
export const adoptChecklist = async (tdb: TenantDb, scope: TenantScope, code: string): Promise<string> => {
  const own = await findChecklistRow(tdb, scope.tenantId, code);
  if (own) return own.id;
  const template = findChecklistTemplate(code);
  if (!template) throw new AppError('NOT_FOUND', `no checklist ${code}`);
  const row = { tenantId: scope.tenantId, id: uuidv7(), code, name: template.name, items: template.items };
  if (await insertChecklistOnce(tdb, row)) {
    await audit(tdb, scope, {
      action: 'inspection.adoptChecklist',
      objectKind: 'checklist',
      objectId: row.id,
      objectLabel: template.name,
    });
    return row.id;
  }
  const winner = await findChecklistRow(tdb, scope.tenantId, code);
  if (!winner) throw new AppError('CONFLICT', `checklist ${code} is being made by somebody else`);
  return winner.id;
};

/** Takes a built-in checklist over. Once only: a second time it exists. */
export const createChecklist = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { templateCode: string },
): Promise<{ id: string }> => {
  if (await findChecklistRow(tdb, scope.tenantId, input.templateCode)) {
    throw new AppError('ALREADY_EXISTS', `checklist ${input.templateCode} was taken over already`);
  }
  return { id: await adoptChecklist(tdb, scope, input.templateCode) };
};
