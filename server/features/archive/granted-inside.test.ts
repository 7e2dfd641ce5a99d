import { beforeAll, expect, it } from 'vitest';
import { makeFonds, makeGrant } from '@/db/testing/factories/archive';
import { callAs, callEach } from '@/db/testing/factories/calls';
import { makePerson, makeSupervisedPair, makeTenant, supervise, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';

const DAY = 86_400_000;
const OWN = { code: 'WS·QX', name: '群众诉求档案', unit: '件', isActive: true } as const;

let bureau: TestTenant;
let unit: TestTenant;
let second: TestTenant;
let stranger: TestTenant;
let group: { id: string; referenceCode: string };
let photos: { id: string; referenceCode: string }[];
let letter: { id: string };

const fill = async (tenant: TestTenant, number: string) => {
  const api = callEach(tenant);
  const fonds = await makeFonds(tenant, { number });
  const record = { fondsId: fonds.id, filingYear: 2023, retentionCode: 'Y' };
  const made = await api.archive.create({ ...record, categoryCode: 'ZP', level: 'group', title: '开工仪式' });
  const inside: { id: string; referenceCode: string }[] = [];
  for (const [title, frameCount] of [
    ['会场全景', 1],
    ['签字', 2],
    ['合影', 4],
  ] as const)
    inside.push(await api.archive.create({ ...record, categoryCode: 'ZP', parentId: made.id, title, frameCount }));
  return { made, inside, record, api };
};

beforeAll(async () => {
  ({ bureau, unit, stranger } = await makeSupervisedPair());
  second = await makeTenant('township');
  await supervise(bureau, second);
  const { made, inside, record, api } = await fill(unit, 'B041');
  [group, photos] = [made, inside];
  await api.fonds.setCategory(OWN);
  await api.fonds.setTopic({ code: 'ZSYZ', name: '招商引资', isActive: true });
  const topics = ['ZSYZ'];
  letter = await api.archive.create({ ...record, categoryCode: OWN.code, orgCode: 'BGS', title: '来信', topics });
  const other = await fill(second, 'B042');
  await other.api.fonds.setCategory({ ...OWN, name: '信访' });
  await other.api.archive.create({ ...record, ...other.record, categoryCode: OWN.code, orgCode: 'BGS', title: '来访' });
  await fill(stranger, 'B043');
});

const refused = (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (error) => error.message,
  );
const looks = async (tenant: TestTenant, action: string): Promise<number> => {
  const { rows } = await (await testAdmin()).query<{ n: number }>(
    'select count(*)::int as n from audit_event where tenant_id = $1 and action = $2 and grant_id is not null',
    [tenant.id, action],
  );
  return rows[0]?.n ?? 0;
};

it('lists the photographs of a group with their frames, page by page, and each look stands in the log of the unit', async () => {
  await makeGrant(bureau, unit);
  const inspector = callEach(bureau).archive;
  const asked = { unitSlug: unit.slug, itemId: group.id };
  const first = await inspector.grantedChildren({ ...asked, limit: 2 });
  expect(first).toMatchObject({ page: { total: 3 }, frames: 7 });
  expect(first.rows.map((row) => [row.title, row.frameCount])).toEqual([
    ['会场全景', 1],
    ['签字', 2],
  ]);
  const next = await inspector.grantedChildren({ ...asked, limit: 2, cursor: first.page.nextCursor ?? undefined });
  expect(next.rows.map((row) => row.title)).toEqual(['合影']);
  expect(await looks(unit, 'archive.grantedChildren')).toBe(2);
  const [photo] = photos;
  const { parent } = await inspector.grantedById({ unitSlug: unit.slug, id: photo?.id ?? '' });
  expect(parent).toEqual({ id: group.id, referenceCode: group.referenceCode, title: '开工仪式' });
  const { rows } = await callEach(unit).archive.history({ id: group.id, kind: 'use' });
  expect(rows.map((row) => row.action)).toEqual(['archive.grantedChildren', 'archive.grantedChildren']);
});

it('shows nothing inside without a live grant, beside its categories, or of another unit', async () => {
  const over = {
    validFrom: new Date(Date.now() - 2 * DAY).toISOString(),
    validTo: new Date(Date.now() - DAY).toISOString(),
  };
  const asked = { unitSlug: unit.slug, itemId: group.id };
  const before = await looks(unit, 'archive.grantedChildren');
  for (const overrides of [over, { categoryCodes: ['WS'] }, { recordClasses: ['training'] }, null]) {
    const person = await makePerson(bureau.id, ['bureau_inspector']);
    if (overrides) await makeGrant(bureau, unit, { accountIds: [person.accountId], ...overrides });
    expect(await refused((await callAs(bureau, person)).archive.grantedChildren(asked))).toBe('NOT_FOUND');
  }
  const inspector = callEach(bureau).archive;
  expect(await refused(inspector.grantedChildren({ ...asked, unitSlug: stranger.slug }))).toBe('NOT_FOUND');
  expect(await refused(callEach(stranger).archive.grantedChildren(asked))).not.toBe('answered');
  expect(await looks(unit, 'archive.grantedChildren')).toBe(before);
});

it('names categories and topics in the words of the unit: in the list, the facets, the search and the record', async () => {
  const person = await makePerson(bureau.id, ['bureau_inspector']);
  const accountIds = [person.accountId];
  for (const tenant of [unit, second]) await makeGrant(bureau, tenant, { accountIds });
  const inspector = async () => (await callAs(bureau, person)).archive;
  const named = {
    unitSlug: unit.slug,
    categories: { [OWN.code]: OWN.name },
    topics: { ZSYZ: '招商引资' },
  };
  const list = await (await inspector()).grantedList({ unitSlug: unit.slug });
  expect(list.names).toEqual([named]);
  expect(list.rows.map((row) => row.subcategoryCode).sort()).toEqual(['QX', null, null, null, null]);
  const { item, names } = await (await inspector()).grantedById({ unitSlug: unit.slug, id: letter.id });
  expect([item.subcategoryCode, names]).toEqual(['QX', named]);
  const search = await (await inspector()).grantedSearch({ categoryCode: OWN.code });
  expect(search.names.map((one) => one.categories[OWN.code]).sort()).toEqual(['信访', OWN.name].sort());
  const labels = async (unitSlug: string | null, code: string) =>
    (await (await inspector()).grantedFacets({ unitSlug })).facets
      .find((facet) => facet.code === code)
      ?.values.map(({ label }) => label);
  expect(await labels(unit.slug, 'subcategory')).toEqual([OWN.name]);
  expect(await labels(unit.slug, 'topic')).toEqual(['招商引资']);
  expect((await labels(null, 'subcategory'))?.[0]?.split('／').sort()).toEqual(['信访', OWN.name].sort());
});

it('says no name of a category that the grant does not open', async () => {
  const person = await makePerson(bureau.id, ['bureau_inspector']);
  await makeGrant(bureau, unit, { accountIds: [person.accountId], categoryCodes: ['ZP'] });
  const { names } = await (await callAs(bureau, person)).archive.grantedList({ unitSlug: unit.slug });
  expect(names.flatMap((one) => Object.keys(one.categories))).toEqual([]);
});
