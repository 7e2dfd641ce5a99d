import { beforeAll, describe, expect, it } from 'vitest';
import { callEach } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { dayFromNow, makeDistrict } from '@/db/testing/factories/inspection';
import { testAdmin } from '@/db/testing/test-db';
import type { Caller } from '@/server/trpc/app-router';

let district: Awaited<ReturnType<typeof makeDistrict>>;
let office: Caller;
let other: Caller;
let units: Caller[];
let questionnaireId = '';

const questions = [
  { text: '通知是否清楚', type: 'scale' as const },
  { text: '是否影响工作', type: 'choice' as const, choices: ['没有', '有'] },
  { text: '建议', type: 'text' as const, isRequired: false },
];
const ask = (more: object = {}) => ({
  title: '检查满意度',
  questions,
  closesOn: dayFromNow(10),
  unitTenantIds: district.units.map((unit) => unit.id),
  ...more,
});
const answer = (scale: number, choice: string, text = '') => [{ scale }, { choice }, { text }];
const dispatchOf = async (at: number) => (await units[at]!.questionnaire.received({})).rows[0]!.dispatchId;

beforeAll(async () => {
  district = await makeDistrict();
  office = callEach(district.bureau);
  other = callEach(district.otherBureau);
  units = district.units.map((unit) => callEach(unit));
});

describe('an anonymous questionnaire', () => {
  it('asks three units at least, of those that are supervised', async () => {
    expect(await refused(office.questionnaire.open(ask({ unitTenantIds: [district.units[0]!.id] })))).toBe(
      'TOO_FEW_TO_ASK',
    );
    expect(await refused(office.questionnaire.open(ask({ unitTenantIds: [district.stranger.id] })))).toBe('NOT_FOUND');
    const foreign = ask({ campaignId: '01890000-0000-7000-8000-000000000000' });
    expect(await refused(office.questionnaire.open(foreign))).toBe('NOT_FOUND');
    const opened = await office.questionnaire.open(ask());
    questionnaireId = opened.id;
    expect(opened.units).toBe(3);
    const { rows } = await units[0]!.platform.todos({});
    expect(rows.map((todo) => todo.kind)).toContain('questionnaire');
  });

  it('is answered once by a unit, wholly and fittingly', async () => {
    const dispatchId = await dispatchOf(0);
    const reply = { dispatchId, answers: answer(5, '没有', '继续保持') };
    expect(await refused(units[1]!.questionnaire.reply(reply))).toBe('NOT_FOUND');
    expect(await refused(units[1]!.questionnaire.receivedById({ dispatchId }))).toBe('NOT_FOUND');
    expect(await refused(units[0]!.questionnaire.reply({ dispatchId, answers: answer(5, '也许') }))).toBe('BAD_INPUT');
    expect(await refused(units[0]!.questionnaire.reply({ dispatchId, answers: [{ scale: 5 }] }))).toBe('BAD_INPUT');
    await units[0]!.questionnaire.reply(reply);
    expect(await refused(units[0]!.questionnaire.reply(reply))).toBe('QUESTIONNAIRE_CLOSED');
    expect((await units[0]!.questionnaire.received({})).rows[0]?.repliedAt).not.toBeNull();
    expect((await units[0]!.platform.todos({})).rows.map((todo) => todo.kind)).not.toContain('questionnaire');
  });

  it('keeps nothing that says whose an answer is', async () => {
    const admin = await testAdmin();
    const kept = await admin.query('select * from questionnaire_return where questionnaire_id = $1', [questionnaireId]);
    expect(Object.keys(kept.rows[0]!).toSorted()).toEqual(
      ['answers', 'id', 'questionnaire_id', 'returned_on', 'subject_name', 'subject_tenant_id', 'tenant_id'].toSorted(),
    );
    expect(kept.rows).toMatchObject([{ subject_tenant_id: null, subject_name: null }]);
    const receipts = await admin.query('select * from questionnaire_receipt where questionnaire_id = $1', [
      questionnaireId,
    ]);
    expect(Object.keys(receipts.rows[0]!).toSorted()).toEqual(['questionnaire_id', 'subject_tenant_id', 'tenant_id']);
    const log = await admin.query(
      "select detail::text as said from audit_event where tenant_id = $1 and action = 'questionnaire.reply'",
      [district.units[0]!.id],
    );
    expect(log.rows).toEqual([{ said: '{}' }]);
  });

  it('shows its totals when it is closed and enough have answered', async () => {
    const open = await office.questionnaire.byId({ questionnaireId });
    expect(open).toMatchObject({ isWithheld: true, returned: 1, asked: 3 });
    expect(open.results.map((one) => one.answered)).toEqual([0, 0, 0]);
    expect(open.silent).toHaveLength(2);
    await units[1]!.questionnaire.reply({ dispatchId: await dispatchOf(1), answers: answer(4, '没有') });
    await units[2]!.questionnaire.reply({ dispatchId: await dispatchOf(2), answers: answer(2, '有', '太频繁') });
    expect(await refused(other.questionnaire.byId({ questionnaireId }))).toBe('NOT_FOUND');
    expect(await refused(other.questionnaire.close({ questionnaireId }))).toBe('NOT_FOUND');
    await office.questionnaire.close({ questionnaireId });
    expect(await refused(office.questionnaire.close({ questionnaireId }))).toBe('STEP_PASSED');
    const { results, isWithheld } = await office.questionnaire.byId({ questionnaireId });
    expect(isWithheld).toBe(false);
    expect(results[0]).toMatchObject({ answered: 3, average: 3.67 });
    expect(results[1]?.counts).toEqual([
      { label: '没有', units: 2 },
      { label: '有', units: 1 },
    ]);
    expect(results[2]?.texts.map((one) => one.text).toSorted()).toEqual(['太频繁', '继续保持'].toSorted());
    expect(results[2]?.texts.every((one) => one.unitName === null)).toBe(true);
    expect((await other.questionnaire.list({})).rows).toEqual([]);
  });
});

describe('a named questionnaire', () => {
  it('says who answered what, and takes nothing after it has closed', async () => {
    const unitTenantIds = [district.units[0]!.id];
    const { id } = await office.questionnaire.open(ask({ title: '培训需求', isAnonymous: false, unitTenantIds }));
    const dispatchId = await dispatchOf(0);
    await units[0]!.questionnaire.reply({ dispatchId, answers: answer(3, '有', '多办实操班') });
    const { results, isWithheld } = await office.questionnaire.byId({ questionnaireId: id });
    expect(isWithheld).toBe(false);
    expect(results[2]?.texts).toEqual([{ text: '多办实操班', unitName: district.units[0]!.name }]);
    const late = await office.questionnaire.open(ask({ title: '再问一次', isAnonymous: false, unitTenantIds }));
    await office.questionnaire.close({ questionnaireId: late.id });
    const reply = { dispatchId: await dispatchOf(0), answers: answer(3, '有') };
    expect(await refused(units[0]!.questionnaire.reply(reply))).toBe('QUESTIONNAIRE_CLOSED');
  });
});
