import { beforeAll, expect, it } from 'vitest';
import { callAs, callEach } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { makePhoto } from '@/db/testing/factories/inspection';
import { makePerson, makeTenant, type TestPerson, type TestTenant } from '@/db/testing/factories/tenancy';

let unit: TestTenant;
let stranger: TestTenant;
let staff: TestPerson;
const old = { title: '档案室保密制度', kind: 'secrecy', scope: 'room', version: '2024版', issuedOn: '2024-01-05' };

beforeAll(async () => {
  unit = await makeTenant('township');
  stranger = await makeTenant('township');
  staff = await makePerson(unit.id, ['unit_dept'], '何静');
});

it('is read and confirmed by version, each by an own click, and says who has not', async () => {
  const keeper = callEach(unit);
  const own = callEach(unit, staff);
  const values = { ...old, content: '不外传' };
  const { entryId: first } = await keeper.register.enter({ code: 'rule_document', values });
  await keeper.register.attach({ entryId: first, objectIds: [await makePhoto(unit, '原文.png', 5)] });
  const plain = { title: '归档制度', kind: 'filing', version: '1', issuedOn: '2024-02-01' };
  await keeper.register.enter({ code: 'rule_document', values: plain });
  expect((await own.rules.list({})).rows).toMatchObject([
    { entryId: first, title: old.title, scope: 'room', confirmed: 0, unconfirmed: 2, ownConfirmedAt: null },
  ]);
  const [file] = (await own.rules.byId({ entryId: first })).files;
  expect((await own.rules.downloadFile({ entryId: first, attachmentId: file!.id })).fileName).toBe('原文.png');

  expect(await keeper.rules.remind({})).toEqual({ told: 2, already: 0 });
  expect(await keeper.rules.remind({})).toEqual({ told: 0, already: 2 });
  const todos = async () => (await own.platform.todos({ tab: 'open' })).rows.map((row) => row.title);
  expect(await todos()).toEqual(['有 1 项制度请您阅读并确认']);
  expect(await refused(own.rules.confirm({ entryId: first, version: '2023版' }))).toBe('STALE_VERSION');
  const pressed = await callAs(unit, staff, 'i-have-read-it');
  const confirmed = await pressed.rules.confirm({ entryId: first, version: '2024版' });
  expect(confirmed.left).toBe(0);
  expect(await pressed.rules.confirm({ entryId: first, version: '2024版' })).toEqual(confirmed);
  expect(await refused(own.rules.confirm({ entryId: first, version: '2024版' }))).toBe('ALREADY_EXISTS');
  expect(await todos()).toEqual([]);
  const names = async (entryId: string, hasConfirmed: boolean) =>
    (await keeper.rules.readers({ entryId, hasConfirmed })).rows.map((row) => row.name);
  expect(await names(first, true)).toEqual(['何静']);
  expect(await names(first, false)).toEqual([unit.worker.displayName]);

  // A new version is confirmed anew; the old one keeps who confirmed it, and takes nobody any more.
  const { entry } = await keeper.register.entry({ entryId: first });
  await keeper.register.change({
    entryId: first,
    rowVersion: entry.rowVersion,
    values: { ...values, replacedOn: '2026-01-05' },
    reason: '修订',
  });
  const next = { ...values, version: '2026版', issuedOn: '2026-01-05' };
  const { entryId: second } = await keeper.register.enter({ code: 'rule_document', values: next });
  expect((await own.rules.list({ shown: 'mine' })).rows.map((row) => row.version)).toEqual(['2026版']);
  expect((await own.rules.list({ shown: 'all' })).rows.map((row) => row.version)).toEqual(['2026版', '2024版']);
  expect((await own.rules.byId({ entryId: second })).versions).toMatchObject([{ version: '2024版' }]);
  expect(await names(first, true)).toEqual(['何静']);
  expect(await names(second, true)).toEqual([]);
  expect(await refused(keeper.rules.confirm({ entryId: first, version: '2024版' }))).toBe('STEP_PASSED');
  expect((await keeper.rules.downloadReaders({ entryId: second })).fileName).toContain('2026版');
});

it('is unknown outside, and who only confirms does not see the others', async () => {
  const [row] = (await callEach(unit).rules.list({})).rows;
  const { entryId, version } = row!;
  const attachmentId = entryId;
  const theirs = callEach(stranger).rules;
  expect((await theirs.list({ shown: 'all' })).rows).toEqual([]);
  for (const ask of [
    () => theirs.byId({ entryId }),
    () => theirs.confirm({ entryId, version }),
    () => theirs.readers({ entryId, hasConfirmed: true }),
    () => theirs.downloadReaders({ entryId }),
    () => theirs.downloadFile({ entryId, attachmentId }),
  ])
    expect(await refused(ask())).toBe('NOT_FOUND');
  const own = callEach(unit, staff).rules;
  for (const ask of [
    () => own.readers({ entryId, hasConfirmed: true }),
    () => own.remind({}),
    () => own.downloadReaders({ entryId }),
  ])
    expect(await refused(ask())).toBe('FORBIDDEN');
  const register = await callEach(unit).register.enter({
    code: 'staff',
    values: { name: '何静', joinedOn: '2020-01-01', post: 'worker', employment: 'regular' },
  });
  expect(await refused(own.byId({ entryId: register.entryId }))).toBe('NOT_FOUND');
});
