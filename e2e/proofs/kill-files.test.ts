import { expect, it, vi } from 'vitest';
import { makeFonds, scopeOf } from '@/db/testing/factories/archive';
import { callEach } from '@/db/testing/factories/calls';
import { makeTenant } from '@/db/testing/factories/tenancy';
import { tempFolder } from '@/db/testing/temp-folder';
import { testAdmin, testAdminUrl } from '@/db/testing/test-db';
import { proveKills } from './kill-files.ts';

/* The small version of `npm run verify -- kills`. */
it('loses and doubles no file when its process is killed ten times', async () => {
  const said: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line) => void said.push(String(line)));
  const unit = await makeTenant('township');
  const fonds = await makeFonds(unit);
  const items: { id: string; code: string }[] = [];
  for (let number = 1; number <= 5; number += 1) {
    const title = `关于第${number}件事的通知`;
    const record = {
      fondsId: fonds.id,
      categoryCode: 'WS',
      filingYear: 2024,
      retentionCode: 'Y',
      orgCode: 'BGS',
      title,
    };
    const { id } = await callEach(unit).archive.create({ ...record, documentDate: '20240506' });
    items.push({ id, code: (await callEach(unit).archive.byId({ id })).item.referenceCode });
  }
  // A job of the records' making is no work of the processes that are killed.
  await (await testAdmin()).query('delete from job_run');
  const { tenantId, tenantSlug, tenantName, tenantKind, accountId, actorName } = scopeOf(unit);
  const dataDir = tempFolder('kills');
  const scope = {
    tenantId,
    tenantSlug,
    tenantName,
    tenantKind,
    accountId,
    actorName,
    roles: ['unit_archivist'],
    requestId: 'proof',
  };
  const report = await proveKills({ url: await testAdminUrl(), dataDir, scope, items }, 10);
  expect(report, said.join('\n')).toMatchObject({ kills: 10, lost: 0, doubled: 0, breaches: 0 });
  expect(report.received).toBeGreaterThan(0);
  expect(report.stored).toBeGreaterThanOrEqual(report.attached);
}, 600_000);
