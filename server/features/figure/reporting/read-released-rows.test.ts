import { beforeEach, expect, it } from 'vitest';
import { withTenantDb } from '@/db/client';
import { todayInShanghai } from '@/db/demo/calendar';
import { makeGrant } from '@/db/testing/factories/archive';
import { callEach } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { makeCustomFigure } from '@/db/testing/factories/counted';
import { plantRetiree } from '@/db/testing/factories/figure-plant-deliveries';
import { PLANT_YEAR } from '@/db/testing/factories/figure-plants';
import { makePerson, makeSupervisedPair, supervise, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin, testPools } from '@/db/testing/test-db';
import type { FigureCode } from '@/server/domain/figure/figures';

const year = 2025;
let bureau: TestTenant;
let otherBureau: TestTenant;
let unit: TestTenant;
beforeEach(async () => {
  ({ bureau, otherBureau, unit } = await makeSupervisedPair());
});

const visit = (subject: string, visitedOn: string, purpose: 'work' | 'proof' = 'work') =>
  callEach(unit).use.registerVisit({
    visitedOn,
    visitorName: '李某某',
    personCount: 1,
    purpose,
    subject,
    result: 'found',
  });
const asked = () => ({ year, code: 'S0-09', unitTenantId: unit.id });
const facts = (tenant = bureau) => callEach(tenant).figure.releasedFigure(asked());
const rows = (tenant = bureau) => callEach(tenant).figure.releasedRows(asked());
const reads = async () =>
  (
    await (
      await testAdmin()
    ).query<{ detail: { rows: string[] } }>(
      "select detail from audit_event where tenant_id = $1 and action = 'figure.releasedRows' and grant_id is not null",
      [unit.id],
    )
  ).rows;

it('shows what was released to anyone it was given to, and its rows only under a live grant of their class', async () => {
  const { id } = await visit('林地权属', `${year}-05-06`);
  await visit('会计凭证', `${year}-06-06`);
  expect(await refused(facts())).toBe('NOT_FOUND');
  await callEach(unit).figure.release({ year, codes: ['S0-09'] });
  await visit('报送以后', `${year}-07-06`);
  const said = { unitName: unit.name, value: 2, rows: 2, asOf: `${year}-12-31`, version: 1, recordClass: 'use' };
  expect(await facts()).toMatchObject({ ...said, access: 'no_grant', unitSlug: null });
  expect((await facts()).sha256).toMatch(/^[0-9a-f]{64}$/u);
  expect(await refused(rows())).toBe('NOT_FOUND');
  const past = new Date(Date.now() - 60_000).toISOString();
  await makeGrant(bureau, unit, { recordClasses: ['use'], validTo: past });
  await makeGrant(bureau, unit, { recordClasses: ['use'], isRevoked: true });
  await makeGrant(bureau, unit, { recordClasses: ['archive'] });
  const colleague = await makePerson(bureau.id, ['bureau_inspector']);
  await makeGrant(bureau, unit, { recordClasses: ['use'], accountIds: [colleague.accountId] });
  expect(await facts()).toMatchObject({ ...said, access: 'no_grant' });
  expect(await refused(rows())).toBe('NOT_FOUND');
  expect(await reads()).toEqual([]);

  await makeGrant(bureau, unit, { recordClasses: ['use'] });
  expect(await facts()).toMatchObject({ ...said, access: 'granted', unitSlug: unit.slug });
  // What came after the release was not counted, and is not shown.
  expect((await rows()).rows.map((row) => row.label)).toEqual(['林地权属', '会计凭证']);
  expect((await reads()).map(({ detail }) => detail.rows[0])).toEqual([id]);
  // Another bureau got nothing, grant or not.
  expect(await refused(facts(otherBureau))).toBe('NOT_FOUND');
  expect(await refused(rows(otherBureau))).toBe('NOT_FOUND');
});

