import exceljs from 'exceljs';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeFonds } from '@/db/testing/factories/archive';
import { callEach, testObjects } from '@/db/testing/factories/calls';
import { plantRecords } from '@/db/testing/factories/searchable';
import { makePerson, makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { readObject } from '@/server/objects/read-object';
import type { Caller } from '@/server/trpc/app-router';

let unit: TestTenant;
let stranger: TestTenant;
let archivist: Caller;
let auditor: Caller;

const relief = (village: string, personName: string, filingYear = 2019) => ({
  categoryCode: 'ZY·FP',
  title: `${personName}户脱贫材料`,
  details: { village, personName },
  filingYear,
  pageCount: 4,
});
const couple = (spouseA: string, spouseB: string) => ({
  categoryCode: 'ZY·HY',
  title: '结婚登记档案',
  details: { spouseA, spouseB },
});

beforeEach(async () => {
  unit = await makeTenant('department');
  stranger = await makeTenant('department');
  archivist = callEach(unit);
  auditor = callEach(unit, await makePerson(unit.id, ['audit_admin']));
  await plantRecords(unit, await makeFonds(unit), [
    relief('白沙村', '王大山'),
    relief('白沙村', '王大山', 2020),
    relief('柳溪村', '王大山'),
    relief('白沙村', '陈小满'),
    couple('李建国', '周文秀'),
    couple('赵文秀', '钱明'),
    { title: '扶贫工作总结' },
  ]);
  await plantRecords(stranger, await makeFonds(stranger), [relief('白沙村', '外村人')]);
});

const shown = (rows: readonly { place: string; name: string; records: number }[]) =>
  rows.map(({ place, name, records }) => `${place} ${name} ${records}`).sort();

describe('records by person', () => {
  it('stand together by village and household, page by page, and nobody else’s among them', async () => {
    const all = await archivist.archive.people({ categoryCode: 'ZY·FP' });
    expect(shown(all.rows)).toEqual(['柳溪村 王大山 1', '白沙村 王大山 2', '白沙村 陈小满 1'].sort());
    expect(all.rows.find((row) => row.records === 2)).toMatchObject({
      firstYear: 2019,
      lastYear: 2020,
      pages: 8,
      itemId: null,
      placeField: 'village',
    });
    expect(all.rows.filter((row) => row.records === 1).every((row) => row.itemId && row.referenceCode)).toBe(true);
    expect(all.places).toEqual(
      expect.arrayContaining([
        { place: '柳溪村', people: 1 },
        { place: '白沙村', people: 2 },
      ]),
    );
    expect(all.categories).toEqual([
      { categoryCode: 'ZY·FP', records: 4 },
      { categoryCode: 'ZY·HY', records: 2 },
    ]);
    const one = await archivist.archive.people({ categoryCode: 'ZY·FP', limit: 2 });
    const two = await archivist.archive.people({
      categoryCode: 'ZY·FP',
      limit: 2,
      cursor: one.page.nextCursor ?? '',
    });
    const back = await archivist.archive.people({
      categoryCode: 'ZY·FP',
      limit: 2,
      cursor: two.page.previousCursor ?? '',
      direction: 'before',
    });
    expect([...one.rows, ...two.rows]).toEqual(all.rows);
    expect(back.rows).toEqual(one.rows);
    expect(one.page.total).toBe(3);
    const here = await archivist.archive.people({ categoryCode: 'ZY·FP', place: '白沙村', q: '大山' });
    expect(shown(here.rows)).toEqual(['白沙村 王大山 2']);
    expect((await callEach(stranger).archive.people({})).rows.map((row) => row.name)).toEqual(['外村人']);
  });

  it('of couples are found by either name only, and who looked is written down', async () => {
    expect(await archivist.archive.people({ categoryCode: 'ZY·HY' })).toMatchObject({ rows: [], needsName: true });
    expect(await archivist.archive.people({ categoryCode: 'ZY·HY', q: '周' })).toMatchObject({ needsName: true });
    await expect(archivist.archive.downloadPeople({ categoryCode: 'ZY·HY' })).rejects.toThrow('BAD_INPUT');
    const found = await archivist.archive.people({ categoryCode: 'ZY·HY', q: '周文秀' });
    expect(found.rows).toEqual([expect.objectContaining({ name: '李建国', otherName: '周文秀', records: 1 })]);
    expect((await archivist.archive.people({ categoryCode: 'ZY·HY', q: '文秀' })).rows).toHaveLength(2);
    const { rows } = await auditor.platform.auditEvents({});
    expect(rows.filter((row) => row.action === 'archive.lookUpPerson').map((row) => row.objectLabel)).toEqual([
      '文秀',
      '周文秀',
    ]);
  });

  it('go out as an index', async () => {
    const file = await archivist.archive.downloadPeople({ categoryCode: 'ZY·FP', place: '白沙村' });
    const book = new exceljs.Workbook();
    await book.xlsx.load((await readObject(testObjects(), file)) as never);
    const cells = JSON.stringify(book.worksheets[0]?.getSheetValues());
    expect(cells).toContain('陈小满');
    expect(cells).not.toContain('柳溪村');
    expect(cells).not.toContain('外村人');
  });
});
