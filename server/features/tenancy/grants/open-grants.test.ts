import { beforeAll, expect, it } from 'vitest';
import { makeGrant } from '@/db/testing/factories/archive';
import { callAs, callEach, testObjects } from '@/db/testing/factories/calls';
import { makePerson, makeSupervisedPair, makeTenant, supervise, type TestTenant } from '@/db/testing/factories/tenancy';
import { readObject } from '@/server/objects/read-object';

const HOUR = 3_600_000;
const inHours = (hours: number): string => new Date(Date.now() + hours * HOUR).toISOString();

let bureau: TestTenant;
let otherBureau: TestTenant;
let unit: TestTenant;
let second: TestTenant;
let stranger: TestTenant;

beforeAll(async () => {
  ({ bureau, otherBureau, unit, stranger } = await makeSupervisedPair());
  second = await makeTenant('township');
  await supervise(bureau, second);
  await makeGrant(bureau, unit, { recordClasses: ['archive', 'use'], categoryCodes: ['WS'], validTo: inHours(2) });
  await makeGrant(bureau, second, { recordClasses: ['training'], yearFrom: 2022, yearTo: 2023, validTo: inHours(3) });
  const named = { recordClasses: ['storage', 'register'], registers: ['rooms'], registerCodes: ['safety_check'] };
  await makeGrant(bureau, second, { ...named, roomCodes: ['01K'], validTo: inHours(4) });
  await makeGrant(bureau, unit, { recordClasses: ['archive'], validFrom: inHours(-9), validTo: inHours(-1) });
  await makeGrant(bureau, unit, { recordClasses: ['archive'], isRevoked: true });
});

it('lists what is open of every class, what ends first at the top, with what each opens', async () => {
  const { rows, page } = await callEach(bureau).grants.open({});
  expect(page.total).toBe(3);
  expect(rows.map((grant) => [grant.unitSlug, grant.recordClasses])).toEqual([
    [unit.slug, ['archive', 'use']],
    [second.slug, ['training']],
    [second.slug, ['storage', 'register']],
  ]);
  expect(rows[0]).toMatchObject({ categoryCodes: ['WS'], registers: null, registerCodes: null, looks: 0 });
  expect(rows[1]).toMatchObject({ yearFrom: 2022, yearTo: 2023 });
  expect(rows[2]).toMatchObject({ registers: ['rooms'], registerCodes: ['safety_check'], roomCodes: ['01K'] });
});

it('goes page by page, forwards and back, and narrows to a class or a unit', async () => {
  const api = callEach(bureau).grants;
  const first = await api.open({ limit: 2 });
  const next = await api.open({ limit: 2, cursor: first.page.nextCursor ?? undefined });
  expect([first.rows.length, next.rows.map((grant) => grant.recordClasses[0])]).toEqual([2, ['storage']]);
  const back = await api.open({ limit: 2, cursor: next.page.previousCursor ?? undefined, direction: 'before' });
  expect(back.rows).toEqual(first.rows);
  const unitsOf = async (asked: object) => (await api.open(asked)).rows.map((grant) => grant.unitSlug);
  expect(await unitsOf({ recordClass: 'use' })).toEqual([unit.slug]);
  expect(await unitsOf({ recordClass: 'register' })).toEqual([second.slug]);
  expect(await unitsOf({ unitSlug: second.slug })).toEqual([second.slug, second.slug]);
  expect(await unitsOf({ unitSlug: unit.slug, recordClass: 'training' })).toEqual([]);
  const file = await api.downloadOpen({ recordClass: 'archive' });
  expect([file.fileName, (await readObject(testObjects(), file)).length > 0]).toEqual(['有效查阅授权.xlsx', true]);
});

it('counts the looks, and knows nothing of grants of others', async () => {
  await callEach(bureau).use.grantedVisits({ unitSlug: unit.slug });
  expect((await callEach(bureau).grants.open({ recordClass: 'use' })).rows[0]?.looks).toBe(1);
  const colleague = await makePerson(bureau.id, ['bureau_inspector']);
  expect((await (await callAs(bureau, colleague)).grants.open({})).rows).toEqual([]);
  expect((await callEach(otherBureau).grants.open({})).rows).toEqual([]);
  expect((await callEach(stranger).grants.open({})).rows).toEqual([]);
  expect((await callEach(unit).grants.open({})).rows).toEqual([]);
});
