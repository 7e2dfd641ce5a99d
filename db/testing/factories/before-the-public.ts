import { callEach } from './calls.ts';
import { dayFromNow } from './inspection.ts';
import type { TestTenant } from './tenancy.ts';

/** A service item of an archives, with its steps and its time limit. */
export const makeServiceItem = (archives: TestTenant, code = 'CD-01') =>
  callEach(archives).service.add({
    code,
    name: '婚姻登记档案查阅',
    steps: [{ name: '受理', words: '核对证件' }, { name: '调卷' }, { name: '出证' }],
    promisedDays: 1,
  });

/** The first draft of a text for a panel. */
export const makeExhibitionText = (archives: TestTenant, title = '前言') =>
  callEach(archives).exhibition.draft({ title, place: '序厅', words: '清河因河得名。' });

/** A supervisor's word on the field of a unit. */
export const makeUnitField = (bureau: TestTenant, unit: TestTenant) =>
  callEach(bureau).district.assignField({ field: 'hospital', unitTenantIds: [unit.id] });

/** An expert of the own register, drawn for a review and invited to it through the unit where he works. */
export const makeExpertInvitation = async (bureau: TestTenant, unit: TestTenant): Promise<{ drawId: string }> => {
  const office = callEach(bureau);
  const term = { appointedOn: dayFromNow(-30), termEnd: dayFromNow(300) };
  const values = { name: '梁若谷', pool: 'own', unit: unit.name, field: 'management', ...term };
  await office.register.enter({ code: 'expert', values });
  const { id: drawId } = await office.talent.drawExperts({ purpose: '示范村验收', wanted: 1, recusals: [] });
  await office.talent.inviteExperts({ drawId, meetsOn: dayFromNow(9), replyBy: dayFromNow(3) });
  return { drawId };
};
