import { createPublicKey } from 'node:crypto';
import { appendFileSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Pools, withTenantDb } from '@/db/client';
import { roleUrl } from '@/db/role-urls';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { tempFolder } from '@/db/testing/temp-folder';
import { testAdmin, testAdminUrl, testPools } from '@/db/testing/test-db';
import { verifyTenant } from '@/server/cli/verify-audit.mjs';
import { mintScope } from '@/server/tenancy/mint-scope';
import { audit } from './audit.ts';
import { checkpointFolder, loadAuditKey, publicKeyFile } from './checkpoint.ts';
import { sealAudit } from './seal-events.ts';
import { sealAll } from './testing/seal-all.ts';

let pools: Pools;
let tenant: TestTenant;
let dataDir: string;
beforeAll(async () => {
  pools = await testPools();
});
beforeEach(async () => {
  const admin = await testAdmin();
  await admin.query('truncate audit_event, audit_seal');
  tenant = await makeTenant('township');
  dataDir = tempFolder('seal');
});

const act = (label = '一') => {
  const scope = mintScope({
    tenantId: tenant.id,
    tenantSlug: tenant.slug,
    tenantName: tenant.name,
    tenantKind: tenant.kind,
    accountId: tenant.worker.accountId,
    actorName: '周某',
    roles: [],
    requestId: 'test',
  });
  const event = { action: 'test.act', objectKind: 'test', objectLabel: label, detail: { 题名: label, n: 1.5 } };
  return withTenantDb(pools, scope, (tdb) => audit(tdb, scope, event));
};

const verify = async () => {
  const client = new Client({ connectionString: roleUrl(await testAdminUrl(), 'lantai_system') });
  await client.connect();
  await client.query('begin');
  const key = createPublicKey(readFileSync(publicKeyFile(dataDir)));
  const report = await verifyTenant(client, tenant.id, checkpointFolder(dataDir), key, 0);
  await client.end();
  return report;
};
const codes = async () => (await verify()).breaches.map((breach) => breach.code);
const checkpointLines = () =>
  readFileSync(path.join(checkpointFolder(dataDir), `audit-${tenant.id}.jsonl`), 'utf8')
    .trim()
    .split('\n');

describe('sealing', () => {
  it('makes a chain that the stand-alone verifier accepts', async () => {
    await act();
    await act('二');
    expect(await sealAll(pools, dataDir)).toMatchObject({ events: 2 });
    await act('三');
    expect(await sealAll(pools, dataDir)).toMatchObject({ events: 1 });
    const { events, seals, breaches } = await verify();
    expect({ events, breaches }).toEqual({ events: 3, breaches: [] });
    expect(checkpointLines()).toHaveLength(seals);
  });

  it('waits for a transaction that may still bring an earlier event', async () => {
    const slow = new Client({ connectionString: await testAdminUrl() });
    await slow.connect();
    await slow.query('begin');
    await slow.query(
      `insert into audit_event (tenant_id, id, actor_name, actor_tenant_id, actor_tenant_name, action, object_kind)
       values ($1, $2, '吴某', $1, '单位', 'test.slow', 'test')`,
      [tenant.id, uuidv7()],
    );
    await act();
    expect((await sealAudit(pools, dataDir)).events).toBe(0);
    await slow.query('commit');
    await slow.end();
    expect((await sealAll(pools, dataDir)).events).toBe(2);
    expect((await verify()).breaches).toEqual([]);
  });

  it('seals what a restore brought from a cluster with higher transaction numbers', async () => {
    await act();
    await (await testAdmin()).query(`update audit_event set committed_in = '900000000000'`);
    expect((await sealAll(pools, dataDir)).events).toBe(1);
  });

  it('goes on after a crash between seal and checkpoint, and after a line that was cut off', async () => {
    await act();
    await sealAll(pools, dataDir);
    const [first = ''] = checkpointLines();
    appendFileSync(path.join(checkpointFolder(dataDir), `audit-${tenant.id}.jsonl`), first.slice(0, 40));
    await act('二');
    await sealAll(pools, dataDir);
    expect(checkpointLines()).toHaveLength(2);
    expect((await verify()).breaches).toEqual([]);
  });

  it('is done by one of two sealers', async () => {
    for (let n = 0; n < 20; n += 1) await act(String(n));
    const both = await Promise.all([sealAudit(pools, dataDir), sealAudit(pools, dataDir)]);
    const rest = await sealAll(pools, dataDir);
    expect(both[0].events + both[1].events + rest.events).toBe(20);
    expect((await verify()).breaches).toEqual([]);
  });

  it('makes one key that only its owner may read', async () => {
    const keys = await Promise.all([loadAuditKey(dataDir), loadAuditKey(dataDir)]);
    const [a, b] = keys.map((key) => key.export({ type: 'pkcs8', format: 'pem' }));
    expect(a).toBe(b);
    expect(statSync(path.join(dataDir, 'keys', 'audit-ed25519.key.pem')).mode & 0o777).toBe(0o600);
  });
});

