import { spawnSync } from 'node:child_process';
import { createPublicKey, type KeyObject } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { createPools, withTenantDb } from '@/db/client';
import { ensureDatabase } from '@/db/embedded/ensure.mjs';
import { migrateToLatest } from '@/db/migrate';
import { audit } from '@/server/audit/audit';
import { checkpointFolder, publicKeyFile } from '@/server/audit/checkpoint';
import { sealAudit } from '@/server/audit/seal-events';
import { verifyTenant } from '@/server/cli/verify-audit.mjs';
import type { TenantScope } from '@/server/tenancy/scope';
import { emptyDatabase } from './scratch-database.ts';
import { makeScratchTenant } from './scratch-tenant.ts';
import { TAMPERINGS } from './tamperings.ts';

const TIMES = 60;
const SEALS = 20;
const EVENTS_A_SEAL = 12;
const VERIFIER = fileURLToPath(new URL('../../server/cli/verify-audit.mjs', import.meta.url));

export interface AuditReport {
  tamperings: number;
  found: number;
  falseAlarms: number;
  byKind: Record<string, string>;
  eventsASecond: number;
}

/** Acts of two tenants, sealed in many steps, so that each seal has a checkpoint line. */
const fillAndSeal = async (url: string, dataDir: string): Promise<TenantScope> => {
  const pools = createPools(url, 4);
  try {
    const scopes = [await makeScratchTenant(pools, 'proof-a'), await makeScratchTenant(pools, 'proof-b')];
    for (let seal = 0; seal < SEALS; seal += 1) {
      for (const scope of scopes) {
        await withTenantDb(pools, scope, async (tdb) => {
          for (let n = 0; n < EVENTS_A_SEAL; n += 1) {
            const act = { action: 'archive.edit', objectKind: 'archive_item', objectLabel: `第 ${n} 件` };
            await audit(tdb, scope, { ...act, detail: { title: { old: `旧题名 ${n}`, new: `新题名 ${n}` } } });
          }
        });
      }
      await sealAudit(pools, dataDir);
    }
    const [first] = scopes;
    if (!first) throw new Error('no tenant');
    return first;
  } finally {
    await pools.close();
  }
};

interface Trial {
  client: Client;
  tenantId: number;
  folder: string;
  key: KeyObject;
}

const countBreaches = async ({ client, tenantId, folder, key }: Trial): Promise<number> =>
  (await verifyTenant(client, tenantId, folder, key, 0)).breaches.length;

/** Each tampering in a transaction of the superuser that is rolled back after the verifier has looked. */
const tamper = async (trial: Trial, report: AuditReport): Promise<void> => {
  const { client, tenantId } = trial;
  for (const [kind, change] of Object.entries(TAMPERINGS)) {
    let found = 0;
    for (let n = 0; n < TIMES; n += 1) {
      await client.query('begin');
      await change(client, tenantId);
      if ((await countBreaches(trial)) > 0) found += 1;
      await client.query('rollback');
    }
    report.tamperings += TIMES;
    report.found += found;
    report.byKind[kind] = `${found}/${TIMES}`;
    console.log(`${kind}: ${found} of ${TIMES} found`);
  }
};

/** The verifier as a unit would run it: on its own, over the whole database. */
const runVerifier = (url: string, dataDir: string): { exit: number | null; last: string } => {
  const args = [VERIFIER, '--checkpoints', checkpointFolder(dataDir), '--public-key', publicKeyFile(dataDir)];
  const { status, stdout } = spawnSync(process.execPath, args, {
    env: { ...process.env, DATABASE_URL: url },
    encoding: 'utf8',
  });
  return { exit: status, last: stdout.trim().split('\n').at(-1) ?? '' };
};

const prove = async (url: string, dataDir: string): Promise<AuditReport> => {
  await migrateToLatest(url);
  const { tenantId } = await fillAndSeal(url, dataDir);
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const key = createPublicKey(readFileSync(publicKeyFile(dataDir)));
    const trial = { client, tenantId, folder: checkpointFolder(dataDir), key };
    const report: AuditReport = { tamperings: 0, found: 0, falseAlarms: 0, byKind: {}, eventsASecond: 0 };
    await client.query('begin');
    const startedAt = performance.now();
    report.falseAlarms += await countBreaches(trial);
    report.eventsASecond = Math.round((SEALS * EVENTS_A_SEAL * 1000) / (performance.now() - startedAt));
    await client.query('rollback');
    const clean = runVerifier(url, dataDir);
    console.log(`stand-alone, untouched: exit ${clean.exit}, ${clean.last}`);
    if (clean.exit !== 0) report.falseAlarms += 1;
    await tamper(trial, report);
    report.tamperings += 1;
    await client.query(
      `update audit_event set actor_name = '吴某' where tenant_id = $1 and seq = (select min(seq) from audit_event where tenant_id = $1)`,
      [tenantId],
    );
    const changed = runVerifier(url, dataDir);
    console.log(`stand-alone, one name changed: exit ${changed.exit}, ${changed.last}`);
    if (changed.exit === 1) report.found += 1;
    return report;
  } finally {
    await client.end();
  }
};

/** `npm run verify -- audit` */
export const run = async (): Promise<AuditReport> => {
  const cluster = await ensureDatabase({ purpose: 'test' });
  const scratch = await emptyDatabase(cluster.url, 'audit');
  const dataDir = mkdtempSync(path.join(tmpdir(), 'lantai-audit-'));
  try {
    return await prove(scratch.url, dataDir);
  } finally {
    await scratch.drop();
    await cluster.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
};
