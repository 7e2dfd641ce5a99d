import { beforeEach, expect, it } from 'vitest';
import { callAs } from '@/db/testing/factories/calls';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { addDays } from '@/server/domain/shared/working-days';

/* 预约查档: a wish, its answer, what lies ready, and the visit that takes its place. */
let archives: TestTenant;
let stranger: TestTenant;
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
beforeEach(async () => {
  [archives, stranger] = [await makeTenant('repository'), await makeTenant('repository')];
});

const api = async (tenant = archives) => (await callAs(tenant)).reservation;
const wish = (over: object = {}) => ({
  readerName: '陈某某',
  contact: '0571-00000000',
  purpose: 'proof' as const,
  subject: '宅基地确权材料',
  wishedOn: addDays(today, 3),
  lines: [{ title: '1982年土地证存根' }],
  ...over,
});
const todos = async () =>
  (await (await callAs(archives)).platform.todos({ limit: 50 })).rows
    .filter(({ kind }) => kind === 'reading_reservation')
    .map(({ title, dueOn }) => [title.split('：')[0], dueOn]);

it('is numbered by its day, confirmed, brought out, and becomes a visit', async () => {
  const { id: reservationId, caseNumber } = await (await api()).reserve(wish());
  expect(caseNumber).toBe(`YY${today.replaceAll('-', '')}-001`);
  expect((await (await api()).reserve(wish({ readerName: '吴某某' }))).caseNumber).toMatch(/-002$/);
  expect(await todos()).toEqual([
    ['确认预约', addDays(today, 3)],
    ['确认预约', addDays(today, 3)],
  ]);
  await (await api()).confirm({ reservationId, rowVersion: 1, wishedOn: addDays(today, 4), dayPart: 'afternoon' });
  expect(await todos()).toContainEqual(['调卷备查', addDays(today, 4)]);
  await expect((await api()).fetch({ reservationId, rowVersion: 1 })).rejects.toThrow('STALE_VERSION');
  await (await api()).fetch({ reservationId, rowVersion: 2 });
  expect(await todos()).toEqual([['确认预约', addDays(today, 3)]]);
  const visit = {
    visitedOn: today,
    visitorName: '陈某某',
    purpose: 'proof' as const,
    subject: '宅基地确权材料',
    result: 'found' as const,
    lines: [{ title: '1982年土地证存根' }],
  };
  const { visitId } = await (await api()).arrive({ reservationId, rowVersion: 3, visit });
  const seen = await (await api()).get({ reservationId });
  expect(seen).toMatchObject({ state: 'visited', visitId, answerMinutes: 0, dayPart: 'afternoon' });
  expect((await (await callAs(archives)).use.visit({ visitId })).subject).toBe('宅基地确权材料');
  await expect((await api()).end({ reservationId, rowVersion: 4, state: 'missed', note: '没来' })).rejects.toThrow(
    'CONFLICT',
  );
  expect((await (await api()).list({ state: 'open' })).rows.map((row) => row.readerName)).toEqual(['吴某某']);
});

it('ends with its reason, is no business of strangers, and is of no day that is over', async () => {
  const { id: reservationId } = await (await api()).reserve(wish());
  await expect((await api(stranger)).get({ reservationId })).rejects.toThrow('NOT_FOUND');
  await expect((await api(stranger)).confirm({ reservationId, rowVersion: 1 })).rejects.toThrow('NOT_FOUND');
  expect((await (await api(stranger)).list({})).rows).toEqual([]);
  await (await api()).end({ reservationId, rowVersion: 1, state: 'declined', note: '不在馆藏范围' });
  expect(await (await api()).get({ reservationId })).toMatchObject({ state: 'declined', note: '不在馆藏范围' });
  expect(await todos()).toEqual([]);
  await expect((await api()).reserve(wish({ wishedOn: addDays(today, -1) }))).rejects.toThrow('BAD_INPUT');
  await expect((await api()).reserve(wish({ subject: '机密★文件' }))).rejects.toThrow('CLASSIFIED_CONTENT_REFUSED');
});
