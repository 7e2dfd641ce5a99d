import { beforeAll, describe, expect, it } from 'vitest';
import { makeFonds, stepsFor } from '@/db/testing/factories/archive';
import { callAs, testObjects } from '@/db/testing/factories/calls';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';
import { printInput } from '@/server/domain/archive/print-form';
import { numberGaps, phaseLines, projectOfSlug, projectSlug } from '@/server/domain/archive/project';
import { pagesOf, printedBytes } from '../print/testing/printed-pages.ts';
import { writePrint } from '../print/write-print.ts';

let unit: TestTenant;
let stranger: TestTenant;
let fondsId: string;

const ask = () => ({ fondsId, subcategoryCode: 'JJ', key: '02' });

beforeAll(async () => {
  unit = await makeTenant('township');
  stranger = await makeTenant('township');
  fondsId = (await makeFonds(unit)).id;
  const create = async (code: string, overrides: Record<string, unknown>): Promise<string> => {
    const base = { fondsId, categoryCode: 'KJ', filingYear: 2022, retentionCode: 'Y', openFlag: 'unreviewed' };
    const record = { ...base, referenceCode: code, details: { projectNumber: '02' }, ...overrides };
    return (await (await callAs(unit)).archive.create(record as never)).id;
  };
  const project = { projectNumber: '02', projectName: '排涝泵站更新改造' };
  await create('B028-KJ·JJ·02-001', { title: '立项批复', pageCount: 20, details: { ...project, phase: 'LX' } });
  const works = { ...project, phase: 'SG', contractPackage: '1标' };
  const volume = await create('B028-KJ·JJ·02-004', {
    title: '施工记录',
    startDate: '20220301',
    endDate: '20220930',
    details: works,
  });
  const inside = [
    await create('B028-KJ·JJ·02-004-001', { title: '开工报告', pageCount: 3 }),
    await create('B028-KJ·JJ·02-004-004', { title: '隐蔽工程验收', pageCount: 5 }),
  ];
  await (await testAdmin()).query('update archive_item set parent_id = $1 where id = any ($2::uuid[])', [
    volume,
    inside,
  ]);
  await create('B028-KJ·JJ·03-001', { title: '桥梁设计', pageCount: 9, details: { projectNumber: '03', phase: 'SJ' } });
}, 120_000);

