import { beforeAll, expect, it } from 'vitest';
import { callEach } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { dayFromNow, makePhoto } from '@/db/testing/factories/inspection';
import { makeSupervisedPair } from '@/db/testing/factories/tenancy';
import type { Caller } from '@/server/trpc/app-router';

/* One story in order: a plan with steps and evidence, its report, the word of the office above. */
let unit: Caller;
let bureau: Caller;
let stranger: Caller;
let otherBureau: Caller;
let photo = '';
let foreignPhoto = '';
let projectId = '';

const plan = (objectIds: string[] = []) => ({
  rowVersion: 0,
  ratingKind: 'digital_room' as const,
  level: 'model',
  title: '创建示范数字档案室',
  targetOn: dayFromNow(200),
  steps: [
    { code: 'S1', title: '定责任人', ownerName: '周某', dueOn: dayFromNow(-5), doneOn: dayFromNow(-6), objectIds },
    { code: 'S2', title: '补齐目录', ownerName: '何某', dueOn: dayFromNow(-1) },
  ],
});

beforeAll(async () => {
  const pair = await makeSupervisedPair('department');
  [unit, bureau] = [callEach(pair.unit), callEach(pair.bureau)];
  [stranger, otherBureau] = [callEach(pair.stranger), callEach(pair.otherBureau)];
  photo = await makePhoto(pair.unit, '责任表.png', 7);
  foreignPhoto = await makePhoto(pair.stranger, '别家.png', 9);
});

it('is planned in steps with owners, days and evidence, and is nobody else’s', async () => {
  expect(await refused(unit.creation.save({ ...plan(), level: 'grade_9' }))).toBe('BAD_INPUT');
  expect(await refused(unit.creation.save(plan([foreignPhoto])))).toBe('NOT_FOUND');
  ({ id: projectId } = await unit.creation.save(plan([photo])));
  const view = await unit.creation.byId({ projectId });
  expect(view.steps.map((step) => [step.code, step.files.map((file) => file.fileName)])).toEqual([
    ['S1', ['责任表.png']],
    ['S2', []],
  ]);
  for (const other of [stranger, bureau])
    expect(await refused(other.creation.byId({ projectId }))).toMatch(/NOT_FOUND|FORBIDDEN/);
  expect(await refused(stranger.creation.save({ ...plan(), projectId, rowVersion: 1 }))).toBe('NOT_FOUND');
});

it('is tested against the sheet by a self-check of its own', async () => {
  const { id: selfCheckId } = await unit.selfCheck.start({ templateCode: 'checklist_organ' });
  await unit.selfCheck.answer({ selfCheckId, itemCode: 'A1', rowVersion: 0, verdict: 'met', note: '有文件' });
  await unit.creation.save({ ...plan([photo]), projectId, rowVersion: 1, selfCheckId });
  expect(await refused(unit.creation.save({ ...plan(), projectId, rowVersion: 1 }))).toBe('STALE_VERSION');
  expect((await unit.creation.byId({ projectId })).selfTest).toMatchObject({ id: selfCheckId, percent: 100 });
});

it('is reported to the office above with its evidence, which says its word once', async () => {
  await unit.creation.report({ projectId, words: '第一步完成' });
  const { rows } = await bureau.creation.received({});
  expect(rows).toMatchObject([{ word: null, report: { title: '创建示范数字档案室', selfPercent: 100 } }]);
  const dispatchId = rows[0]!.dispatchId;
  const { files, report } = await bureau.creation.receivedById({ dispatchId });
  expect(files.map((file) => file.objectId)).toEqual([photo]);
  expect(report.steps.map((step) => step.doneOn === null)).toEqual([false, true]);
  for (const other of [otherBureau]) {
    expect((await other.creation.received({})).rows).toEqual([]);
    expect(await refused(other.creation.receivedById({ dispatchId }))).toBe('NOT_FOUND');
    expect(await refused(other.creation.answer({ dispatchId, words: '好' }))).toBe('NOT_FOUND');
  }
  await bureau.creation.answer({ dispatchId, words: '目录要在月底前补齐' });
  expect(await refused(bureau.creation.answer({ dispatchId, words: '再说' }))).toBe('ALREADY_EXISTS');
  expect((await unit.creation.byId({ projectId })).word).toMatchObject({ words: '目录要在月底前补齐' });
  // A second report takes the place of the first, and waits for its own word.
  await unit.creation.report({ projectId, words: '第二步过半' });
  expect((await bureau.creation.received({})).rows).toMatchObject([{ word: null, report: { words: '第二步过半' } }]);
  await unit.creation.stop({ projectId, rowVersion: 2, reason: '与新办公楼一并重做' });
  expect(await refused(unit.creation.report({ projectId, words: '还报' }))).toBe('STEP_PASSED');
});
