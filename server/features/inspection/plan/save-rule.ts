import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { findRule, insertRule } from '@/db/queries/inspection-plan.queries';
import { audit } from '@/server/audit/audit';
import { DEFAULT_RULE, type InspectionRuleView, type SaveRuleInput } from '@/server/domain/inspection/plan';
import type { TenantScope } from '@/server/tenancy/scope';

/** 检查规则 in force today. */
export const ruleInForce = async (tdb: TenantDb, scope: TenantScope): Promise<InspectionRuleView> =>
  (await findRule(tdb, scope.tenantId)) ?? DEFAULT_RULE;

/** A rule for the time from its day on. Earlier ones stay: what was sent under them was right then. */
export const saveRule = async (tdb: TenantDb, scope: TenantScope, input: SaveRuleInput): Promise<{ id: string }> => {
  const before = await ruleInForce(tdb, scope);
  const id = uuidv7();
  await insertRule(tdb, { ...input, tenantId: scope.tenantId, id, createdByName: scope.actorName });
  await audit(tdb, scope, {
    action: 'inspection.saveRule',
    objectKind: 'inspection_rule',
    objectId: id,
    objectLabel: input.basis,
    detail: { before, after: input },
  });
  return { id };
};
