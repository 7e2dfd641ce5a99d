import { expect, it } from 'vitest';
import { callAs, callEach } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { dayFromNow, fileItem, makeDistrict, readEvents } from '@/db/testing/factories/inspection';

const YEAR = Number(dayFromNow(0).slice(0, 4));

/* 申请查阅: outside an inspection nothing is open before the unit itself has agreed. */
it('opens what was asked for once the unit has agreed, for the one who asked alone', async () => {
  const { bureau, otherBureau, units, inspectors, stranger } = await makeDistrict();
  const unit = units[0]!;
  await fileItem(unit, 'J101', YEAR - 1);
  const mine = callEach(bureau);
  const terms = {
    unitSlug: unit.slug,
    recordClasses: ['archive' as const],
    yearFrom: YEAR - 5,
    yearTo: YEAR,
    days: 7,
    reason: '核对年度归档情况',
  };
  expect(await refused(callEach(bureau).grants.ask({ ...terms, unitSlug: stranger.slug }))).toBe('NOT_FOUND');
  const { grantId } = await mine.grants.ask(terms);
  const read = () => callEach(bureau).archive.grantedList({ unitSlug: unit.slug });
  expect(await refused(read())).toBe('NOT_FOUND');
  const state = async () => (await callEach(unit).grants.list({ side: 'received' })).rows[0];
  expect(await state()).toMatchObject({ state: 'asked', reason: terms.reason });
  const waits = (await callEach(unit).platform.todos({})).rows.filter((row) => row.kind === 'access_request');
  expect(waits.map((row) => row.link)).toEqual(['grants?state=asked']);

  // Neither the one who asked nor another unit can agree.
  const answer = { grantId, decision: 'give' as const };
  expect(await refused(callEach(bureau).grants.answerRequest(answer))).not.toBeNull();
  expect(await refused(callEach(units[1]!).grants.answerRequest(answer))).toBe('NOT_FOUND');
  expect(await refused(read())).toBe('NOT_FOUND');
  await callEach(unit).grants.answerRequest(answer);
  expect(await refused(callEach(unit).grants.answerRequest({ ...answer, decision: 'refuse', reason: '改' }))).toBe(
    'CONFLICT',
  );
  expect((await read()).rows).toHaveLength(1);
  expect(await state()).toMatchObject({ state: 'live' });
  expect(await readEvents(unit)).toEqual(['archive.grantedList']);
  expect(await refused((await callAs(bureau, inspectors[1]!)).archive.grantedList({ unitSlug: unit.slug }))).toBe(
    'NOT_FOUND',
  );
  expect(await refused(callEach(otherBureau).archive.grantedList({ unitSlug: unit.slug }))).toBe('NOT_FOUND');
  await callEach(bureau).grants.revoke({ grantId, reason: '已核对' });
  expect(await refused(read())).toBe('NOT_FOUND');
}, 60_000);

it('stays shut where the unit refuses, and where the request is withdrawn before an answer', async () => {
  const { bureau, units } = await makeDistrict();
  const unit = units[0]!;
  const ask = (reason: string) =>
    callEach(bureau).grants.ask({
      unitSlug: unit.slug,
      recordClasses: ['archive'],
      yearFrom: YEAR - 1,
      yearTo: YEAR,
      days: 3,
      reason,
    });
  const refusedOne = await ask('核对目录');
  expect(
    await refused(callEach(unit).grants.answerRequest({ grantId: refusedOne.grantId, decision: 'refuse' })),
  ).toContain('reason');
  await callEach(unit).grants.answerRequest({ ...refusedOne, decision: 'refuse', reason: '正在整理，月底后可查' });
  const withdrawn = await ask('再次核对');
  const waiting = async () =>
    (await callEach(unit).platform.todos({})).rows.filter((row) => row.kind === 'access_request').length;
  expect(await waiting()).toBe(1);
  await callEach(bureau).grants.revoke({ grantId: withdrawn.grantId, reason: '不再需要' });
  expect(await waiting()).toBe(0);
  expect(await refused(callEach(unit).grants.answerRequest({ ...withdrawn, decision: 'give' }))).toBe('CONFLICT');
  expect(await refused(callEach(bureau).archive.grantedList({ unitSlug: unit.slug }))).toBe('NOT_FOUND');
  const { rows } = await callEach(bureau).grants.list({ side: 'given' });
  expect(new Map(rows.map((row) => [row.reason, [row.state, row.consentReason]]))).toEqual(
    new Map([
      ['核对目录', ['refused', '正在整理，月底后可查']],
      ['再次核对', ['revoked', null]],
    ]),
  );
}, 60_000);
