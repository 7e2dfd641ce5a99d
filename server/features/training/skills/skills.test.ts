import { beforeAll, expect, it } from 'vitest';
import { callEach } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { makePerson, makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';

let archives: TestTenant;
let stranger: TestTenant;

beforeAll(async () => {
  archives = await makeTenant('repository');
  stranger = await makeTenant('repository');
});

const employ = (tenant: TestTenant, name: string, over: object = {}) =>
  callEach(tenant).register.enter({
    code: 'staff',
    values: { name, joinedOn: '2020-01-01', post: 'worker', employment: 'regular', ...over },
  });
const know = (tenant: TestTenant, name: string, skill: string, standing = 'has') =>
  callEach(tenant).register.enter({
    code: 'staff_skill',
    values: { name, skill, standing, knownOn: '2026-01-05' },
  });

it('counts who is able to do both, says what nobody is able to do, and leads from each figure to its people', async () => {
  const api = callEach(archives).skills;
  await employ(archives, '甲', { title: 'assistant' });
  await employ(archives, '乙');
  await employ(archives, '丙');
  await employ(archives, '丁', { leftOn: '2024-01-01' });
  await know(archives, '甲', 'filing');
  const { entryId } = await know(archives, '甲', 'data');
  await know(archives, '乙', 'filing');
  await know(archives, '乙', 'data', 'wants');
  for (const skill of ['filing', 'security']) await know(archives, '丁', skill);
  expect(await refused(know(archives, '乙', 'data'))).toBe('BAD_INPUT');
  await callEach(archives).register.enter({
    code: 'professional_title',
    values: { name: '甲', level: 'archivist', obtainedOn: '2025-06-01', way: 'review' },
  });
  // Somebody of the same name elsewhere changes nothing here.
  await employ(stranger, '甲');
  await know(stranger, '甲', 'security');

  const cell = async (archivesSkill: string, technical: string) =>
    (await api.matrix()).cells.find((one) => one.archives === archivesSkill && one.technical === technical)?.people;
  const matrix = await api.matrix();
  expect(matrix).toMatchObject({ people: 3, unentered: 1, strayEntries: 2 });
  expect(matrix.cells).toHaveLength(36);
  expect(await cell('filing', 'data')).toBe(1);
  expect(await cell('filing', 'security')).toBe(0);
  expect(matrix.skills.find((one) => one.skill === 'data')).toEqual({ skill: 'data', has: 1, wants: 1 });

  const names = async (filter: Parameters<typeof api.people>[0]) =>
    (await api.people(filter)).rows.map((row) => row.name);
  expect(await names({ archives: 'filing', technical: 'data' })).toEqual(['甲']);
  expect(await names({ wants: 'data' })).toEqual(['乙']);
  expect(await names({ unentered: true })).toEqual(['丙']);
  expect((await api.people({ q: '甲' })).rows).toMatchObject([{ title: 'archivist', has: ['data', 'filing'] }]);
  const first = await api.people({ limit: 2 });
  const rest = await api.people({ limit: 2, cursor: first.page.nextCursor ?? undefined });
  expect([...first.rows, ...rest.rows]).toHaveLength(3);
  expect(first.page.total).toBe(3);
  expect((await api.downloadPeople({ technical: 'data' })).fileName).toContain('人员技能');

  await callEach(archives).register.void({ entryId, rowVersion: 1, reason: '登错' });
  expect(await cell('filing', 'data')).toBe(0);
});

it('is for those who read the registers, each in the own workspace', async () => {
  expect((await callEach(stranger).skills.people({})).rows.map((row) => row.has)).toEqual([['security']]);
  const officer = callEach(archives, await makePerson(archives.id, ['sys_admin'])).skills;
  for (const ask of [() => officer.matrix(), () => officer.people({}), () => officer.downloadPeople({})])
    expect(await refused(ask())).toBe('FORBIDDEN');
});
