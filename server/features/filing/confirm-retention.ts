import type { TenantDb } from '@/db/client';
import { findItem, type ItemRow } from '@/db/queries/archive-item.queries';
import { setItemRetention } from '@/db/queries/filing-handed.queries';
import {
  findApprovedRule,
  findApprovedSchedule,
  findItemRule,
  listRuleRows,
  type RuleRecord,
} from '@/db/queries/filing-schedule.queries';
import { audit } from '@/server/audit/audit';
import { topCategoryCode } from '@/server/domain/archive/archival-category';
import {
  countRetention,
  isRetentionCode,
  type RetentionBasis,
  retentionPeriodOf,
} from '@/server/domain/archive/retention';
import {
  type ConfirmRetentionInput,
  type RetentionOfItemView,
  type RetentionSuggestion,
  retentionOfItemView,
  retentionSuggestion,
  type SuggestRetentionInput,
} from '@/server/domain/filing/retention-schedule';
import { rankRules } from '@/server/domain/filing/suggest-retention';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';

/** Which lines of the approved schedule a title looks like, with the words that matched. No schedule, no guess. */
export const suggestRetention = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: SuggestRetentionInput,
): Promise<RetentionSuggestion[]> => {
  const schedule = await findApprovedSchedule(tdb, scope.tenantId);
  if (!schedule) return [];
  const rules = await listRuleRows(tdb, scope.tenantId, schedule.id);
  return rankRules(rules, input).map(({ rule, matched, score }) =>
    retentionSuggestion.parse({ ...rule, ruleId: rule.id, text: rule.description, matched, score }),
  );
};

const yearsOf = (code: string): number => {
  if (!isRetentionCode(code)) return 0;
  const period = retentionPeriodOf(code);
  if (period.kind === 'permanent') return Number.POSITIVE_INFINITY;
  return period.kind === 'fixed_term' ? period.years : 0;
};

const isFitting = (rule: Pick<RuleRecord, 'retentionCode' | 'isMinimum'>, retentionCode: string): boolean =>
  rule.retentionCode === retentionCode || (rule.isMinimum && yearsOf(retentionCode) > yearsOf(rule.retentionCode));

const MOST_CHOICES = 30;

/** Which line of the schedule a filed record stands under, and which it may stand under with the period that it has. */
export const getRetentionOfItem = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { itemId: string },
): Promise<RetentionOfItemView> => {
  const item = await findItem(tdb, scope.tenantId, input.itemId);
  if (!item) throw new AppError('NOT_FOUND', `record ${input.itemId} is not in tenant ${scope.tenantId}`);
  const confirmed = await findItemRule(tdb, scope.tenantId, item.id);
  const schedule = await findApprovedSchedule(tdb, scope.tenantId);
  const rules = schedule ? await listRuleRows(tdb, scope.tenantId, schedule.id) : [];
  const fitting = rules.filter((rule) => isFitting(rule, item.retentionCode));
  const { title, categoryCode } = item;
  const ranked = rankRules(fitting, { title, categoryCode });
  const likely = new Set(ranked.map(({ rule }) => rule.id));
  const others = fitting.filter(
    (rule) => !likely.has(rule.id) && topCategoryCode(rule.categoryCode) === topCategoryCode(categoryCode),
  );
  const choices = [...ranked, ...others.map((rule) => ({ rule, matched: [] as string[] }))].slice(0, MOST_CHOICES);
  return retentionOfItemView.parse({
    confirmed: confirmed ? { code: confirmed.code, text: confirmed.description } : null,
    choices: choices.map(({ rule, matched }) => ({ ...rule, ruleId: rule.id, text: rule.description, matched })),
  });
};

/** The rule's own period, or a longer one where the rule says the least. */
export const requireFittingRule = async (
  tdb: TenantDb,
  scope: TenantScope,
  asked: { ruleId: string; retentionCode: string },
): Promise<RuleRecord> => {
  const rule = await findApprovedRule(tdb, scope.tenantId, asked.ruleId);
  if (!rule) throw new AppError('NOT_FOUND', `rule ${asked.ruleId} is not in the schedule in force`);
  if (!isFitting(rule, asked.retentionCode))
    throw new AppError('RETENTION_DIFFERS', `${rule.code} says ${rule.retentionCode}`, { rule: rule.retentionCode });
  return rule;
};

/** Writes rule, basis and last day of the period. 长期 and 短期 have no last day, whatever the rule. */
export const keepRetention = async (
  tdb: TenantDb,
  scope: TenantScope,
  item: ItemRow,
  confirmed: { rule: RuleRecord | null; basisDate: string | null; rowVersion?: number },
): Promise<boolean> => {
  const counted = countRetention(item, {
    // Without a rule a record counts as its category does.
    ...(confirmed.rule ? { basis: confirmed.rule.basis as RetentionBasis } : {}),
    day: confirmed.basisDate,
  });
  return setItemRetention(
    tdb,
    {
      tenantId: scope.tenantId,
      id: item.id,
      ...(confirmed.rowVersion === undefined ? {} : { rowVersion: confirmed.rowVersion }),
    },
    { scheduleRuleId: confirmed.rule?.id ?? null, ...counted },
  );
};

/** A person confirms which line of the schedule a record falls under. The period stands in the code and does not change here. */
export const confirmRetention = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ConfirmRetentionInput,
): Promise<{ expiresOn: string | null; rowVersion: number }> => {
  const item = await findItem(tdb, scope.tenantId, input.itemId);
  if (!item) throw new AppError('NOT_FOUND', `record ${input.itemId} is not in tenant ${scope.tenantId}`);
  if (item.state === 'void') throw new AppError('CONFLICT', `record ${item.id} is void`);
  const rule = await requireFittingRule(tdb, scope, { ruleId: input.ruleId, retentionCode: item.retentionCode });
  const isMine = await keepRetention(tdb, scope, item, {
    rule,
    basisDate: input.basisDate ?? null,
    rowVersion: input.rowVersion,
  });
  if (!isMine) throw new AppError('STALE_VERSION', `record ${item.id} is at version ${item.rowVersion}`);
  const after = await findItem(tdb, scope.tenantId, item.id);
  await audit(tdb, scope, {
    action: 'filing.confirmRetention',
    objectKind: 'archive_item',
    objectId: item.id,
    objectLabel: item.referenceCode,
    detail: { rule: rule.code, basis: rule.basis, expiresOn: after?.expiresOn ?? null },
  });
  return { expiresOn: after?.expiresOn ?? null, rowVersion: after?.rowVersion ?? item.rowVersion };
};
