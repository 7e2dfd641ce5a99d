import { type Pools, withSystemDb, withTenantDb } from '@/db/client';
import type { TenantKind } from '@/server/domain/tenancy/tenant';
import { checkYear } from '@/server/features/report';

export interface IdentityReport {
  /** Checks all of whose figures were there, over all offices and years. */
  judged: number;
  /** Rules that were judged somewhere. */
  rules: string[];
  differing: string[];
}

/** 核对 of every office of a district: what has to hold between its figures, each year by itself. */
export const judgeDistrict = async (pools: Pools, years: readonly number[]): Promise<IdentityReport> => {
  const tenants = await withSystemDb(pools, (sdb) =>
    sdb.selectFrom('tenant').select(['id', 'kind', 'slug']).orderBy('id').execute(),
  );
  const rules = new Set<string>();
  const differing: string[] = [];
  let judged = 0;
  for (const { id, kind, slug } of tenants) {
    for (const year of years) {
      const { checks } = await withTenantDb(pools, { tenantId: id, accountId: null }, (tdb) =>
        checkYear(tdb, { tenantId: id, tenantKind: kind as TenantKind }, { year }),
      );
      for (const { code, outcome, left, right } of checks) {
        if (outcome === 'not_judged') continue;
        judged += 1;
        rules.add(code);
        if (outcome === 'differs') differing.push(`${slug} ${year}: ${code} ${left} ${right}`);
      }
    }
  }
  return { judged, rules: [...rules].sort(), differing };
};
