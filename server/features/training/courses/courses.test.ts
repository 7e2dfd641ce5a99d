import { v7 as uuidv7 } from 'uuid';
import { beforeEach, describe, expect, it } from 'vitest';
import { callAs } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { makePhoto } from '@/db/testing/factories/inspection';
import { makePerson, makeSupervisedPair, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';

let bureau: TestTenant;
let otherBureau: TestTenant;
let unit: TestTenant;
let stranger: TestTenant;

beforeEach(async () => {
  ({ bureau, otherBureau, unit, stranger } = await makeSupervisedPair());
});

const office = async () => (await callAs(bureau)).courses;
const learner = async () => (await callAs(unit)).courses;
const course = { title: '归档整理', series: '档案讲坛', kind: 'lecture', mode: 'online', rowVersion: 0 } as const;
const draft = { title: '归档文件怎么整理', kind: 'courseware', neededMinutes: 1, hours: 2, rowVersion: 0 } as const;

/** A course with one material, not issued yet. */
const prepare = async () => {
  const { id: courseId } = await (await office()).save(course);
  const objectId = await makePhoto(bureau, '课件.png', 7);
  const { id: materialId } = await (await office()).saveMaterial({ ...draft, courseId, objectId });
  return { courseId, materialId };
};
const issueTo = async (materialId: string, units: readonly TestTenant[], rowVersion = 1) =>
  (await office()).issueMaterial({ materialId, rowVersion, unitTenantIds: units.map((one) => one.id) });
/** The clock of the reading goes on by as much. */
const wait = async (seconds: number) =>
  (await testAdmin()).query("update material_reading set beat_at = beat_at - $1 * interval '1 second'", [seconds]);

describe('a course and its materials', () => {
  it('goes to the units chosen, version by version, and to nobody twice', async () => {
    const { courseId, materialId } = await prepare();
    expect(await refused(issueTo(materialId, [stranger]))).toBe('NOT_FOUND');
    expect(await issueTo(materialId, [unit])).toEqual({ version: 1, sent: 1 });
    expect(await issueTo(materialId, [unit], 2)).toEqual({ version: 1, sent: 0 });
    const [received] = (await (await learner()).learning({})).rows;
    expect(received).toMatchObject({ title: draft.title, series: '档案讲坛', version: 1, isReplaced: false });
    const next = await makePhoto(bureau, '课件二.png', 9);
    const [now] = (await (await office()).byId({ courseId })).materialList;
    await (await office()).saveMaterial({
      ...draft,
      courseId,
      materialId,
      objectId: next,
      rowVersion: now!.rowVersion,
    });
    expect((await (await office()).byId({ courseId })).materialList).toMatchObject([{ version: 1, hasDraft: true }]);
    expect(await issueTo(materialId, [unit], now!.rowVersion + 1)).toEqual({ version: 2, sent: 1 });
    expect((await (await learner()).learning({})).rows.map((row) => [row.version, row.isReplaced])).toEqual([
      [2, false],
      [1, true],
    ]);
    const file = await (await learner()).downloadLearning({ dispatchId: received!.dispatchId });
    expect(file).toMatchObject({ tenantId: bureau.id, fileName: '课件.png' });
  });

  it('is nobody else’s: a foreign id is answered like an unknown one', async () => {
    const { courseId, materialId } = await prepare();
    await issueTo(materialId, [unit]);
    const [received] = (await (await learner()).learning({})).rows;
    for (const id of [courseId, uuidv7()]) {
      expect(await refused((await callAs(otherBureau)).courses.byId({ courseId: id }))).toBe('NOT_FOUND');
      const foreign = { ...draft, courseId: id, objectId: await makePhoto(otherBureau, '他.png', 3) };
      expect(await refused((await callAs(otherBureau)).courses.saveMaterial(foreign))).toBe('NOT_FOUND');
    }
    for (const id of [received!.dispatchId, uuidv7()]) {
      const other = (await callAs(stranger)).courses;
      expect(await refused(other.learningById({ dispatchId: id }))).toBe('NOT_FOUND');
      expect(await refused(other.report({ dispatchId: id, seconds: 1, placeSeconds: 0 }))).toBe('NOT_FOUND');
      expect(await refused(other.downloadLearning({ dispatchId: id }))).toBe('NOT_FOUND');
    }
    const theirs = await makePhoto(otherBureau, '他.png', 4);
    const [now] = (await (await office()).byId({ courseId })).materialList;
    const stolen = { ...draft, courseId, materialId, objectId: theirs, rowVersion: now!.rowVersion };
    expect(await refused((await office()).saveMaterial(stolen))).toBe('NOT_FOUND');
  });

  it('is withdrawn, stays with the unit and is issued to nobody any more', async () => {
    const { courseId, materialId } = await prepare();
    await issueTo(materialId, [unit]);
    await (await office()).withdrawMaterial({ materialId, rowVersion: 2 });
    expect(await refused(issueTo(materialId, [unit], 3))).toBe('CONFLICT');
    expect((await (await learner()).learning({})).rows).toHaveLength(1);
    await (await office()).close({ courseId, rowVersion: 1 });
    expect(await refused((await office()).saveMaterial({ ...draft, courseId, objectId: uuidv7() }))).toBe('CONFLICT');
  });
});

describe('learning', () => {
  it('counts no faster than the clock, is finished once, and tells the office numbers without names', async () => {
    const { courseId, materialId } = await prepare();
    await issueTo(materialId, [unit]);
    const [received] = (await (await learner()).learning({})).rows;
    const { dispatchId } = received!;
    const first = await (await learner()).report({ dispatchId, seconds: 3_600, placeSeconds: 12 });
    expect(first.seconds).toBeLessThan(10);
    expect(first).toMatchObject({ finishedOn: null, placeSeconds: 12, neededSeconds: 60 });
    await wait(600);
    const late = await (await learner()).report({ dispatchId, seconds: 600, placeSeconds: 60 });
    expect(late.finishedOn).not.toBeNull();
    const again = await (await learner()).report({ dispatchId, seconds: 5, placeSeconds: 1 });
    expect(again).toMatchObject({ seconds: 60, finishedOn: late.finishedOn });
    const second = await makePerson(unit.id, ['unit_dept'], '吴某');
    await (await callAs(unit, second)).courses.report({ dispatchId, seconds: 1, placeSeconds: 0 });
    expect((await (await office()).byId({ courseId })).materialList).toMatchObject([
      { sentTo: 1, openedBy: 1, readers: 2, finished: 1 },
    ]);
    const { rows } = await (await office()).materialUnits({ materialId });
    expect(rows).toMatchObject([{ unitName: unit.name, readers: 2, finished: 1 }]);
    expect(JSON.stringify(rows)).not.toContain('吴某');
    expect((await (await learner()).readers({ dispatchId })).rows.map((row) => row.personName)).toEqual([
      '周某',
      '吴某',
    ]);
    const year = Number(late.finishedOn!.slice(0, 4));
    const mine = await (await callAs(unit)).hours.mine({ year });
    expect(mine).toMatchObject({
      person: { hours: 2, professionalHours: 2 },
      credits: [{ source: 'material', hours: 2 }],
    });
  });
});