describe('the stand-alone verifier', () => {
  beforeEach(async () => {
    await act();
    await sealAll(pools, dataDir);
    await act('三');
    await sealAll(pools, dataDir);
  });
  const tamper = async (statement: string) => void (await (await testAdmin()).query(statement, [tenant.id]));

  it('names an edited event, a missing one, a missing seal', async () => {
    await tamper(`update audit_event set detail = '{}' where tenant_id = $1 and object_label = '一'`);
    expect(await codes()).toEqual(['EVENTS_CHANGED']);
    await tamper(`delete from audit_event where tenant_id = $1 and object_label = '一'`);
    expect(await codes()).toEqual(['EVENT_COUNT']);
    await tamper('delete from audit_event where tenant_id = $1');
    await tamper('delete from audit_seal where tenant_id = $1');
    expect(await codes()).toEqual(['SIGNED_SEAL_MISSING', 'SIGNED_SEAL_MISSING']);
  });

  it('does not believe a checkpoint that was changed, nor a file with a line missing', async () => {
    const { writeFileSync } = await import('node:fs');
    const file = path.join(checkpointFolder(dataDir), `audit-${tenant.id}.jsonl`);
    const [first = '', second = ''] = checkpointLines();
    writeFileSync(file, `${first.replace('"sealNumber":1', '"sealNumber":9')}\n${second}\n`);
    expect(await codes()).toContain('CHECKPOINT_SIGNATURE');
    writeFileSync(file, `${second}\n`);
    expect(await codes()).toEqual(['CHECKPOINT_LINE_MISSING']);
    writeFileSync(file, `${first}\n`);
    expect(await codes()).toEqual(['SEAL_NOT_SIGNED']);
  });

  it('tells that nobody seals any more', async () => {
    await act('四');
    await tamper(`update audit_event set at = now() - interval '2 hours' where tenant_id = $1 and seal_number is null`);
    expect(await codes()).toEqual(['UNSEALED_TOO_LONG']);
  });
});

describe('the cells that are hashed', () => {
  it('are all columns of an event but its seal number', async () => {
    const { rows } = await (await testAdmin()).query<{ name: string }>(
      `select attname as name from pg_attribute where attrelid = 'audit_event'::regclass and attnum > 0 and not attisdropped order by attnum`,
    );
    const text = readFileSync(new URL('../cli/verify-audit.mjs', import.meta.url), 'utf8');
    const cells = text.slice(text.indexOf('const CELLS'), text.indexOf('committed_in::text]') + 20);
    const missing = rows.filter(({ name }) => name !== 'seal_number' && !new RegExp(`\\b${name}\\b`).test(cells));
    expect(missing).toEqual([]);
    const sealer = readFileSync(new URL('../../db/queries/seal.queries.ts', import.meta.url), 'utf8');
    const inner = (source: string) =>
      source.slice(source.indexOf('array[tenant_id'), source.indexOf('committed_in::text]')).replace(/\s+/g, ' ');
    expect(inner(sealer)).toBe(inner(text));
  });
});
