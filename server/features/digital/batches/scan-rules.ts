import type { TenantDb } from '@/db/client';
import { insertRule, listRules, type RuleRow } from '@/db/queries/scan-check.queries';
import { audit } from '@/server/audit/audit';
import { type RuleView, type SaveRuleInput, STANDARD_SCAN_RULE, scanRule } from '@/server/domain/digital/scan-rule';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';

const MOST_VERSIONS = 100;
const standard: RuleView = { ...STANDARD_SCAN_RULE, createdByName: null, createdAt: null };

const toView = (row: RuleRow): RuleView => ({
  version: `V${row.version}`,
  source: row.source,
  settings: scanRule.parse(row.settings),
  createdByName: row.createdByName,
  createdAt: row.createdAt,
});

/** The rule that holds now, and the versions before it down to the standard. */
export const getRules = async (
  tdb: TenantDb,
  scope: TenantScope,
): Promise<{ current: RuleView; older: RuleView[] }> => {
  const own = (await listRules(tdb, scope.tenantId, MOST_VERSIONS)).map(toView);
  const [current = standard, ...older] = [...own, standard];
  return { current, older };
};
export const currentRule = async (tdb: TenantDb, scope: TenantScope): Promise<RuleView> =>
  (await getRules(tdb, scope)).current;

/** A new version of the unit; what was measured or drawn under an older one keeps it. */
export const saveRule = async (tdb: TenantDb, scope: TenantScope, input: SaveRuleInput): Promise<RuleView> => {
  refuseClassified(input.source);
  if (input.settings.maxBytes <= input.settings.minBytes)
    throw new AppError('BAD_INPUT', 'the largest file is smaller than the smallest', { maxBytes: 'ORDER' });
  const [newest] = await listRules(tdb, scope.tenantId, 1);
  const version = (newest?.version ?? 0) + 1;
  const { settings, source } = input;
  await insertRule(tdb, { tenantId: scope.tenantId, version, settings, source, createdByName: scope.actorName });
  await audit(tdb, scope, {
    action: 'digitisation.saveRule',
    objectKind: 'digitisation_rule',
    objectLabel: `V${version}`,
    detail: { from: newest?.settings ?? STANDARD_SCAN_RULE.settings, to: settings, source },
  });
  return currentRule(tdb, scope);
};
