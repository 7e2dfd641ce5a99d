import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { memoryPages, validateXML } from 'xmllint-wasm';
import { conformance } from '@/db/testing/conformance';
import { makeFonds, stepsFor } from '@/db/testing/factories/archive';
import { callAs, testObjects } from '@/db/testing/factories/calls';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';
import { exportFondsInput, type PrintFormCode, printInput } from '@/server/domain/archive/print-form';
import { writeFondsExport } from './export-fonds.ts';
import { EAD3_SKELETON } from './testing/ead3-skeleton.ts';
import { pagesOf, printedBytes } from './testing/printed-pages.ts';
import { writePrint } from './write-print.ts';

let unit: TestTenant;
let stranger: TestTenant;
let fondsId: string;
let boxIds: string[];
const ids: string[] = [];

const bytesOf = (objectId: string): Promise<Buffer> => printedBytes(unit, objectId);

const print = async (form: PrintFormCode, overrides: Record<string, unknown> = {}): Promise<Buffer> => {
  const input = printInput.parse({ form, fondsId, filingYear: 2023, ...overrides });
  const { objectId } = await writePrint(await stepsFor(unit, input), testObjects());
  return bytesOf(objectId);
};

const LONG =
  '柳溪镇人民政府关于转发《清河区水利局关于切实做好2023年度主汛期水库山塘安全度汛和堤防巡查值守工作的紧急通知》并提出贯彻意见的通知';

let emptyVolume = '';

beforeAll(async () => {
  unit = await makeTenant('township');
  stranger = await makeTenant('township');
  fondsId = (await makeFonds(unit)).id;
  const create = async (overrides: Record<string, unknown>) => {
    const base = {
      fondsId,
      categoryCode: 'WS',
      filingYear: 2023,
      retentionCode: 'Y',
      orgCode: 'BGS',
      openFlag: 'unreviewed',
    };
    const { id } = await (await callAs(unit)).archive.create({ ...base, ...overrides } as never);
    ids.push(id);
    return id;
  };
  for (let index = 0; index < 45; index += 1)
    await create({
      title: index % 5 === 0 ? LONG : `关于第${index + 1}号工作的通知`,
      documentNumber: `柳政发〔2023〕${index + 1}号`,
      responsibleParty: '柳溪镇人民政府',
      documentDate: '20230506',
      pageCount: 30,
      remarks: index === 3 ? '原件破损，附修复说明 <&"' : undefined,
    });
  await create({ retentionCode: 'D30', title: '定期材料', documentDate: '20230500', pageCount: 4 });
  const volume = await create({
    categoryCode: 'KJ',
    filingYear: 2022,
    referenceCode: 'B028-KJ·JJ·02-005',
    title: '排涝泵站更新改造工程施工图',
    startDate: '20220101',
    endDate: '20221231',
    details: { projectNumber: '02' },
  });
  emptyVolume = await create({
    categoryCode: 'KJ',
    filingYear: 2022,
    referenceCode: 'B028-KJ·JJ·02-006',
    title: '泵站竣工图',
    details: { projectNumber: '02' },
  });
  const piece = await create({
    categoryCode: 'KJ',
    filingYear: 2022,
    referenceCode: 'B028-KJ·JJ·02-005-001',
    title: '泵房平面图',
    details: { drawingNumber: '建施-01' },
  });
  await (await testAdmin()).query('update archive_item set parent_id = $1 where id = $2', [volume, piece]);
  const input = { fondsId, categoryCode: 'WS', filingYear: 2023 };
  const { stamp } = await (await callAs(unit)).storage.packPreview(input);
  ({ boxIds } = await (await callAs(unit)).storage.packYear({ ...input, stamp }));
}, 120_000);

