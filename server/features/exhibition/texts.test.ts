import { beforeEach, expect, it } from 'vitest';
import { callEach } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { dayFromNow } from '@/db/testing/factories/inspection';
import { makePerson, makeTenant, type TestPerson, type TestTenant } from '@/db/testing/factories/tenancy';

let archives: TestTenant;
let stranger: TestTenant;
let writer: TestPerson;
let checker: TestPerson;
let director: TestPerson;
beforeEach(async () => {
  [archives, stranger] = [await makeTenant('repository'), await makeTenant('repository')];
  writer = await makePerson(archives.id, ['archives_keeper'], '何静');
  checker = await makePerson(archives.id, ['archives_keeper'], '郑云舟');
  director = await makePerson(archives.id, ['archives_director'], '馆长');
});
const as = (person: TestPerson) => callEach(archives, person).exhibition;
const wording = { title: '前言', place: '序厅', words: '清河因河得名。' };

it('is drafted, returned, mended, checked by another and approved, and every version stays', async () => {
  const { entryId: exhibitionId } = await callEach(archives).register.enter({
    code: 'exhibition',
    values: { title: '清河记忆', openedOn: dayFromNow(0), occasion: 'other' },
  });
  const { textId } = await as(writer).draft({ ...wording, exhibitionId });
  await as(writer).submit({ textId, rowVersion: 1 });
  const taken = { textId, isTaken: true };
  expect(await refused(as(writer).check({ ...taken, rowVersion: 2 }))).toBe('FORBIDDEN');
  expect(await refused(as(director).approve({ ...taken, rowVersion: 2 }))).toBe('STEP_PASSED');
  await expect(as(checker).check({ textId, rowVersion: 2, isTaken: false })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
  });
  await as(checker).check({ textId, rowVersion: 2, isTaken: false, opinion: '年份写错' });
  expect(await refused(as(writer).submit({ textId, rowVersion: 3 }))).toBe('STEP_PASSED');
  await as(writer).revise({ textId, rowVersion: 3, words: '清河，一八七六年设区。' });
  expect(await refused(as(writer).submit({ textId, rowVersion: 3 }))).toBe('STALE_VERSION');
  await as(writer).submit({ textId, rowVersion: 4 });
  await as(checker).check({ ...taken, rowVersion: 5 });
  expect(await refused(as(checker).approve({ ...taken, rowVersion: 6 }))).toBe('FORBIDDEN');
  expect(await refused(as(director).downloadText({ textId }))).toBe('CONFLICT');
  await as(director).approve({ ...taken, rowVersion: 6 });
  await as(writer).revise({ textId, rowVersion: 7, words: '清河，一八七六年设区，今人口四十万。' });

  const seen = await as(director).text({ textId });
  expect(seen).toMatchObject({ state: 'draft', version: 3, approvedVersion: 2, exhibitionTitle: '清河记忆' });
  expect(seen.steps.map((step) => `${step.version} ${step.act} ${step.byName}`)).toEqual([
    '1 draft 何静',
    '1 submit 何静',
    '1 return 郑云舟',
    '2 draft 何静',
    '2 submit 何静',
    '2 check 郑云舟',
    '2 approve 馆长',
    '3 draft 何静',
  ]);
  expect((await as(director).downloadText({ textId })).mediaType).toBe('application/pdf');
  expect((await as(director).texts({ state: 'draft', exhibitionId })).rows.map((row) => row.id)).toEqual([textId]);
});

it('is nobody else’s, and belongs to no exhibition of others', async () => {
  const other = callEach(stranger);
  const { textId } = await as(writer).draft(wording);
  expect(await refused(other.exhibition.text({ textId }))).toBe('NOT_FOUND');
  expect(await refused(other.exhibition.submit({ textId, rowVersion: 1 }))).toBe('NOT_FOUND');
  expect(await refused(other.exhibition.downloadText({ textId }))).toBe('NOT_FOUND');
  expect((await other.exhibition.texts({})).rows).toEqual([]);
  const { entryId: exhibitionId } = await other.register.enter({
    code: 'exhibition',
    values: { title: '别家的展', openedOn: dayFromNow(0), occasion: 'other' },
  });
  expect(await refused(as(writer).draft({ ...wording, exhibitionId }))).toBe('NOT_FOUND');
  const auditor = await makePerson(archives.id, ['audit_admin']);
  expect(await refused(as(auditor).draft(wording))).toBe('FORBIDDEN');
});

it('is listed in the order asked for, page by page, and exported in it', async () => {
  for (const [title, place] of [
    ['甲', '三厅'],
    ['乙', '一厅'],
    ['丙', '二厅'],
  ] as const)
    await as(writer).draft({ ...wording, title, place });
  const walked = async (sort: 'changed' | '-title') => {
    const first = await as(director).texts({ sort, limit: 2 });
    const rest = await as(director).texts({ sort, limit: 2, cursor: first.page.nextCursor ?? undefined });
    return [...first.rows, ...rest.rows].map((row) => row.title);
  };
  expect(await walked('changed')).toEqual(['甲', '乙', '丙']);
  // By code point: 甲 is U+7532, 乙 U+4E59, 丙 U+4E19.
  expect(await walked('-title')).toEqual(['甲', '乙', '丙']);
  expect((await as(director).texts({ sort: 'title' })).rows.map((row) => row.title)).toEqual(['丙', '乙', '甲']);
  expect((await as(director).downloadTexts({ sort: 'title', state: 'draft' })).fileName).toContain('展陈文稿');
  expect((await callEach(stranger).exhibition.texts({ sort: 'place' })).rows).toEqual([]);
});
