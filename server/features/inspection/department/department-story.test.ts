import { beforeAll, expect, it } from 'vitest';
import { callEach, testObjects } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { dayFromNow, makePhoto } from '@/db/testing/factories/inspection';
import { makePerson, makeSupervisedPair, type TestTenant } from '@/db/testing/factories/tenancy';
import { readObject } from '@/server/objects/read-object';
import type { Caller } from '@/server/trpc/app-router';

/* One story in order: the archivist opens, two departments score themselves, one is sent back, the year is closed. */
let archivist: Caller;
let office: Caller;
let finance: Caller;
let stranger: Caller;
let bureau: Caller;
let unit: TestTenant;
let strangers: TestTenant;
let departments: string[] = [];
let assessmentId = '';
const year = Number(dayFromNow(0).slice(0, 4));
const items = [
  { zh: '按期移交', score: 60 },
  { zh: '收集齐全', score: 40 },
];
const open = () => ({ year, title: `${year}年科室档案考核`, dueOn: dayFromNow(20), items, departmentIds: departments });
const answers = (first: number, second: number | null) => [
  { itemCode: 'K1', points: first, note: '有清单' },
  { itemCode: 'K2', points: second },
];

beforeAll(async () => {
  const pair = await makeSupervisedPair('department');
  const people = [
    await makePerson(pair.unit.id, ['unit_dept'], '钱某'),
    await makePerson(pair.unit.id, ['unit_dept'], '孙某'),
  ];
  ({ unit, stranger: strangers } = pair);
  [archivist, stranger, bureau] = [callEach(pair.unit), callEach(pair.stranger), callEach(pair.bureau)];
  [office, finance] = people.map((person) => callEach(pair.unit, person)) as [Caller, Caller];
  for (const [at, [code, name]] of [
    ['BGS', '办公室'],
    ['CWK', '财务科'],
  ].entries()) {
    const { id } = await archivist.filing.addDepartment({ code: code!, name: name! });
    await archivist.filing.assignHandlers({ departmentId: id, membershipIds: [people[at]!.membershipId] });
    departments = [...departments, id];
  }
});

it('is opened once a year by the archivist, and each department finds it among its to-dos', async () => {
  expect(await refused(office.departmentAssessment.open(open()))).toBe('FORBIDDEN');
  expect(await refused(stranger.departmentAssessment.open(open()))).toBe('NOT_FOUND');
  ({ id: assessmentId } = await archivist.departmentAssessment.open(open()));
  expect(await refused(archivist.departmentAssessment.open(open()))).toBe('ALREADY_EXISTS');
  const { rows: todos } = await office.platform.todos({});
  const { rows: sheets } = await office.departmentAssessment.sheets({});
  expect(sheets).toMatchObject([{ departmentName: '办公室', state: 'open' }]);
  expect(todos.map((todo) => todo.link)).toContain(`department-sheets/${sheets[0]!.id}`);
});