describe('归档文件目录', () => {
  it('has a cover, repeats its head, counts the pages of each book and loses nothing', async () => {
    const pages = await pagesOf(await print('item_catalogue'));
    expect(pages[0]).toContain('归档文件目录');
    expect(pages[0]).toContain(`全宗名称：${unit.name.replace(' ', '')}`);
    const books = pages.filter((page) => page.includes('第1页共'));
    expect(books).toHaveLength(2);
    expect(pages.filter((page) => page.includes('序号档号文号责任者题名日期密级页数备注')).length).toBeGreaterThan(2);
    const all = pages.join('');
    for (let index = 1; index <= 45; index += 1) expect(all).toContain(`柳政发〔2023〕${index}号`);
    expect(all.match(/紧急通知》并提出贯彻意见的通知/g)).toHaveLength(9);
    expect(all).toContain('原件破损');
  });

  it('is also made on A3, as a workbook and for Word', async () => {
    expect((await pagesOf(await print('item_catalogue', { paper: 'A3', withCover: false }))).join('')).toContain(
      '定期材料',
    );
    const workbook = await print('item_catalogue', { format: 'xlsx' });
    expect(workbook.subarray(0, 2).toString()).toBe('PK');
    const word = await print('item_catalogue', { format: 'docx' });
    expect(word.subarray(0, 2).toString()).toBe('PK');
    expect(word.length).toBeGreaterThan(5_000);
  });

  it('prints chosen records only, and refuses when there is nothing', async () => {
    const all = (await pagesOf(await print('item_catalogue', { itemIds: ids.slice(0, 2) }))).join('');
    expect(all).toContain('柳政发〔2023〕2号');
    expect(all).not.toContain('柳政发〔2023〕3号');
    await expect(print('item_catalogue', { filingYear: 1999 })).rejects.toMatchObject({ code: 'PRINT_NOTHING' });
  });

  it('sets 3,000 rows and says how far it is', async () => {
    const said: number[] = [];
    await (await testAdmin()).query(
      `insert into archive_item (tenant_id, id, fonds_id, level, category_code, filing_year, retention_code, reference_code, code_sort, code_template, title, search_text, search_tokens, created_by)
       select $1, gen_random_uuid(), $2, 'piece', 'WS', 2001, 'Y', 'B028-WS·2001-Y-' || lpad(n::text, 5, '0'), 'B028-2001-' || lpad(n::text, 5, '0'), 'DAT22_2015', '关于第' || n || '号事项的批复', '', '', $3 from generate_series(1, 3000) n`,
      [unit.id, fondsId, unit.worker.accountId],
    );
    const steps = {
      ...(await stepsFor(unit, printInput.parse({ form: 'item_catalogue', fondsId, filingYear: 2001 }))),
      progress: async (done: number) => void said.push(done),
    };
    const { objectId } = await writePrint(steps, testObjects());
    const pages = await pagesOf(await bytesOf(objectId));
    expect(said.at(-1)).toBe(3000);
    expect(pages.at(-1)).toContain('关于第3000号事项的批复');
  }, 60_000);
});