describe('科技档案项目', () => {
  it('is summed up over phases and packages, with what is missing', async () => {
    const view = await (await callAs(unit)).archive.projectByKey(ask());
    expect(view.project).toMatchObject({
      name: '排涝泵站更新改造',
      volumes: 2,
      pieces: 2,
      pages: 28,
      phases: 2,
      packages: 1,
    });
    expect(view.codePrefix).toBe('B028-KJ·JJ·02-');
    expect(view.volumeGaps).toBe('2—3');
    const phases = new Map(view.phases.map((line) => [line.phase, line]));
    expect(phases.get('SG')).toMatchObject({
      volumes: 1,
      pieces: 2,
      pages: 8,
      broken: 1,
      packages: ['1标'],
      to: '20220930',
    });
    expect(phases.get('LX')).toMatchObject({ volumes: 1, pages: 20, empty: 1 });
    expect(phases.get('JG')).toMatchObject({ volumes: 0, isExpected: true });
    expect(view.packages.map((line) => line.contractPackage)).toEqual(['1标', '']);
    expect(view.incomplete.map(({ referenceCode, isEmpty, gaps }) => [referenceCode, isEmpty, gaps])).toEqual([
      ['B028-KJ·JJ·02-001', true, ''],
      ['B028-KJ·JJ·02-004', false, '2—3'],
    ]);
  });

  it('stands in the list, which is searched, sorted and exported', async () => {
    const api = await callAs(unit);
    expect((await api.archive.projects({})).map((row) => row.key)).toEqual(['02', '03']);
    expect((await api.archive.projects({ sort: '-code' })).map((row) => row.key)).toEqual(['03', '02']);
    expect((await api.archive.projects({ q: '泵站' })).map((row) => row.key)).toEqual(['02']);
    expect(await api.archive.downloadProjects({})).toMatchObject({ fileName: expect.stringContaining('科技档案项目') });
  });

  it('leads from each count to its records, page by page and as a workbook', async () => {
    const { archive } = await callAs(unit);
    const { project } = await archive.projectByKey(ask());
    const first = await archive.incomplete({ project: ask(), limit: 1 });
    expect(first.counts).toEqual({ all: 2, empty: project.empty, broken: project.broken, unpaged: project.unpaged });
    expect(first.rows).toMatchObject([{ referenceCode: 'B028-KJ·JJ·02-001', isEmpty: true, gaps: '' }]);
    const second = await archive.incomplete({ project: ask(), limit: 1, cursor: first.page.nextCursor ?? undefined });
    expect(second.rows).toMatchObject([{ referenceCode: 'B028-KJ·JJ·02-004', gaps: '2—3', pieces: 2, pages: 8 }]);
    expect(second.page.nextCursor).toBeNull();
    const codes = async (filter: Record<string, unknown>) =>
      (await archive.incomplete(filter)).rows.map((row) => row.referenceCode.slice(-6));
    expect(await codes({ kind: 'empty', sort: '-code' })).toEqual(['03-001', '02-001']);
    expect(await codes({ kind: 'broken', phase: 'SG', contractPackage: '1标' })).toEqual(['02-004']);
    expect(await codes({ phase: 'JG' })).toEqual([]);
    expect(await codes({ q: '桥梁', sort: '-year' })).toEqual(['03-001']);
    expect(await archive.downloadIncomplete({ project: ask() })).toMatchObject({
      fileName: expect.stringContaining('待补清单'),
    });
  });

  it('lists every number that is missing, in a volume and in a project', async () => {
    const { archive } = await callAs(unit);
    expect((await archive.numberGaps({})).rows).toMatchObject([
      { place: 'B028-KJ·JJ·02-004', from: 2, to: 3, missing: 2, nextCode: 'B028-KJ·JJ·02-004-004' },
    ]);
    const ofProject = await archive.numberGaps({ of: 'project', project: ask(), sort: '-missing' });
    expect(ofProject.rows).toMatchObject([
      { volumeId: null, place: '02', name: '排涝泵站更新改造', from: 2, to: 3, nextCode: 'B028-KJ·JJ·02-004' },
    ]);
    expect(ofProject.page).toEqual({ nextCursor: null, previousCursor: null, total: 1 });
    expect(await archive.downloadNumberGaps({ of: 'project' })).toMatchObject({
      fileName: expect.stringContaining('项目案卷号'),
    });
  });

  it('is printed alone', async () => {
    const input = printInput.parse({ form: 'project_catalogue', fondsId, categoryCode: 'KJ·JJ', project: '02' });
    const { objectId } = await writePrint(await stepsFor(unit, input), testObjects());
    const all = (await pagesOf(await printedBytes(unit, objectId))).join('');
    expect(all).toContain('立项批复');
    expect(all).not.toContain('桥梁设计');
  });

  it('belongs to one unit alone', async () => {
    const foreign = (await callAs(stranger)).archive;
    await expect(foreign.projectByKey(ask())).rejects.toMatchObject({ message: 'NOT_FOUND' });
    expect(await foreign.projects({})).toEqual([]);
    expect((await foreign.incomplete({ project: ask() })).counts.all).toBe(0);
    expect((await foreign.numberGaps({ of: 'project', project: ask() })).rows).toEqual([]);
    await expect((await callAs(unit)).archive.projectByKey({ ...ask(), key: '99' })).rejects.toMatchObject({
      message: 'NOT_FOUND',
    });
  });

  it('expects no phases of research, and keeps what somebody wrote otherwise', () => {
    const counted = { volumes: 1, pieces: 0, pages: 1, empty: 0, broken: 0, unpaged: 0, from: null, to: null };
    const lines = phaseLines([{ phase: '结题', contractPackage: '', ...counted }], 'KY');
    expect(lines.some((line) => line.isExpected)).toBe(false);
    expect(lines.at(-1)).toMatchObject({ phase: '结题', volumes: 1 });
  });

  it.each([
    [[1, 2, 3], ''],
    [[2, 5], '1、3—4'],
    [[], ''],
    [[null, 4, 4], '1—3'],
  ])('of the numbers %j misses %j', (numbers, gaps) => expect(numberGaps(numbers)).toBe(gaps));

  it('is found again by its address', () => {
    for (const project of [ask(), { subcategoryCode: '', key: '河堤·一期' }])
      expect(projectOfSlug(projectSlug(project))).toEqual({
        subcategoryCode: project.subcategoryCode,
        key: project.key,
      });
  });
});