it('is scored by the department itself, and by nobody else’s', async () => {
  const [sheet] = (await office.departmentAssessment.sheets({})).rows;
  const draft = { sheetId: sheet!.id, rowVersion: 1, answers: answers(50, null), isDone: false };
  for (const other of [finance, stranger]) {
    expect(await refused(other.departmentAssessment.sheetById({ sheetId: sheet!.id }))).toBe('NOT_FOUND');
    expect(await refused(other.departmentAssessment.saveSelf(draft))).toBe('NOT_FOUND');
  }
  expect(await refused(office.departmentAssessment.saveSelf({ ...draft, answers: answers(61, null) }))).toBe(
    'BAD_INPUT',
  );
  expect(await refused(office.departmentAssessment.saveSelf({ ...draft, isDone: true }))).toBe('ASSESSMENT_ITEMS_OPEN');
  const [own, foreign] = [await makePhoto(unit, '清单.png', 3), await makePhoto(strangers, '别处.png', 4)];
  const withFiles = (objectIds: string[]) => ({
    ...draft,
    answers: draft.answers.map((answer, at) => (at === 0 ? { ...answer, objectIds } : answer)),
  });
  expect(await refused(office.departmentAssessment.saveSelf(withFiles([own, foreign])))).toBe('NOT_FOUND');
  await office.departmentAssessment.saveSelf(withFiles([own]));
  const file = { sheetId: sheet!.id, objectId: own };
  for (const reader of [office, archivist])
    expect((await reader.departmentAssessment.downloadFile(file)).fileName).toBe('清单.png');
  for (const other of [finance, stranger])
    expect(await refused(other.departmentAssessment.downloadFile(file))).toBe('NOT_FOUND');
  expect(await refused(office.departmentAssessment.saveSelf(draft))).toBe('STALE_VERSION');
  const whole = { ...draft, rowVersion: 2, answers: answers(60, 40), isDone: true };
  await office.departmentAssessment.saveSelf(whole);
  // Points that say nothing of files leave them.
  expect((await archivist.departmentAssessment.sheetById({ sheetId: sheet!.id })).files).toMatchObject([
    { itemCode: 'K1', objectId: own, fileName: '清单.png' },
  ]);
  expect(await refused(office.departmentAssessment.saveSelf({ ...whole, rowVersion: 3 }))).toBe('STEP_PASSED');
  // Sent back with a reason, scored again.
  const back = { sheetId: sheet!.id, rowVersion: 3, reason: '第一项没有依据' };
  expect(await refused(office.departmentAssessment.return(back))).toBe('FORBIDDEN');
  await archivist.departmentAssessment.return(back);
  expect(await office.departmentAssessment.sheetById({ sheetId: sheet!.id })).toMatchObject({
    state: 'open',
    returnReason: '第一项没有依据',
  });
  await office.departmentAssessment.saveSelf({ ...whole, rowVersion: 4, answers: answers(50, 40) });
});

it('is reviewed, ranked and handed out as a workbook; what is closed stays', async () => {
  const close = { assessmentId };
  expect(await refused(archivist.departmentAssessment.close(close))).toBe('ASSESSMENT_UNFINISHED');
  const { sheets } = await archivist.departmentAssessment.roundById(close);
  for (const [name, points] of [
    ['办公室', answers(48, 40)],
    ['财务科', answers(30, 20)],
  ] as const) {
    const { id: sheetId } = sheets.find((row) => row.departmentName === name)!;
    const { rowVersion } = await archivist.departmentAssessment.sheetById({ sheetId });
    const review = { sheetId, rowVersion, answers: points, opinion: '继续努力', isDone: false };
    await archivist.departmentAssessment.review(review);
    const own = name === '办公室' ? office : finance;
    expect((await own.departmentAssessment.sheetById({ sheetId })).reviewAnswers).toEqual([]);
    await archivist.departmentAssessment.review({ ...review, rowVersion: rowVersion + 1, isDone: true });
  }
  expect(await archivist.departmentAssessment.close(close)).toEqual({ departments: 2 });
  const closed = await archivist.departmentAssessment.roundById(close);
  expect(closed.sheets.map((row) => [row.rank, row.departmentName, row.percent, row.gradeName])).toEqual([
    [1, '办公室', 88, '优秀'],
    [2, '财务科', 50, '不合格'],
  ]);
  const [sheet] = closed.sheets;
  const late = { sheetId: sheet!.id, rowVersion: 9, answers: answers(60, 40), isDone: true };
  expect(await refused(archivist.departmentAssessment.review({ ...late, opinion: '' }))).toBe('STEP_PASSED');
  const file = await archivist.departmentAssessment.download(close);
  expect(file.fileName).toContain('科室档案考核');
  expect((await readObject(testObjects(), file)).byteLength).toBeGreaterThan(1000);
  for (const other of [stranger, bureau])
    expect(await refused(other.departmentAssessment.roundById(close))).toMatch(/NOT_FOUND|FORBIDDEN/);
});
