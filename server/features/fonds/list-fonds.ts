import type { TenantDb } from '@/db/client';
import {
  countHoldings,
  findFondsRecord,
  HOLDINGS_AT_ONCE,
  type HoldingRow,
  listFondsRecords,
} from '@/db/queries/fonds.queries';
import {
  type FondsListRow,
  type FondsRecord,
  fondsRecord,
  type HoldingView,
  holdingView,
  sumHoldings,
} from '@/server/domain/fonds/fonds';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';

const byFonds = (rows: readonly HoldingRow[]): Map<string, HoldingView[]> => {
  const found = new Map<string, HoldingView[]>();
  for (const row of rows) {
    const lines = found.get(row.fondsId) ?? [];
    lines.push(holdingView.parse(row));
    found.set(row.fondsId, lines);
  }
  return found;
};

/** 全宗单: every fonds with what is held of it. */
export const listFonds = async (tdb: TenantDb, scope: TenantScope): Promise<FondsListRow[]> => {
  const rows = await listFondsRecords(tdb, scope.tenantId);
  const counted: HoldingRow[] = [];
  for (let at = 0; at < rows.length; at += HOLDINGS_AT_ONCE) {
    const ids = rows.slice(at, at + HOLDINGS_AT_ONCE).map((row) => row.id);
    counted.push(...(await countHoldings(tdb, scope.tenantId, ids)));
  }
  const holdings = byFonds(counted);
  return rows.map((row) => ({ ...fondsRecord.parse(row), holdings: sumHoldings(holdings.get(row.id) ?? []) }));
};

/** One fonds with its holdings by category. */
export const getFonds = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { id: string },
): Promise<{ fonds: FondsRecord; holdings: HoldingView[] }> => {
  const row = await findFondsRecord(tdb, scope.tenantId, input.id);
  if (!row) throw new AppError('NOT_FOUND', `fonds ${input.id} is not in tenant ${scope.tenantId}`);
  const holdings = await countHoldings(tdb, scope.tenantId, [row.id]);
  return { fonds: fondsRecord.parse(row), holdings: holdings.map((line) => holdingView.parse(line)) };
};
