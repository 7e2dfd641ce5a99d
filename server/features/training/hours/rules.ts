import type { TenantDb } from '@/db/client';
import { saveRule } from '@/db/queries/trainee.queries';
import { listRulesFor } from '@/db/queries/training-hours.queries';
import { audit } from '@/server/audit/audit';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { TRAINEE_POSTS } from '@/server/domain/training/course-vocabulary';
import { type RuleView, ruleBody, ruleView, type SetRuleInput } from '@/server/domain/training/hours';
import { sendDispatch } from '@/server/features/tenancy';
import { listUnitsBelow } from '@/server/tenancy/list-units-below';
import type { TenantScope } from '@/server/tenancy/scope';

const OBJECT = 'training_rule';
const ORIGINS = { 1: 'own', 2: 'issued', 3: 'built_in' } as const;

/** 学时要求 of each post as it holds in a year, and whose it is. */
export const readRules = async (tdb: TenantDb, scope: TenantScope, input: { year: number }): Promise<RuleView[]> =>
  (await listRulesFor(tdb, scope.tenantId, TRAINEE_POSTS, input.year)).map((row) =>
    ruleView.parse({
      ...row,
      totalHours: Number(row.totalHours),
      professionalHours: Number(row.professionalHours),
      origin: ORIGINS[row.rank as keyof typeof ORIGINS],
    }),
  );

/** Sets the rule of a post from a year on. Years before it keep what held then. */
export const setRule = async (tdb: TenantDb, scope: TenantScope, input: SetRuleInput): Promise<void> => {
  refuseClassified(input.basis);
  const { totalHours, professionalHours, ...rule } = input;
  await saveRule(tdb, {
    ...rule,
    tenantId: scope.tenantId,
    totalHours: String(totalHours),
    professionalHours: String(professionalHours),
    setByName: scope.actorName,
  });
  await audit(tdb, scope, {
    action: 'hours.setRule',
    objectKind: OBJECT,
    objectLabel: `${input.post} ${input.fromYear}`,
    detail: { ...input },
  });
};

/** 下发学时要求: what holds here goes to every unit below, which then counts by it. */
export const issueRules = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { year: number },
): Promise<{ sent: number }> => {
  const rules = await readRules(tdb, scope, input);
  const units = await listUnitsBelow(tdb);
  for (const unit of units)
    await sendDispatch(tdb, scope, {
      kind: 'training_rule',
      addresseeTenantId: unit.tenantId,
      title: `${input.year}年度继续教育学时要求`,
      body: ruleBody.parse({ rules }),
    });
  await audit(tdb, scope, {
    action: 'hours.issueRules',
    objectKind: OBJECT,
    objectLabel: String(input.year),
    detail: { sent: units.length, rules },
  });
  return { sent: units.length };
};
