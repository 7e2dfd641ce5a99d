import { beforeAll, expect, it } from 'vitest';
import { callEach } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { dayFromNow } from '@/db/testing/factories/inspection';
import { makePerson, makeTenant, supervise, type TestTenant } from '@/db/testing/factories/tenancy';

let bureau: TestTenant;
let otherBureau: TestTenant;
let hospital: TestTenant;
let school: TestTenant;
let works: TestTenant;
beforeAll(async () => {
  [bureau, otherBureau] = [await makeTenant('bureau'), await makeTenant('bureau')];
  hospital = await makeTenant('institution', { name: '清河区中医医院' });
  school = await makeTenant('institution', { name: '清河实验小学' });
  works = await makeTenant('enterprise', { name: '清河水务公司' });
  for (const unit of [hospital, school, works]) await supervise(bureau, unit);
  await supervise(otherBureau, await makeTenant('institution', { name: '邻区人民医院' }));
});

it('adds the lines of the units up by field, and every number is the count of the rows behind it', async () => {
  const office = callEach(bureau);
  await office.guidance.register({
    unitTenantIds: [hospital.id],
    mode: 'onsite',
    topic: '病案归档',
    guidedOn: dayFromNow(0),
  });
  const { rows } = await office.district.fields({});
  expect(rows.map((row) => [row.field, row.units, row.guided])).toEqual([
    ['hospital', 1, 1],
    ['soe', 1, 0],
    ['school', 1, 0],
  ]);
  const { rows: guided } = await office.district.units({ field: 'hospital', guided: 'yes' });
  expect(guided).toMatchObject([{ slug: hospital.slug, field: 'hospital' }]);
  expect((await office.district.units({ field: 'hospital', guided: 'no' })).rows).toEqual([]);
  expect((await callEach(otherBureau).district.fields({})).rows).toMatchObject([{ field: 'hospital', units: 1 }]);
});

it('takes the word of the office over kind and name, and nobody else’s', async () => {
  const office = callEach(bureau);
  const input = { field: 'research' as const, unitTenantIds: [works.id] };
  expect(await refused(callEach(otherBureau).district.assignField(input))).toBe('NOT_FOUND');
  const auditor = await makePerson(bureau.id, ['audit_admin']);
  expect(await refused(callEach(bureau, auditor).district.assignField(input))).toBe('FORBIDDEN');
  expect(await office.district.assignField(input)).toEqual({ units: 1 });
  expect((await office.district.units({ field: 'research' })).rows.map((row) => row.slug)).toEqual([works.slug]);
  await office.district.assignField({ ...input, field: null });
  expect((await office.district.units({ field: 'soe' })).rows.map((row) => row.slug)).toEqual([works.slug]);
});
