import { expect, it } from 'vitest';
import { callEach } from '@/db/testing/factories/calls';
import { makeFoundInspection, refused } from '@/db/testing/factories/closure';
import { dayFromNow } from '@/db/testing/factories/inspection';
import { isProbeCode } from '@/server/domain/inspection/probes';
import type { Caller } from '@/server/trpc/app-router';

const year = Number(dayFromNow(0).slice(0, 4));

/** The built-in list of townships as a list of assessment, one of its items in other words. */
const openRound = async (office: Caller, unitTenantId: number): Promise<string> => {
  const { id: checklistId } = await office.checklist.begin({ from: { kind: 'template', code: 'checklist_town' } });
  const { items, profile, name } = await office.checklist.byId({ checklistId });
  await office.checklist.save({
    checklistId,
    rowVersion: 1,
    name,
    sections: [{ name: '全部' }],
    items: items.map((item) => ({
      ...item,
      section: '全部',
      zh: item.code === 'T2' ? '经费列入预算' : item.zh,
      probes: item.probes.filter(isProbeCode),
    })),
    profile,
  });
  await office.checklist.publish({ checklistId, rowVersion: 2 });
  const { id: schemeId } = await office.assessment.createScheme({
    year,
    name: '乡镇考核办法',
    purpose: 'annual',
    subjectKinds: ['township'],
    checklistId,
    weights: [{ section: '全部', percent: 100 }],
  });
  const round = { schemeId, title: '年度考核', words: '请自评', dueOn: dayFromNow(10), unitTenantIds: [unitTenantId] };
  const { id: roundId } = await office.assessment.openRound(round);
  return (await office.assessment.sheets({ roundId })).rows[0]!.id;
};

it('takes what an inspection of the year has said of the same items, and asks nobody twice', async () => {
  const { bureau, unit, district, asInspector, inspectionId } = await makeFoundInspection();
  const office = callEach(bureau);
  const say = async (itemCode: string, verdict: 'met' | 'mostly') =>
    (await asInspector()).checklist.answer({ inspectionId, itemCode, rowVersion: 0, verdict, note: '制度未更新' });
  await say('T1', 'mostly');
  await say('T2', 'met');
  await say('T3', 'met');
  const sheetId = await openRound(office, unit.id);
  await office.assessment.scoreItem({ sheetId, itemCode: 'T3', rowVersion: 0, verdict: 'partly', note: '已换人' });
  const found = await office.assessment.inspectedItems({ sheetId });
  expect(found).toMatchObject({ inspectionId });
  expect(found?.answers.map((answer) => [answer.itemCode, answer.verdict])).toEqual([
    ['T1', 'mostly'],
    ['T3', 'met'],
  ]);
  for (const stray of [callEach(district.otherBureau), callEach(unit)]) {
    expect(await refused(stray.assessment.inspectedItems({ sheetId }))).toMatch(/NOT_FOUND|FORBIDDEN/);
    expect(await refused(stray.assessment.takeOverInspection({ sheetId }))).toMatch(/NOT_FOUND|FORBIDDEN/);
  }
  expect(await office.assessment.takeOverInspection({ sheetId })).toEqual({ items: 1 });
  const { answers } = await office.assessment.sheetById({ sheetId });
  const given = Object.fromEntries(answers.map((answer) => [answer.itemCode, [answer.verdict, answer.note]]));
  expect(given).toEqual({ T1: ['mostly', expect.stringContaining('检查：制度未更新')], T3: ['partly', '已换人'] });
});
