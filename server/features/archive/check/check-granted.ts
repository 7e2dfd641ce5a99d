import type { GrantDb } from '@/db/client';
import { auditGrantRead } from '@/server/audit/audit';
import { CHECK_RULE_CODES, type CheckRuleCode } from '@/server/domain/archive/check-rules';
import { openGrantOver } from '@/server/tenancy/open-grants';
import type { TenantScope } from '@/server/tenancy/scope';
import type { Finding } from './check-record.ts';
import { type RulesResult, runRules } from './run-rules.ts';

/**
 * The same rules over a unit that a grant opens, inside the grant's scope: what an inspector runs before the visit.
 * The look stands in the unit's log. Nothing is written at the unit; the caller keeps what it is given.
 */
export const checkGranted = async (
  gdb: GrantDb,
  scope: TenantScope,
  input: { unitSlug: string; filingYear?: number; rules?: readonly CheckRuleCode[]; signal: AbortSignal },
  emit: (findings: Finding[]) => Promise<void>,
): Promise<RulesResult> => {
  const grant = await openGrantOver(gdb, 'archive', input.unitSlug);
  const rules = input.rules ?? CHECK_RULE_CODES;
  await auditGrantRead(
    gdb,
    scope,
    { recordClass: 'archive', grantIds: [grant.grantId] },
    { action: 'archive.grantedCheck', objectKind: 'archive_item', detail: { filingYear: input.filingYear, rules } },
  );
  return runRules(
    {
      tenantId: grant.unitTenantId,
      scope: { filingYear: input.filingYear },
      hasFiles: false,
      read: (use) => use(gdb),
    },
    { rules: new Set(rules), emit, progress: () => Promise.resolve(), signal: input.signal },
  );
};
