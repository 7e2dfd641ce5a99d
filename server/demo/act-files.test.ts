import { expect, it } from 'vitest';
import type { DemoCast } from '@/db/demo/load';
import { makeFonds } from '@/db/testing/factories/archive';
import { callEach, testObjects } from '@/db/testing/factories/calls';
import { makeTenant } from '@/db/testing/factories/tenancy';
import { testPools } from '@/db/testing/test-db';
import { validateObject } from '@/server/objects/ocfl/validate-object';
import { actFiles } from './act-files.ts';
import { openStage } from './cast.ts';

it('leaves an incident to look at and a whole object', async () => {
  const unit = await makeTenant('township');
  const fonds = await makeFonds(unit);
  const record = { fondsId: fonds.id, categoryCode: 'WS', filingYear: 2024, retentionCode: 'Y', orgCode: 'BGS' };
  const { id } = await callEach(unit).archive.create({ ...record, title: '防汛通知', documentDate: '20240506' });
  const login = unit.worker.loginName;
  const member = { login, slug: unit.slug, accountId: unit.worker.accountId, name: '周某' };
  const cast = { members: [member] } as unknown as DemoCast;
  await actFiles(openStage(await testPools(), testObjects(), cast, '2026-11-21'), login);
  const { rows } = await callEach(unit).fixity.incidents({});
  expect(rows).toMatchObject([{ kind: 'missing', state: 'open', itemId: id }]);
  expect(await validateObject(testObjects().records.tree(unit.id, `urn:uuid:${id}`))).toEqual([]);
  const stranger = await makeTenant('township');
  expect((await callEach(stranger).fixity.incidents({})).rows).toEqual([]);
});
