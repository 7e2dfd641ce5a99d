import type { TenantDb } from '@/db/client';
import { listOwnTemplates, listUsedTemplates, upsertOwnTemplate } from '@/db/queries/fonds-settings.queries';
import { audit } from '@/server/audit/audit';
import {
  builtInTemplates,
  type SaveTemplateInput,
  type TemplateView,
  tryTemplate,
} from '@/server/domain/fonds/code-settings';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';

/** 档号模板: the built-in ones, then the unit's own, each with an example. */
export const listTemplates = async (tdb: TenantDb, scope: TenantScope): Promise<TemplateView[]> => {
  const own = await listOwnTemplates(tdb, scope.tenantId);
  const used = own.length > 0 ? await listUsedTemplates(tdb, scope.tenantId) : new Set<string>();
  return [
    ...builtInTemplates().map((template) => ({ ...template, isUsed: false })),
    ...own.map((template) => ({
      ...template,
      example: tryTemplate(template).sample ?? '',
      isOwn: true,
      isUsed: used.has(template.code),
    })),
  ];
};

/** A template of the unit's own. Its pattern is settled once a record carries a code of it. */
export const saveTemplate = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: SaveTemplateInput,
): Promise<TemplateView> => {
  refuseClassified(input.name);
  const trial = tryTemplate(input);
  if (trial.problem !== null) throw new AppError('TEMPLATE_WRONG', trial.problem, { pattern: trial.problem });
  const before = (await listTemplates(tdb, scope)).find((template) => template.code === input.code);
  if (before?.isUsed && (before.pattern !== input.pattern || before.level !== input.level))
    throw new AppError('TEMPLATE_IN_USE', input.code);
  await upsertOwnTemplate(tdb, scope.tenantId, input);
  await audit(tdb, scope, {
    action: 'fonds.saveTemplate',
    objectKind: 'code_template',
    objectLabel: `${input.code} ${input.name}`,
    detail: { pattern: input.pattern, before: before?.pattern ?? null, isActive: input.isActive },
  });
  return { ...input, example: trial.sample ?? '', isOwn: true, isUsed: before?.isUsed ?? false };
};
