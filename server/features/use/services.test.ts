import { beforeEach, expect, it } from 'vitest';
import { callEach, requestContext, testObjects } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { makePerson, makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';
import { addDays } from '@/server/domain/shared/working-days';
import { standingOf, timesOf } from '@/server/domain/use/service-time';
import { readObject } from '@/server/objects/read-object';
import { createCaller } from '@/server/trpc/app-router';

let archives: TestTenant;
let stranger: TestTenant;
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
beforeEach(async () => {
  [archives, stranger] = [await makeTenant('repository'), await makeTenant('repository')];
});

const item = (over: object = {}) => ({
  code: 'CD-01',
  name: '婚姻登记档案查阅',
  steps: [{ name: '受理', words: '核对证件' }, { name: '调卷' }, { name: '出证' }],
  promisedDays: 1,
  ...over,
});
const wish = { readerName: '陈某某', purpose: 'proof' as const, subject: '婚姻登记', wishedOn: today };

it('measures a promise in working days, and calls nobody late by a guess', () => {
  const facts = { state: 'visited', askedOn: '2026-04-30', wishedOn: '2026-04-30', promisedDays: 1 };
  const inTime = standingOf({ ...facts, finishedOn: '2026-05-06' }, '2026-06-01');
  expect(inTime).toEqual({ state: 'done', dueOn: '2026-05-06', usedDays: 1, isLate: false });
  const late = standingOf({ ...facts, finishedOn: '2026-05-08' }, '2026-06-01');
  expect(late).toMatchObject({ usedDays: 3, isLate: true });
  expect(standingOf({ ...facts, wishedOn: '2026-05-08', finishedOn: '2026-05-08' }, '2026-06-01').isLate).toBe(false);
  expect(standingOf({ ...facts, askedOn: '2030-01-07', finishedOn: null, state: 'asked' }, '2030-03-01')).toEqual({
    state: 'accepted',
    dueOn: null,
    usedDays: null,
    isLate: false,
  });
  expect(timesOf([inTime, late])).toEqual({
    cases: 2,
    finished: 2,
    inTime: 1,
    late: 1,
    averageDays: 2,
    longestDays: 3,
  });
});

it('puts an item before the public with its measured times, and takes it back', async () => {
  const api = callEach(archives);
  const { serviceId } = await api.service.add(item());
  expect(await refused(api.service.add(item()))).toBe('CONFLICT');
  const { id: reservationId, caseNumber } = await api.reservation.reserve(wish);
  const bind = { reservationId, rowVersion: 1, serviceId, portalNumber: 'ZW-2026-0007' };
  expect(await refused(callEach(stranger).service.bindCase(bind))).toBe('NOT_FOUND');
  const foreign = await callEach(stranger).service.add(item());
  expect(await refused(api.service.bindCase({ ...bind, serviceId: foreign.serviceId }))).toBe('NOT_FOUND');
  await api.service.bindCase(bind);
  await api.reservation.end({ reservationId, rowVersion: 2, state: 'declined', note: '不在馆藏' });
  expect((await api.service.list({})).rows).toMatchObject([{ code: 'CD-01', times: { cases: 1, inTime: 1, late: 0 } }]);

  const anybody = createCaller(await requestContext(null, null));
  expect(await refused(anybody.service.published({ slug: archives.slug }))).toBe('NOT_FOUND');
  const auditor = await makePerson(archives.id, ['audit_admin']);
  const key = { serviceId, rowVersion: 1 };
  expect(await refused(callEach(archives, auditor).service.publish(key))).toBe('FORBIDDEN');
  expect(await refused(callEach(stranger).service.publish(key))).toBe('NOT_FOUND');
  await api.service.publish(key);
  await api.service.change({ ...item({ name: '婚姻档案' }), ...key, rowVersion: 2 });
  expect((await anybody.service.published({ slug: archives.slug })).rows).toMatchObject([
    { name: '婚姻登记档案查阅', promisedDays: 1, times: { finished: 1 } },
  ]);
  await api.service.withdraw({ serviceId, rowVersion: 3 });
  expect(await refused(anybody.service.published({ slug: archives.slug }))).toBe('NOT_FOUND');

  const file = await api.service.downloadCases({ format: 'json' });
  const exchanged = JSON.parse((await readObject(testObjects(), file)).toString('utf8'));
  expect(exchanged).toMatchObject({
    format: 'lantai-service-cases/1',
    cases: [{ caseNumber, portalNumber: 'ZW-2026-0007', serviceCode: 'CD-01', state: 'refused', isLate: false }],
  });
  expect(JSON.stringify(exchanged)).not.toContain('陈某某');
  expect((await callEach(stranger).service.cases({})).rows).toEqual([]);
});

it('finds what is late, among the cases of the year that were asked for', async () => {
  const api = callEach(archives);
  const { serviceId } = await api.service.add(item({ promisedDays: 0 }));
  const { id: reservationId } = await api.reservation.reserve(wish);
  await api.service.bindCase({ reservationId, rowVersion: 1, serviceId });
  const admin = await testAdmin();
  const past = addDays(today, -9);
  await admin.query('update reading_reservation set asked_at = $2, wished_on = $3 where id = $1', [
    reservationId,
    `${past}T02:00:00Z`,
    past,
  ]);
  const year = Number(past.slice(0, 4));
  expect((await api.service.cases({ year, time: 'late' })).rows.map((row) => row.id)).toEqual([reservationId]);
  expect((await api.service.cases({ year, time: 'in_time' })).rows).toEqual([]);
});

it('tells whoever has number and code how the case stands, and after five wrong codes nobody for an hour', async () => {
  const api = callEach(archives);
  const { serviceId } = await api.service.add(item());
  const { id: reservationId, caseNumber, lookupCode } = await api.reservation.reserve({ ...wish, serviceId });
  const other = await api.reservation.reserve(wish);
  const anybody = createCaller(await requestContext(null, null));
  const asked = { slug: archives.slug, caseNumber, code: lookupCode };
  const found = await anybody.service.lookUp(asked);
  expect(found).toMatchObject({ officeName: archives.name, state: 'accepted', serviceName: '婚姻登记档案查阅' });
  expect(found).toMatchObject({ caseNumber, askedOn: today, visitOn: null, finishedOn: null });
  expect(JSON.stringify(found)).not.toMatch(/陈某某|婚姻登记"/);

  await api.reservation.confirm({ reservationId, rowVersion: 1 });
  const wide = lookupCode.replace(/[0-9]/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
  const typed = { ...asked, caseNumber: ` ${caseNumber.toLowerCase()} `, code: wide };
  expect(await anybody.service.lookUp(typed)).toMatchObject({ state: 'processing', visitOn: today });
  const elsewhere = { ...asked, slug: stranger.slug };
  expect(await refused(anybody.service.lookUp(elsewhere))).toBe('NOT_FOUND');
  expect(await refused(anybody.service.lookUp({ ...asked, caseNumber: 'YY19700101-001' }))).toBe('NOT_FOUND');

  const wrong = { ...asked, code: lookupCode === '000000' ? '000001' : '000000' };
  for (let tries = 0; tries < 5; tries += 1) expect(await refused(anybody.service.lookUp(wrong))).toBe('NOT_FOUND');
  expect(await refused(anybody.service.lookUp(asked))).toBe('NOT_FOUND');
  const another = { slug: archives.slug, caseNumber: other.caseNumber, code: other.lookupCode };
  expect(await anybody.service.lookUp(another)).toMatchObject({ serviceName: null, dueOn: null });
  const admin = await testAdmin();
  await admin.query(
    "update reading_reservation set lookup_failed_at = lookup_failed_at - interval '61 minutes' where id = $1",
    [reservationId],
  );
  expect(await anybody.service.lookUp(asked)).toMatchObject({ state: 'processing' });

  expect((await api.reservation.downloadReceipt({ reservationId })).fileName).toContain('查档受理回执');
  expect(await refused(callEach(stranger).reservation.downloadReceipt({ reservationId }))).toBe('NOT_FOUND');
});
