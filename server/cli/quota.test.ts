import { expect, it } from 'vitest';
import { setQuota } from '@/db/queries/quota.queries';
import { callEach } from '@/db/testing/factories/calls';
import { makeTenant } from '@/db/testing/factories/tenancy';
import { testAdmin, testAdminUrl } from '@/db/testing/test-db';
import { parseSize } from './quota.ts';

it('reads sizes as operators write them', () => {
  expect(parseSize('500GB')).toBe(500 * 1024 ** 3);
  expect(parseSize('1.5tb')).toBe(1.5 * 1024 ** 4);
  expect(parseSize('none')).toBeNull();
  for (const wrong of ['', '500', '-1GB', '5 GB', 'GB']) expect(parseSize(wrong)).toBeUndefined();
});

it('limits one unit and tells its audit log', async () => {
  const [unit, stranger] = [await makeTenant('township'), await makeTenant('township')];
  const url = await testAdminUrl();
  expect(await setQuota(url, unit.slug, 10)).toEqual({ usedBytes: 0, quotaBytes: 10 });
  expect(await setQuota(url, unit.slug, undefined)).toEqual({ usedBytes: 0, quotaBytes: 10 });
  expect(await setQuota(url, 'nobody-here', 10)).toBeUndefined();
  expect((await callEach(unit).digital.storage()).quotaBytes).toBe(10);
  expect((await callEach(stranger).digital.storage()).quotaBytes).toBeNull();
  const told = await (await testAdmin()).query(
    `select detail from audit_event where tenant_id = $1 and action = 'digital.setQuota'`,
    [unit.id],
  );
  expect(told.rows).toEqual([{ detail: { quotaBytes: 10 } }]);
});
