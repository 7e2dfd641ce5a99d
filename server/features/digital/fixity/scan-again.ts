import { type Pools, withTenantDb } from '@/db/client';
import { listUnscanned, markInfected, markScanned, type UnscannedRow } from '@/db/queries/scan-again.queries';
import { audit } from '@/server/audit/audit';
import { lookForViruses, scannerState } from '@/server/objects/inspect/scan-for-viruses';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { objectIdOf } from '../commit-files.ts';
import { openIncidents } from './verify-files.ts';

const AT_ONCE = 100;

export interface ScanSteps {
  pools: Pools;
  scope: TenantScope;
  objects: ObjectStore;
  progress(done: number, total: number | null): Promise<void>;
}
type Found = { row: UnscannedRow; state: 'clean' | 'infected'; signatures: string | null };

/**
 * A file with a virus leaves its record, and nobody is handed its bytes or pictures any more. The bytes themselves stay
 * where they are: an archive removes nothing, and the object would no longer be whole.
 */
const settle = async (pools: Pools, scope: TenantScope, found: readonly Found[]): Promise<void> => {
  const { tenantId } = scope;
  const infected = found.filter(({ state }) => state === 'infected');
  const clean = found.filter(({ state }) => state === 'clean');
  const judged = ({ row, signatures }: Found) => ({ id: row.id, signatures });
  await withTenantDb(pools, scope, async (tdb) => {
    await markScanned(tdb, tenantId, clean.map(judged));
    await markInfected(tdb, tenantId, infected.map(judged));
    for (const { row } of infected) {
      const { id, itemId, contentPath, sha256 } = row;
      const fault = { fileId: id, path: contentPath, expectedSha256: sha256, foundSha256: sha256 };
      await openIncidents(tdb, scope, itemId, [{ ...fault, kind: 'infected' }]);
    }
    await audit(tdb, scope, {
      action: 'digital.scanAgain',
      objectKind: 'digital_file',
      objectId: found[0]?.row.id ?? '',
      detail: { clean: clean.length, infected: infected.map(({ row }) => row.id) },
    });
  });
};

/**
 * 病毒复查: scans what came in while no scanner was there. Each page of files is kept when it is done, so that a run that
 * is stopped goes on behind it; what the scanner has no word for stays 未扫描 and is asked for again by the next run.
 */
export const scanAgain = async (
  { pools, scope, objects, progress }: ScanSteps,
  scanner = { scan: lookForViruses, state: scannerState },
): Promise<{ clean: number; infected: number; left: number }> => {
  const { tenantId } = scope;
  const counts = { clean: 0, infected: 0, left: 0 };
  let after: string | null = null;
  while ((await scanner.state()) === 'ready') {
    const from: string | null = after;
    const rows: UnscannedRow[] = await withTenantDb(pools, scope, (tdb) => listUnscanned(tdb, tenantId, from, AT_ONCE));
    const found: Found[] = [];
    for (const row of rows) {
      const { state, signatures } = await scanner.scan(
        await objects.records.localFile(tenantId, objectIdOf(row.itemId), row.contentPath),
      );
      if (state === 'not_scanned') counts.left += 1;
      else found.push({ row, state, signatures });
    }
    if (found.length > 0) await settle(pools, scope, found);
    for (const { row, state } of found) {
      counts[state] += 1;
      if (state === 'infected') await objects.derivatives.forget(tenantId, row.id);
    }
    await progress(counts.clean + counts.infected + counts.left, null);
    after = rows.at(-1)?.id ?? null;
    if (rows.length < AT_ONCE) break;
  }
  return counts;
};