it('shows of the rows only those within the years of the grant', async () => {
  await visit('林地权属', `${year}-05-06`);
  await callEach(unit).figure.release({ year, codes: ['S0-09'] });
  await makeGrant(bureau, unit, { recordClasses: ['use'], yearFrom: year + 1, yearTo: year + 1 });
  expect(await facts()).toMatchObject({ access: 'granted', rows: 1 });
  expect(await rows()).toMatchObject({ rows: [], page: { total: 0 } });
});

it('gives the rows along where the unit says so, to whom the release goes and to nobody else', async () => {
  await visit('林地权属', `${year}-05-06`);
  await visit('会计凭证', `${year}-06-06`);
  await callEach(unit).figure.release({ year, codes: ['S0-09'], withRows: true });
  await visit('报送以后', `${year}-07-06`);
  expect(await facts()).toMatchObject({ access: 'given', rows: 2 });
  const given = (page: object = {}) => callEach(bureau).figure.givenRows({ ...asked(), limit: 1, ...page });
  const first = await given();
  expect(first).toMatchObject({ rows: [{ label: '林地权属' }], page: { total: 2, previousCursor: null } });
  const second = await given({ cursor: first.page.nextCursor });
  expect(second).toMatchObject({ rows: [{ label: '会计凭证' }], page: { nextCursor: null } });
  const back = await given({ cursor: second.page.previousCursor, direction: 'before' });
  expect(back.rows).toEqual(first.rows);
  expect(await refused(callEach(otherBureau).figure.givenRows(asked()))).toBe('NOT_FOUND');
  await callEach(unit).figure.release({ year, codes: ['S0-09'] });
  expect(await refused(given())).toBe('NOT_FOUND');
});

it('gives very many rows along where no grant could open them, and few where one can', async () => {
  const many = 2_100;
  const archives = (await makeSupervisedPair('repository')).unit;
  await supervise(bureau, archives);
  const owner = { tenantId: archives.id, accountId: archives.worker.accountId };
  const planter = { ...owner, nextSubject: () => unit.id, administer: async () => undefined };
  await withTenantDb(await testPools(), owner, (tdb) => plantRetiree(tdb, planter, {}));
  await (await testAdmin()).query(
    `insert into retiree select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'position', n))).*
     from retiree r, generate_series(2, $2::int) n where r.tenant_id = $1`,
    [archives.id, many],
  );
  const release = (codes: FigureCode[]) =>
    callEach(archives).figure.release({ year: PLANT_YEAR, codes, withRows: true });
  expect(await release(['S3-34'])).toMatchObject({ released: 1, notGiven: 0 });
  const persons = { year: PLANT_YEAR, code: 'S3-34', unitTenantId: archives.id };
  expect(await callEach(bureau).figure.releasedFigure(persons)).toMatchObject({ access: 'given', rows: many });
  const last = await callEach(bureau).figure.givenRows({ ...persons, direction: 'before', limit: 100 });
  expect(last).toMatchObject({ rows: { length: 100 }, page: { total: many, nextCursor: null } });
  expect(await callEach(bureau).figure.downloadGivenRows(persons)).toMatchObject({ tenantId: bureau.id });
  expect(await refused(callEach(otherBureau).figure.downloadGivenRows(persons))).toBe('NOT_FOUND');

  const { id } = await visit('会计凭证', `${year}-05-06`);
  await (await testAdmin()).query(
    `insert into reading_visit select (jsonb_populate_record(v, jsonb_build_object('id', gen_random_uuid()))).*
     from reading_visit v, generate_series(2, $3::int) n where v.tenant_id = $1 and v.id = $2`,
    [unit.id, id, many],
  );
  expect(await callEach(unit).figure.release({ year, codes: ['S0-09'], withRows: true })).toMatchObject({
    notGiven: 1,
  });
  expect(await facts()).toMatchObject({ access: 'no_grant', rows: many });
  expect(await refused(callEach(bureau).figure.givenRows(asked()))).toBe('NOT_FOUND');
  expect(await refused(callEach(bureau).figure.downloadGivenRows(asked()))).toBe('NOT_FOUND');
});

