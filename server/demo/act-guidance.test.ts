import { expect, it } from 'vitest';
import type { DemoCast } from '@/db/demo/load';
import { callAs, testObjects } from '@/db/testing/factories/calls';
import { dayFromNow, makeDistrict } from '@/db/testing/factories/inspection';
import type { TestTenant } from '@/db/testing/factories/tenancy';
import { testPools } from '@/db/testing/test-db';
import { actGuidance, actQuestions } from './act-guidance.ts';
import { openStage } from './cast.ts';

it('leaves something on every screen of guidance, on both sides, and nothing with a stranger', async () => {
  const { bureau, units, otherBureau } = await makeDistrict();
  const unit = units[0] as TestTenant;
  const members = [bureau, unit].map((tenant) => ({
    login: tenant.worker.loginName,
    slug: tenant.slug,
    accountId: tenant.worker.accountId,
    name: tenant.worker.displayName,
  }));
  const cast = { members } as unknown as DemoCast;
  const stage = openStage(await testPools(), testObjects(), cast, dayFromNow(0));
  await actGuidance(stage, bureau.worker.loginName);
  await actQuestions(stage, unit.worker.loginName, bureau.worker.loginName);

  const office = await callAs(bureau);
  expect((await office.guidance.list({})).rows).toHaveLength(7);
  expect((await (await callAs(bureau)).demonstration.list({})).rows).toHaveLength(2);
  expect((await (await callAs(bureau)).guidanceDesk.questions({})).rows.map((row) => row.state).sort()).toEqual([
    'answered',
    'open',
  ]);
  expect((await (await callAs(bureau)).guidanceDesk.knowledge({})).rows).toMatchObject([{ isOwn: true, useful: 1 }]);
  expect((await (await callAs(bureau)).guidanceDesk.materials({})).rows).toMatchObject([{ sent: 2, read: 0 }]);
  const { kinds, rows } = await (await callAs(bureau)).guidance.coverage({});
  expect(kinds[0]).toMatchObject({ target: 3, guided: 2 });
  expect(rows.filter((row) => row.mark === 'urgent')).toHaveLength(1);
  expect((await (await callAs(otherBureau)).guidance.list({})).rows).toEqual([]);
});
