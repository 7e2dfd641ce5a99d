import { beforeAll, expect, it } from 'vitest';
import { makeExpertInvitation } from '@/db/testing/factories/before-the-public';
import { callEach } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { dayFromNow, makeDistrict } from '@/db/testing/factories/inspection';

let district: Awaited<ReturnType<typeof makeDistrict>>;
beforeAll(async () => {
  district = await makeDistrict();
});

it('asks an expert through his unit, which answers once, and nobody else', async () => {
  const [unit, sister] = [district.units[0]!, district.units[1]!];
  const [office, own] = [callEach(district.bureau), callEach(unit)];
  const { drawId } = await makeExpertInvitation(district.bureau, unit);
  const ask = { drawId, meetsOn: dayFromNow(9), replyBy: dayFromNow(3) };
  expect(await refused(office.talent.inviteExperts(ask))).toBe('STEP_PASSED');
  expect(await refused(callEach(district.otherBureau).talent.inviteExperts(ask))).toBe('NOT_FOUND');
  const invitationsOf = async () => (await office.talent.draws({})).rows.find((row) => row.id === drawId)?.invitations;
  expect(await invitationsOf()).toMatchObject([{ isSent: true, unitName: unit.name, answer: null, tasks: 0 }]);

  const [asked] = (await own.talent.expertInvitations({})).rows;
  expect(asked).toMatchObject({ expertName: '梁若谷', task: '示范村验收', replyBy: dayFromNow(3), answer: null });
  expect((await own.platform.todos({ tab: 'open' })).rows.map((todo) => todo.kind)).toContain('expert_invitation');
  const dispatchId = asked?.dispatchId ?? '';
  const yes = { dispatchId, answer: 'accepted' as const };
  expect((await callEach(sister).talent.expertInvitations({})).rows).toEqual([]);
  expect(await refused(callEach(sister).talent.answerExpertInvitation(yes))).toBe('NOT_FOUND');
  await expect(own.talent.answerExpertInvitation({ dispatchId, answer: 'declined' })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
  });
  await own.talent.answerExpertInvitation(yes);
  expect(await refused(own.talent.answerExpertInvitation(yes))).toBe('STEP_PASSED');
  expect((await own.platform.todos({ tab: 'open' })).rows.map((todo) => todo.kind)).not.toContain('expert_invitation');
  const [invitation] = (await invitationsOf()) ?? [];
  expect(invitation).toMatchObject({ answer: 'accepted', tasks: 1, answeredOn: dayFromNow(0) });
  const record = { invitationId: invitation?.id ?? '', rowVersion: 1, answer: 'declined' as const, words: '出差' };
  expect(await refused(office.talent.recordExpertAnswer(record))).toBe('CONFLICT');
});

it('writes down what an expert said whose unit has no workspace here', async () => {
  const office = callEach(district.otherBureau);
  const term = { appointedOn: dayFromNow(-30), termEnd: dayFromNow(300) };
  const values = { name: '陆文渊', pool: 'own', unit: '省档案学会', field: 'law', ...term };
  await office.register.enter({ code: 'expert', values });
  const { id: drawId } = await office.talent.drawExperts({ purpose: '案例评审', wanted: 1, recusals: [] });
  const ask = { drawId, meetsOn: dayFromNow(5), replyBy: dayFromNow(6) };
  expect(await refused(office.talent.inviteExperts(ask))).toBe('BAD_INPUT');
  expect(await office.talent.inviteExperts({ ...ask, replyBy: dayFromNow(2) })).toEqual({ sent: 0, byHand: 1 });
  const invitation = async () => (await office.talent.draws({})).rows[0]?.invitations[0];
  const said = { invitationId: (await invitation())?.id ?? '', rowVersion: 1, answer: 'declined' as const };
  expect(await refused(callEach(district.bureau).talent.recordExpertAnswer({ ...said, words: '生病' }))).toBe(
    'NOT_FOUND',
  );
  await office.talent.recordExpertAnswer({ ...said, words: '生病' });
  expect(await invitation()).toMatchObject({ isSent: false, answer: 'declined', answerWords: '生病', tasks: 0 });
  expect(await refused(office.talent.recordExpertAnswer({ ...said, words: '生病' }))).toBe('STEP_PASSED');
});
