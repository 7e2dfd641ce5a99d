import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import { callEach } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { dayFromNow, makeDistrict, makePhoto } from '@/db/testing/factories/inspection';
import { testAdmin } from '@/db/testing/test-db';
import type { Caller } from '@/server/trpc/app-router';

let district: Awaited<ReturnType<typeof makeDistrict>>;
let office: Caller;
let other: Caller;
let units: Caller[];

beforeAll(async () => {
  district = await makeDistrict();
  office = callEach(district.bureau);
  other = callEach(district.otherBureau);
  units = district.units.map((unit) => callEach(unit));
});

const person = (personName: string, over: object = {}) => ({
  scheme: 'model' as const,
  personName,
  post: '档案员',
  merits: '二十年如一日守着库房',
  ...over,
});
const nominate = async (at: number, personName: string, over: object = {}) =>
  (await units[at]!.talent.nominate(person(personName, over))).dispatchId;
const received = async (q: string) => (await office.talent.list({ q })).rows;

describe('a nomination', () => {
  it('goes to the office above with its files, is decided once and dated, and comes back with the reason', async () => {
    const objectId = await makePhoto(district.units[0]!, '事迹材料.png', 5);
    const dispatchId = await nominate(0, '江晚舟', { scheme: 'craftsman', objectIds: [objectId] });
    const held = { title: '技能竞赛', form: 'skills' as const, level: 'district' as const, organiser: '区档案局' };
    const { id: contestId } = await office.contest.create({ ...held, heldOn: '2026-05-20', examId: null });
    const entry = { unitName: district.units[0]!.name, entrantName: '江晚舟', score: 90, rank: 1 };
    await office.contest.enter({ contestId, entries: [{ ...entry, award: 'first' }] });
    expect(await received('江晚舟')).toMatchObject([
      {
        dispatchId,
        subjectName: district.units[0]!.name,
        standing: 'received',
        votes: null,
        files: [{ fileName: '事迹材料.png' }],
        awards: [{ contest: '技能竞赛', rank: 1, award: 'first' }],
      },
    ]);
    const decision = { dispatchId, result: 'selected' as const, reason: '技能竞赛第一名，一致同意' };
    for (const someone of [other, callEach(district.units[1]!)]) {
      expect(await refused(someone.talent.decide(decision))).toMatch(/NOT_FOUND|FORBIDDEN/);
    }
    expect((await other.talent.list({})).rows).toEqual([]);
    await office.talent.decide(decision);
    expect(await refused(office.talent.decide({ ...decision, result: 'declined' }))).toBe('STEP_PASSED');
    expect((await office.talent.list({ standing: 'selected', scheme: 'craftsman' })).rows).toMatchObject([
      { personName: '江晚舟', decidedOn: dayFromNow(0), decidedByName: district.bureau.worker.displayName },
    ]);
    expect((await units[0]!.talent.mine({})).rows).toMatchObject([
      { personName: '江晚舟', decision: { result: 'selected', reason: decision.reason } },
    ]);
    expect((await units[1]!.talent.mine({})).rows).toEqual([]);
    expect((await office.talent.download({ scheme: 'craftsman' })).fileName).toBe('人才推荐.xlsx');
    expect(await refused(office.talent.decide({ ...decision, dispatchId: uuidv7() }))).toBe('NOT_FOUND');
  });

  it('is put to a vote of the units without their names, and decided when the vote has closed', async () => {
    const [one, two] = [await nominate(0, '何守一'), await nominate(1, '何守一')];
    const vote = { title: '最美档案人推选', dispatchIds: [one, two], closesOn: dayFromNow(3) };
    expect(await refused(other.talent.openVote(vote))).toBe('NOT_FOUND');
    const { questionnaireId, units: asked } = await office.talent.openVote(vote);
    expect(asked).toBe(3);
    expect(await refused(office.talent.openVote(vote))).toBe('STEP_PASSED');
    const candidate = `何守一（${district.units[0]!.name}）`;
    for (const unit of units) {
      const [asking] = (await unit.questionnaire.received({})).rows;
      const answers = [{ choice: candidate }, { text: '' }];
      await unit.questionnaire.reply({ dispatchId: asking!.dispatchId, answers });
    }
    const decision = { dispatchId: one, result: 'selected' as const, reason: '得票最多' };
    expect(await refused(office.talent.decide(decision))).toBe('VOTE_STILL_OPEN');
    expect((await received('何守一')).map((row) => [row.standing, row.votes])).toEqual([
      ['voting', null],
      ['voting', null],
    ]);
    await office.questionnaire.close({ questionnaireId });
    const counted = (await received('何守一')).map((row) => [row.subjectName, row.standing, row.votes]);
    expect(counted).toEqual([
      [district.units[1]!.name, 'counted', 0],
      [district.units[0]!.name, 'counted', 3],
    ]);
    await office.talent.decide(decision);
    expect((await received('何守一')).map((row) => row.standing)).toEqual(['counted', 'selected']);
  });
});

describe('experts', () => {
  it('are appointed for a term from a unit’s nomination, and drawn so that anybody can draw them again', async () => {
    const names = ['韩子修', '宋白石', '陆文渊', '沈知白'];
    for (const [at, name] of names.entries()) {
      const dispatchId = await nominate(at % 3, name, { scheme: 'expert', jobTitle: '研究馆员' });
      const decision = { dispatchId, result: 'selected' as const, reason: '同意入库' };
      expect(await refused(office.talent.decide(decision))).toBe('BAD_INPUT');
      const expertField = at === 3 ? ('digital' as const) : ('management' as const);
      await office.talent.decide({ ...decision, expertField, termEnd: dayFromNow(700) });
    }
    expect((await office.talent.experts({})).map((one) => one.name).toSorted()).toEqual(names.toSorted());
    const pool = await office.talent.experts({ field: 'management' });
    expect(pool).toHaveLength(3);
    expect(await other.talent.experts({})).toEqual([]);
    const [away, ...rest] = pool.filter((one) => one.unit !== district.units[0]!.name);
    const panel = {
      purpose: '档案工作目标管理复查',
      unitName: district.units[0]!.name,
      field: 'management' as const,
      wanted: 1,
      recusals: [{ id: away!.id, reason: '与被评审单位负责人是亲属' }],
    };
    expect(await refused(office.talent.drawExperts({ ...panel, wanted: 2 }))).toBe('EXPERTS_TOO_FEW');
    expect(await refused(other.talent.drawExperts(panel))).toBe('NOT_FOUND');
    await office.talent.drawExperts(panel);
    const [record] = (await office.talent.draws({})).rows;
    expect(record).toMatchObject({
      purpose: panel.purpose,
      pool: [{ id: rest[0]!.id }],
      drawn: [rest[0]!.id],
      isReproduced: true,
      drawnByName: district.bureau.worker.displayName,
    });
    expect(record!.recusals.map((one) => one.reason).toSorted()).toEqual(
      ['与被评审单位负责人是亲属', '被评审单位人员'].toSorted(),
    );
    expect((await other.talent.draws({})).rows).toEqual([]);
    const { id } = await office.talent.drawExperts({ purpose: '优秀案例评审', wanted: 3, recusals: [] });
    const again = async () => (await office.talent.draws({ q: '优秀案例' })).rows[0]!;
    expect(await again()).toMatchObject({ id, isReproduced: true });
    expect(new Set((await again()).drawn).size).toBe(3);
    const turned = [...(await again()).drawn].reverse();
    await (await testAdmin()).query('update expert_draw set drawn = $2 where id = $1', [id, JSON.stringify(turned)]);
    expect((await again()).isReproduced).toBe(false);
  });
});