it('shows rows of a figure of the unit’s own, and of its stacks, under a grant of their class', async () => {
  await visit('林地权属', `${year}-05-06`, 'proof');
  await visit('会计凭证', `${year}-05-06`);
  const { id } = await makeCustomFigure(unit);
  await callEach(unit).customFigure.release({ year, ids: [id] });
  const own = { ...asked(), code: 'Z-1' };
  const look = () => callEach(bureau).figure.releasedFigure(own);
  expect(await look()).toMatchObject({ access: 'no_grant', recordClass: 'use', words: { name: '出证查档人数' } });
  expect(await refused(callEach(bureau).figure.releasedRows(own))).toBe('NOT_FOUND');
  await makeGrant(bureau, unit, { recordClasses: ['use'] });
  expect(await look()).toMatchObject({ access: 'granted', rows: 1 });
  expect((await callEach(bureau).figure.releasedRows(own)).rows).toMatchObject([{ label: '林地权属' }]);
  expect(await refused(callEach(otherBureau).figure.releasedFigure(own))).toBe('NOT_FOUND');

  const now = Number(todayInShanghai().slice(0, 4));
  await callEach(unit).storage.createPlace({ level: 'room', number: '1', name: '一号库', areaM2: 30 });
  await callEach(unit).figure.release({ year: now, codes: ['S2-37'] });
  const area = { ...asked(), code: 'S2-37', year: now };
  const shown = () => callEach(bureau).figure.releasedFigure(area);
  expect(await shown()).toMatchObject({ access: 'no_grant', recordClass: 'storage', rows: 1 });
  await makeGrant(bureau, unit, { recordClasses: ['storage'], registers: ['boxes'] });
  expect(await shown()).toMatchObject({ access: 'no_grant' });
  await makeGrant(bureau, unit, { recordClasses: ['storage'], registers: ['rooms'] });
  expect(await shown()).toMatchObject({ access: 'granted' });
  expect((await callEach(bureau).figure.releasedRows(area)).rows).toMatchObject([{ label: '一号库' }]);
});

it('keeps the ids of very many rows and pages through those that the grant opens', async () => {
  const many = 20_500;
  const { id } = await visit('会计凭证', `${year}-05-06`);
  await (await testAdmin()).query(
    `insert into reading_visit select (jsonb_populate_record(v, jsonb_build_object('id', gen_random_uuid(), 'subject', lpad(n::text, 6, '0'),
       'visited_on', make_date($3, 1, 1) + (n / 100)))).* from reading_visit v, generate_series(1, $4::int) n where v.tenant_id = $1 and v.id = $2`,
    [unit.id, id, year - 1, many],
  );
  const released = { ...asked(), year: year - 1 };
  await callEach(unit).figure.release({ year: year - 1, codes: ['S0-09'] });
  await makeGrant(bureau, unit, { recordClasses: ['use'], yearFrom: year - 1, yearTo: year - 1 });
  expect(await callEach(bureau).figure.releasedFigure(released)).toMatchObject({ access: 'granted', rows: many });
  const page = (more: object) => callEach(bureau).figure.releasedRows({ ...released, limit: 200, ...more });
  const first = await page({});
  expect(first.page).toMatchObject({ total: null, previousCursor: null });
  const second = await page({ cursor: first.page.nextCursor });
  expect(new Set([...first.rows, ...second.rows].map((row) => row.id)).size).toBe(400);
  expect((await page({ cursor: second.page.previousCursor, direction: 'before' })).rows).toEqual(first.rows);
  const days = [...first.rows, ...second.rows].map((row) => row.on ?? '');
  expect(days).toEqual([...days].sort());
  const last = await page({ direction: 'before' });
  expect(last).toMatchObject({ page: { nextCursor: null } });
  expect(last.rows.at(-1)?.on).toBe(`${year - 1}-07-24`);
});
