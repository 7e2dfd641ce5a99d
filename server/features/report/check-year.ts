import type { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { FIGURE_CODES, type FigureCode } from '@/server/domain/figure/figures';
import { judgeIdentities, termsOf } from '@/server/domain/report/identity-checks';
import type { yearChecksView } from '@/server/domain/report/report';
import { figurePeriod } from '@/server/features/figure';
import type { TenantScope } from '@/server/tenancy/scope';
import { FigureReader } from './report-figures.ts';

/**
 * 核对 of a year's figures without a report: what has to hold between them, judged before they are released. Each check
 * names the office's own figures that it speaks of, so that a word on it can go along with one of them.
 */
export const checkYear = async (
  tdb: TenantDb,
  scope: Pick<TenantScope, 'tenantId' | 'tenantKind'>,
  input: { year: number },
): Promise<z.infer<typeof yearChecksView>> => {
  const period = await figurePeriod(tdb, input);
  const reader = new FigureReader(tdb, scope);
  const checks = judgeIdentities(await reader.amountsForRules(period)).map((check) => ({
    ...check,
    codes: termsOf(check.code).filter(
      (term): term is FigureCode => (FIGURE_CODES as readonly string[]).includes(term) && reader.isOwn(term),
    ),
  }));
  return { period, checks };
};