describe('other forms', () => {
  it('prints volumes, what is in them, and photographs', async () => {
    const volumes = await pagesOf(await print('volume_catalogue', { filingYear: 2022 }));
    expect(volumes.join('')).toContain('20220101—20221231');
    const files = (await pagesOf(await print('file_list', { filingYear: 2022 }))).join('');
    for (const text of ['卷内文件目录', '文件编号', '建施-01', '泵房平面图', 'B028-KJ·JJ·02-005'])
      expect(files).toContain(text);
    expect(files).toContain('无卷内文件的案卷（1卷，未打印目录）');
    expect(files).toContain('B028-KJ·JJ·02-006');
    expect(files.match(/卷内文件目录/g)).toHaveLength(1);
    const only = { itemIds: [emptyVolume] };
    await expect(print('file_list', only)).rejects.toMatchObject({ code: 'PRINT_NOTHING' });
    await expect(print('photo_list')).rejects.toMatchObject({ code: 'PRINT_NOTHING' });
    const projects = (await pagesOf(await print('project_catalogue', { filingYear: 2022 }))).join('');
    for (const text of ['科技档案案卷目录', '标段', '20220101—20221231', '第1页共']) expect(projects).toContain(text);
    expect((await print('project_catalogue', { filingYear: 2022, format: 'xlsx' })).subarray(0, 2).toString()).toBe(
      'PK',
    );
    const notes = await pagesOf(await print('volume_note', { filingYear: 2022 }));
    for (const text of ['卷内备考表', '本卷情况说明', '立卷人', '本卷共']) expect(notes[0]).toContain(text);
    for (const form of ['accounting_catalogue', 'recording_catalogue', 'object_catalogue'] as const)
      await expect(print(form, { filingYear: 2022 })).rejects.toMatchObject({ code: 'PRINT_NOTHING' });
  });

  it('prints 卷内备考表 as it was filled in, keeps what it said before, and lets nobody else write it', async () => {
    const itemId = emptyVolume;
    const { rowVersion } = (await (await callAs(unit)).archive.fileNote({ id: itemId })) ?? { rowVersion: 0 };
    const said = {
      situation: '图纸第3页缺损',
      arranger: '周某',
      arrangedOn: '2023-03-01',
      checker: null,
      checkedOn: null,
    };
    const write = async (over: Record<string, unknown> = {}, tenant = unit) =>
      (await callAs(tenant)).archive.saveFileNote({ id: itemId, rowVersion, ...said, ...over });
    await expect(write({}, stranger)).rejects.toMatchObject({ message: 'NOT_FOUND' });
    await expect(write({ checkedOn: '2023-02-01' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await expect(write({ id: ids[0], rowVersion: 1 })).rejects.toMatchObject({ message: 'NOT_A_VOLUME' });
    await write();
    await expect(write({ checker: '何某' })).rejects.toMatchObject({ message: 'STALE_VERSION' });
    await write({ rowVersion: rowVersion + 1, checker: '何某', checkedOn: '2023-03-09' });
    const [sheet] = await pagesOf(await print('volume_note', { itemIds: [itemId] }));
    for (const text of [
      '卷内备考表',
      'B028-KJ·JJ·02-006',
      '图纸第3页缺损',
      '立卷人',
      '周某',
      '2023-03-01',
      '何某',
      '2023-03-09',
    ])
      expect(sheet).toContain(text);
    const [last] = (await (await callAs(unit)).archive.history({ id: itemId })).rows;
    expect(last).toMatchObject({ action: 'archive.saveFileNote' });
    expect(last?.changes).toContainEqual({ field: 'checker', from: null, to: '何某' });
  });

  it('prints 备考表, spines, covers and labels of boxes', async () => {
    const notes = await pagesOf(await print('note_sheet', { boxIds: boxIds.slice(0, 2) }));
    expect(notes).toHaveLength(2);
    for (const text of ['备考表', '盒内文件情况说明', '整理人', '检查日期', '本盒共']) expect(notes[0]).toContain(text);
    const spines = (await pagesOf(await print('box_spine'))).join('');
    for (const text of ['全宗号', '保管期限', '永久', '30年', '盒号', '001']) expect(spines).toContain(text);
    expect((await pagesOf(await print('box_cover', { boxIds: boxIds.slice(0, 1) }))).join('')).toContain('盒号001');
    const labels = (await pagesOf(await print('box_labels', { skip: 23 }))).join('');
    expect(labels).toContain(`B${unit.id}-000001`);
  });

  it('prints 归档章, 全宗单 and 整理说明', async () => {
    const stamps = (await pagesOf(await print('filing_stamps'))).join('');
    for (const text of ['B028', '2023', '0045', 'BGS', '永久', '30页']) expect(stamps).toContain(text);
    await (await callAs(unit)).fonds.registerChange({
      rule: 'SPLIT_NEW',
      effectiveOn: '2019-03-01',
      decreeNumber: '清委〔2019〕5号',
      sources: [{ fondsId }],
      targets: [{ name: '清河区应急管理局', number: 'C777', isOfficial: true }],
    });
    const fonds = (await pagesOf(await print('fonds_record'))).join('');
    for (const text of ['2019-03-01', '从原单位划出职能成立新单位', '清河区应急管理局', '清委〔2019〕5号'])
      expect(fonds.replaceAll(/\s/g, '')).toContain(text);
    for (const text of ['全宗单', 'B028', unit.name.replace(' ', ''), '机构全宗', '文书档案'])
      expect(fonds).toContain(text);
    const note = (await pagesOf(await print('arrangement_note'))).join('');
    for (const text of ['归档文件整理说明', '共46件', '永久45件', '30年1件', '件号连续']) expect(note).toContain(text);
  });
});

describe('the procedures', () => {
  it('owe a job, remember offsets, and give nothing to strangers', async () => {
    const { jobId } = await (await callAs(unit)).archive.print({ form: 'item_catalogue', fondsId, filingYear: 2023 });
    expect(await (await callAs(unit)).archive.printById({ jobId })).toMatchObject({ state: 'owed', isReady: false });
    await expect((await callAs(unit)).archive.downloadPrint({ jobId })).rejects.toMatchObject({ message: 'NOT_FOUND' });
    const foreign = (await callAs(stranger)).archive;
    await expect(foreign.printById({ jobId })).rejects.toMatchObject({ message: 'NOT_FOUND' });
    await expect(foreign.print({ form: 'item_catalogue', fondsId })).rejects.toMatchObject({ message: 'NOT_FOUND' });
    await expect(foreign.exportFonds({ fondsId, format: 'ead3' })).rejects.toMatchObject({ message: 'NOT_FOUND' });
    await expect((await callAs(unit)).archive.print({ form: 'box_spine', format: 'docx' })).rejects.toMatchObject({
      message: 'BAD_INPUT',
    });
    const setting = { form: 'box_labels', paper: 'A4', format: 'pdf', offsetXMm: 1.5, offsetYMm: -2 } as const;
    await (await callAs(unit)).archive.savePrintSetting(setting);
    expect(await (await callAs(unit)).archive.printSetting({ form: 'box_labels' })).toEqual(setting);
    expect(await foreign.printSetting({ form: 'box_labels' })).toMatchObject({ offsetXMm: 0 });
  });
});

/* The schema of the Society's committee is theirs and lies beside the repository. */
const EAD3 = conformance('ead3/ead3.xsd');

describe('a fonds for another system', () => {
  const make = async (format: 'ead3' | 'csv', encoding?: 'gb18030') => {
    const input = exportFondsInput.parse({ fondsId, format, encoding });
    return bytesOf((await writeFondsExport(await stepsFor(unit, input), testObjects())).objectId);
  };

  const judge = (xml: string, schema: string) =>
    validateXML({
      xml: [{ fileName: 'fonds.xml', contents: xml }],
      schema: [{ fileName: 'ead3.xsd', contents: schema }],
      initialMemoryPages: 256,
      maxMemoryPages: 2 * memoryPages.GiB,
    });

  const asks = async (schema: string): Promise<string> => {
    const xml = (await make('ead3')).toString('utf8');
    const result = await judge(xml, schema);
    expect(result.errors.slice(0, 5)).toEqual([]);
    expect(result.valid).toBe(true);
    const torn = xml.replace('<archdesc level="fonds">', '<archdesc level="box">');
    expect((await judge(torn, schema)).valid).toBe(false);
    return xml;
  };

  it('is the skeleton of a finding aid in EAD3, with everything in it', async () => {
    const history = '一九五六年设立。\n一九九二年撤乡建镇。';
    await (await testAdmin()).query('update fonds set history = $1 where id = $2', [history, fondsId]);
    const xml = await asks(EAD3_SKELETON);
    for (const text of [
      '<p>一九九二年撤乡建镇。</p>',
      '泵房平面图',
      '原件破损，附修复说明 &lt;&amp;&quot;',
      '20220101',
      '文书档案',
    ])
      expect(xml).toContain(text);
    expect(xml.indexOf('B028-KJ·JJ·02-005-001')).toBeGreaterThan(xml.indexOf('B028-KJ·JJ·02-005<'));
  }, 120_000);

  it.skipIf(EAD3 === null)(
    'validates against the schema of EAD3, where that is at hand',
    async () => {
      await asks(readFileSync(EAD3 ?? '', 'utf8'));
    },
    120_000,
  );

  it('comes as CSV in both encodings, every record once', async () => {
    const csv = (await make('csv')).toString('utf8');
    expect(csv.startsWith('\uFEFF档号,')).toBe(true);
    expect(csv.trim().split('\r\n').length).toBe(1 + 46 + 3 + 3000);
    const old = new TextDecoder('gb18030').decode(await make('csv', 'gb18030'));
    expect(old).toContain('柳政发〔2023〕45号');
  });
});
