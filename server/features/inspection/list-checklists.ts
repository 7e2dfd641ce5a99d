import type { TenantDb } from '@/db/client';
import { listChecklistRows } from '@/db/queries/inspection-campaign.queries';
import { type ChecklistView, checklistItem } from '@/server/domain/inspection/checklist';
import { CHECKLIST_TEMPLATES } from '@/server/domain/inspection/checklist-templates';
import type { TenantScope } from '@/server/tenancy/scope';

/** 检查表: those the bureau has taken over, and the built-in ones that it may still take over. */
export const listChecklists = async (tdb: TenantDb, scope: TenantScope): Promise<ChecklistView[]> => {
  const own = new Map((await listChecklistRows(tdb, scope.tenantId)).map((row) => [row.code, row]));
  return CHECKLIST_TEMPLATES.map((template) => {
    const row = own.get(template.code);
    const items = row ? checklistItem.array().parse(row.items) : template.items;
    return {
      id: row?.id ?? null,
      code: template.code,
      name: row?.name ?? template.name,
      nameEn: template.nameEn,
      version: row?.version ?? 1,
      itemCount: items.length,
    };
  });
};
