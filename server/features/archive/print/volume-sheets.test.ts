import { beforeAll, describe, expect, it } from 'vitest';
import { makeFonds, stepsFor } from '@/db/testing/factories/archive';
import { callAs, testObjects } from '@/db/testing/factories/calls';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';
import { runningText } from '@/server/documents/print-sheets';
import { type PrintFormCode, printInput } from '@/server/domain/archive/print-form';
import { pagesOf, printedBytes } from './testing/printed-pages.ts';
import { writePrint } from './write-print.ts';

let unit: TestTenant;
let stranger: TestTenant;
let fondsId: string;
let volumeId: string;

const print = async (
  form: PrintFormCode,
  overrides: Record<string, unknown> = {},
  tenant = unit,
): Promise<string[]> => {
  const input = printInput.parse({ form, ...overrides });
  const { objectId } = await writePrint(await stepsFor(tenant, input), testObjects());
  return pagesOf(await printedBytes(tenant, objectId));
};

const put = async (id: string, values: Record<string, unknown>): Promise<void> => {
  const sets = Object.keys(values).map((key, index) => `${key} = $${index + 2}`);
  await (await testAdmin()).query(`update archive_item set ${sets.join(', ')} where id = $1`, [
    id,
    ...Object.values(values),
  ]);
};

beforeAll(async () => {
  unit = await makeTenant('township');
  stranger = await makeTenant('township');
  fondsId = (await makeFonds(unit)).id;
  const create = async (overrides: Record<string, unknown>) => {
    const base = { fondsId, filingYear: 2022, retentionCode: 'Y', openFlag: 'unreviewed' };
    return (await (await callAs(unit)).archive.create({ ...base, ...overrides } as never)).id;
  };
  const shots: [string, string, string][] = [
    ['D12-10', '堤防加固开工', '20220311'],
    ['D12-9', '泵站验收', '20220305'],
    ['', '数码照片，无底片', '20220401'],
  ];
  const photos: string[] = [];
  for (const [negativeNumber, title, takenOn] of shots) {
    const details = { takenOn, photographer: '周某', ...(negativeNumber ? { negativeNumber } : {}) };
    photos.push(await create({ categoryCode: 'ZP', fileNumber: '025', title, details }));
  }
  const [group, inside] = [
    await create({ categoryCode: 'ZP', fileNumber: '026', title: '水利工程照片组' }),
    photos[1] ?? '',
  ];
  await put(group, { level: 'group' });
  await put(inside, { parent_id: group });
  volumeId = await create({
    categoryCode: 'KJ',
    referenceCode: 'B028-KJ·JJ·02-005',
    title: '排涝泵站更新改造工程施工图及隐蔽工程验收记录',
    responsibleParty: '柳溪镇水利站',
    startDate: '20220101',
    endDate: '20221200',
    pageCount: 300,
    details: { projectNumber: '02' },
  });
  await create({
    categoryCode: 'KU',
    referenceCode: 'B028-KU·01·2020-001',
    filingYear: 2020,
    retentionCode: 'D30',
    title: '2020年1月记账凭证',
    details: { fiscalPeriod: '2020年1月', voucherFrom: '1', voucherTo: '68', bookCount: '2' },
  });
  const letters = await create({
    categoryCode: 'WS',
    title: '防汛抗旱指挥部文件材料',
    orgCode: 'BGS',
  });
  const letter = await create({
    categoryCode: 'WS',
    title: '汛期值守通知',
    orgCode: 'BGS',
    documentDate: '20220506',
    pageCount: 4,
  });
  await put(letters, { level: 'volume', catalogue_number: '3', file_number: '17' });
  await put(letter, { parent_id: letters });
}, 120_000);

describe('底片目录', () => {
  it('lists every negative by its own number, also inside a group, and nothing without one', async () => {
    const all = (await print('negative_list', { fondsId, filingYear: 2022 })).join('');
    for (const text of ['底片目录', '底片号', '照片号', '摄影者', '周某']) expect(all).toContain(text);
    expect(all.indexOf('D12-9')).toBeGreaterThan(0);
    expect(all.indexOf('D12-9')).toBeLessThan(all.indexOf('D12-10'));
    expect(all).not.toContain('无底片');
    await expect(print('negative_list', { fondsId, filingYear: 2021 })).rejects.toMatchObject({
      code: 'PRINT_NOTHING',
    });
    await expect(print('negative_list', { filingYear: 2022 }, stranger)).rejects.toMatchObject({
      code: 'PRINT_NOTHING',
    });
  });

  it('is told apart from 册内照片目录 of a group', async () => {
    const all = (await print('file_list', { fondsId, categoryCode: 'ZP', filingYear: 2022 })).join('');
    for (const text of ['水利工程照片组', '照片号', '泵站验收', 'D12-9']) expect(all).toContain(text);
  });
});

describe('会计档案移交清册', () => {
  it('says how long each is to be kept and was kept, and is signed by three', async () => {
    const all = (await print('accounting_transfer', { fondsId, filingYear: 2020 })).join('');
    const kept = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear() - 2021;
    for (const text of ['会计档案移交清册', '1—68', `30年${kept}年`, '移交人', '接收人', '监交人'])
      expect(all).toContain(text);
    await expect(print('accounting_transfer', { filingYear: 2020 }, stranger)).rejects.toMatchObject({
      code: 'PRINT_NOTHING',
    });
  });
});

describe('案卷封面 and 卷脊', () => {
  it('are made one a volume, documents and projects each after their standard', async () => {
    const covers = await print('volume_cover', { fondsId, filingYear: 2022 });
    expect(covers).toHaveLength(2);
    const project = covers.find((page) => page.includes('立卷单位')) ?? '';
    for (const text of [
      '排涝泵站更新改造工程',
      '柳溪镇水利站',
      '2022年1月1日至2022年12月',
      '密级',
      'B028-KJ·JJ·02-005',
    ])
      expect(project).toContain(text);
    const letters = covers.find((page) => page.includes('归档号')) ?? '';
    for (const text of ['防汛抗旱指挥部文件材料', '1件4页', '2022年5月6日', '目录号3', '案卷号17', '文书档案'])
      expect(letters).toContain(text);
    const spines = (await print('volume_spine', { fondsId, filingYear: 2022 })).join('');
    for (const text of ['目录号3', '案卷号17', '保管期限永久', '排涝泵站更新']) expect(spines).toContain(text);
  });

  it('are made of one volume, and of none that belongs to others', async () => {
    const [only, ...more] = await print('volume_cover', { itemIds: [volumeId] });
    expect(only).toContain('排涝泵站');
    expect(more).toEqual([]);
    for (const form of ['volume_cover', 'volume_spine'] as const)
      await expect(print(form, { itemIds: [volumeId] }, stranger)).rejects.toMatchObject({ code: 'PRINT_NOTHING' });
  });

  it.each([
    [5, 1],
    [60, 3],
  ])('%i signs run down a narrow spine in %i columns and stay readable', (signs, columns) => {
    const laid = runningText(signs, { width: 56, height: 400 });
    expect(laid.columns).toBe(columns);
    expect(laid.size).toBeGreaterThanOrEqual(9);
    expect(Math.ceil(signs / columns) * laid.size * 1.25).toBeLessThanOrEqual(400.01);
  });
});
