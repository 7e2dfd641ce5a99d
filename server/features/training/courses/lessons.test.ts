import { v7 as uuidv7 } from 'uuid';
import { expect, it } from 'vitest';
import { callAs } from '@/db/testing/factories/calls';
import { makeFoundInspection, refused } from '@/db/testing/factories/closure';
import { dayFromNow, makePhoto } from '@/db/testing/factories/inspection';
import { makeTenant } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';

it('is assigned from a demand that stands, and the demand shows when the unit has learnt it', async () => {
  const { bureau, inspector, unit, inspectionId, findings } = await makeFoundInspection();
  const findingId = findings[1]!;
  const office = async () => (await callAs(bureau, inspector)).courses;
  const { id: courseId } = await (await office()).save({
    title: '库房管理',
    kind: 'special',
    mode: 'online',
    rowVersion: 0,
  });
  const facts = { courseId, title: '库房防潮', kind: 'courseware', neededMinutes: 1, hours: 1, rowVersion: 0 } as const;
  const objectId = await makePhoto(bureau, '课件.png', 7);
  const { id: materialId } = await (await office()).saveMaterial({ ...facts, objectId });
  const dueOn = dayFromNow(14);
  const lesson = { findingId, materialId, dueOn };
  expect(await refused((await office()).assignLesson(lesson))).toBe('FINDING_STATE_WRONG');
  await (await callAs(bureau, inspector)).inspection.issueFindings({ inspectionId });
  expect(await refused((await office()).assignLesson(lesson))).toBe('MATERIAL_NOT_ISSUED');
  await (await office()).issueMaterial({ materialId, rowVersion: 1, unitTenantIds: [] });
  expect(await refused((await office()).assignLesson({ ...lesson, dueOn: dayFromNow(-1) }))).toBe('BAD_INPUT');
  const otherBureau = await makeTenant('bureau');
  for (const given of [lesson, { ...lesson, findingId: uuidv7() }, { ...lesson, materialId: uuidv7() }])
    expect(await refused((await callAs(otherBureau)).courses.assignLesson(given))).toBe('NOT_FOUND');
  for (const id of [inspectionId, uuidv7()])
    expect(await refused((await callAs(otherBureau)).courses.lessons({ inspectionId: id }))).toBe('NOT_FOUND');
  const { dispatchId } = await (await office()).assignLesson(lesson);
  expect(await (await office()).lessons({ inspectionId })).toMatchObject([
    { dispatchId, findingId, title: '库房防潮', dueOn, doneOn: null, isLate: false },
  ]);
  const todos = async () => (await (await callAs(unit)).platform.todos({ tab: 'open' })).rows.map((todo) => todo.link);
  expect(await todos()).toContain(`training/learn/${dispatchId}`);
  const report = async (seconds: number) =>
    (await callAs(unit)).courses.report({ dispatchId, seconds, placeSeconds: 0 });
  await report(1);
  await (await testAdmin()).query("update material_reading set beat_at = beat_at - interval '1 hour'");
  expect((await report(80)).finishedOn).not.toBeNull();
  expect(await (await office()).lessons({ inspectionId })).toMatchObject([{ finished: 1, doneOn: dayFromNow(0) }]);
  expect(await todos()).not.toContain(`training/learn/${dispatchId}`);
});
