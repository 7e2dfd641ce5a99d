import { readFile } from 'node:fs/promises';
import path from 'node:path';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { stepsFor } from '@/db/testing/factories/archive';
import { callAs, testObjects } from '@/db/testing/factories/calls';
import { catalogueOf, csvOf, fileBatch, makeImportUnit, previewImport } from '@/db/testing/factories/imports';
import { makeTenant } from '@/db/testing/factories/tenancy';
import { tempFolder } from '@/db/testing/temp-folder';
import { EXAMPLE_SHEETS } from '@/e2e/workbooks/example-sheets';
import { LAYOUTS, makeWorkbook } from '@/e2e/workbooks/make-workbook';
import { makeDbf, makeXls } from '@/e2e/workbooks/make-xls';
import { tableWorkbook } from '@/server/objects/table-workbook';
import { readImport } from './read-import.ts';

const exampleOf = (name: string) => {
  const sheet = EXAMPLE_SHEETS.find((candidate) => candidate.name === name);
  if (!sheet) throw new Error(name);
  return sheet;
};

describe('the example records', () => {
  const importExample = async (name: string) => {
    const unit = await makeImportUnit();
    const { headings, rows, defaults } = exampleOf(name);
    const batchId = await previewImport(unit, csvOf([headings, ...rows]), { categoryCode: defaults.categoryCode });
    expect(await (await callAs(unit.unit)).archive.importById({ batchId })).toMatchObject({ wrongCount: 0 });
    await fileBatch(unit, batchId);
    return catalogueOf(unit);
  };

  it('A.1: documents by piece, with what the code says of each', async () => {
    const records = await importExample('文书');
    expect(records).toHaveLength(10);
    const [first] = records.filter((record) => record.code === 'B028-WS·2023-Y-BGS-0001');
    expect(first).toMatchObject({ title: '清河区水利局关于印发2023年工作要点的通知', level: 'piece', parent: null });
    expect(first?.row).toMatchObject({
      category_code: 'WS',
      filing_year: 2023,
      retention_code: 'Y',
      org_code: 'BGS',
      item_number: 1,
      document_number: '清水发〔2023〕1号',
      document_date: '20230110',
      page_count: 12,
      box_number: '1',
      code_state: 'locked',
    });
  });

  it('A.2: accounts by volume, with sub-category, period and vouchers', async () => {
    const records = await importExample('会计');
    expect(records.map((record) => record.level)).toEqual(Array(10).fill('volume'));
    const voucher = records.find((record) => record.code === 'B028-KU·PZ·2023-002');
    expect(voucher?.details).toEqual({ voucherFrom: '69', voucherTo: '121' });
    expect(voucher?.row).toMatchObject({
      subcategory_code: 'PZ',
      filing_year: 2023,
      retention_code: 'D30',
      start_date: '20230201',
      end_date: '20230228',
      file_number: '002',
      page_count: 173,
    });
  });

  it('A.3: volumes of a project, with phase, project and drawings', async () => {
    const records = await importExample('科技');
    const drawings = records.find((record) => record.code === 'B028-KJ·JJ·2201-010');
    expect(drawings).toMatchObject({ level: 'volume', parent: null });
    expect(drawings?.details).toMatchObject({ projectNumber: '2201', phase: 'JG' });
    expect(drawings?.row).toMatchObject({
      subcategory_code: 'JJ',
      filing_year: 2024,
      retention_code: 'Y',
      start_date: '20240520',
      end_date: '20240528',
      responsible_party: '某某水利建设公司',
    });
  });

  it('A.4: photographs in the groups that their titles make', async () => {
    const records = await importExample('照片');
    const groups = records.filter((record) => record.level === 'group');
    expect(groups.map((group) => [group.code, group.title])).toEqual([
      ['B028-ZP·2023·D10-001', '2023年冬季安全生产检查'],
      ['B028-ZP·2023·D30-001', '6·9国际档案日宣传'],
      ['B028-ZP·2023·D30-002', '2023年全局档案业务培训'],
      ['B028-ZP·2023·Y-001', '2023年区防汛抗旱工作会议'],
      ['B028-ZP·2023·Y-002', '柳溪泵站更新改造工程开工'],
      ['B028-ZP·2023·Y-003', '7·21强降雨抢险'],
    ]);
    const photographs = records.filter((record) => record.level === 'piece');
    expect(photographs).toHaveLength(10);
    for (const photograph of photographs) expect(photograph.parent).toBe(photograph.code.slice(0, -4));
    expect(photographs.find((one) => one.code === 'B028-ZP·2023·Y-001-002')).toMatchObject({
      details: { takenOn: '20230418', place: '区政府三楼会议室', persons: '分管副区长（左二）', photographer: '周某' },
      row: { document_date: '20230418', responsible_party: '周某' },
    });
  });
});

describe('files of every kind', () => {
  const rows = [
    ['归档文件目录', '', '', '', '', ''],
    ['题名', '责任者', '日期', '年度', '保管期限', '机构'],
    ['关于甲事项的通知', '清河区水利局', '2023.5.6', '2023', '永久', 'BGS'],
    ['关于乙事项的通知', '清河区水利局', '二〇二三年五月七日', '2023', '30年', 'BGS'],
  ];
  const expected = [
    ['B028-WS·2023-D30-BGS-0001', '20230507'],
    ['B028-WS·2023-Y-BGS-0001', '20230506'],
  ];
  const text = rows
    .slice(1)
    .map((row) => row.join('\t'))
    .join('\r\n');
  const dbf = makeDbf(
    [
      { name: 'TM', type: 'C', length: 40 },
      { name: 'ZRZ', type: 'C', length: 20 },
      { name: 'RQ', type: 'D', length: 8 },
      { name: 'ND', type: 'C', length: 4 },
      { name: 'BGQX', type: 'C', length: 6 },
      { name: 'JGDM', type: 'C', length: 4 },
    ],
    [
      ['关于甲事项的通知', '清河区水利局', '20230506', '2023', '永久', 'BGS'],
      ['关于已删事项的通知', '清河区水利局', '20230506', '2023', '永久', 'BGS'],
      ['关于乙事项的通知', '清河区水利局', '20230507', '2023', '30年', 'BGS'],
    ],
    1,
  );
  const dated = rows.map((row) => row.map((cell) => (cell === '2023.5.6' ? new Date(Date.UTC(2023, 4, 6)) : cell)));

  it.each([
    ['an .xls of Excel 97 to 2003 and WPS', makeXls([{ name: '目录', rows: dated }]), '目录.xls'],
    ['an .et of WPS, which is the container of an .xls', makeXls([{ name: '目录', rows: dated }]), '目录.et'],
    ['a .dbf in GBK', dbf, 'DA.DBF'],
    ['a .txt of tabs in UTF-16 with a mark', iconv.encode(text, 'utf-16le', { addBOM: true }), '目录.txt'],
    ['a .txt of tabs in UTF-16 without a mark', iconv.encode(text, 'utf-16le'), '目录.txt'],
    ['a .csv of semicolons in GB18030', iconv.encode(text.replaceAll('\t', ';'), 'gb18030'), '目录.csv'],
  ])('%s', async (_name, bytes, fileName) => {
    const unit = await makeImportUnit();
    const batchId = await previewImport(unit, bytes, { fileName });
    await fileBatch(unit, batchId);
    const records = await catalogueOf(unit);
    expect(records.map((record) => [record.code, record.row.document_date])).toEqual(expected);
  });

  it('an .et of WPS, which is the container of an .xlsx', async () => {
    const [headings = [], ...cells] = rows;
    const columns = headings.map((heading) => ({ heading, width: 12 }));
    const unit = await makeImportUnit();
    const bytes = await tableWorkbook('目录', columns, cells);
    await fileBatch(unit, await previewImport(unit, bytes, { fileName: '目录.et' }));
    const records = await catalogueOf(unit);
    expect(records.map((record) => [record.code, record.row.document_date])).toEqual(expected);
  });

  it.each(LAYOUTS)('ten rows in layout %s', async (layout) => {
    const out = path.join(tempFolder('layout'), layout);
    await makeWorkbook({ rows: 10, layout, seed: 3, fondsNumber: 'B031', out });
    const unit = await makeImportUnit('B031');
    const batchId = await previewImport(unit, await readFile(out));
    expect(await (await callAs(unit.unit)).archive.importById({ batchId })).toMatchObject({
      rowCount: 10,
      wrongCount: 0,
    });
  });
});

describe('volumes with what is inside', () => {
  const volumes = [
    ['案卷号', '类型', '案卷题名', '年度', '起止日期', '页数', '保管期限', '责任者'],
    ['1', 'PZ', '清河区水利局2023年1月记账凭证', '2023', '20230101-20230131', '214', '30年', '清河区水利局'],
    ['2', 'PZ', '清河区水利局2023年2月记账凭证', '2023', '2023.2.1至2023.2.28', '173', '30年', '清河区水利局'],
  ];
  const items = [
    ['案卷号', '顺序号', '题名', '责任者', '日期', '页号'],
    ['1', '1', '2023年1月第1号凭证', '清河区水利局', '20230105', '1-3'],
    ['1', '2', '2023年1月第2号凭证', '清河区水利局', '20230106', '4-6'],
    ['2', '1', '2023年2月第69号凭证', '清河区水利局', '20230205', '1-2'],
    ['9', '1', '2023年9月第1号凭证', '清河区水利局', '20230905', '1'],
  ];

  it('in two sheets: items stand in their volumes, and one without a volume is refused', async () => {
    const unit = await makeImportUnit();
    const bytes = makeXls([
      { name: '卷内目录', rows: items },
      { name: '案卷目录', rows: volumes },
    ]);
    const batchId = await previewImport(unit, bytes, { categoryCode: 'KU', fileName: '会计.xls' });
    const api = await callAs(unit.unit);
    const wrong = await api.archive.importRows({ batchId, onlyWrong: true });
    expect(wrong.rows.map((row) => row.problems.map((problem) => problem.detail))).toEqual([['no_volume']]);
    await fileBatch(unit, batchId);
    expect((await catalogueOf(unit)).map(({ code, level, parent }) => [code, level, parent])).toEqual([
      ['B028-KU·PZ·2023-001', 'volume', null],
      ['B028-KU·PZ·2023-001-001', 'piece', 'B028-KU·PZ·2023-001'],
      ['B028-KU·PZ·2023-001-002', 'piece', 'B028-KU·PZ·2023-001'],
      ['B028-KU·PZ·2023-002', 'volume', null],
      ['B028-KU·PZ·2023-002-001', 'piece', 'B028-KU·PZ·2023-002'],
    ]);
    // Put right by naming a volume that is there, the row is filed into it.
    const rowNumber = wrong.rows[0]?.rowNumber ?? 0;
    const fixed = await api.archive.fixImportRow({ batchId, rowNumber, cells: { fileNumber: '2', orderNumber: '2' } });
    expect(fixed).toMatchObject({ isWrong: false, containerCode: 'B028-KU·PZ·2023-002' });
    await fileBatch(unit, batchId);
    expect((await catalogueOf(unit)).at(-1)).toMatchObject({
      code: 'B028-KU·PZ·2023-002-002',
      parent: 'B028-KU·PZ·2023-002',
    });
  });

  it('in one sheet: a volume title beside the titles of its items makes the volume', async () => {
    const unit = await makeImportUnit('C038', { schemes: [['WS', 'LEGACY_4SEG']] });
    const rows = [
      ['档号', '案卷题名', '文件题名', '责任者', '日期', '年度', '保管期限'],
      ['C038-001-002-001', '农村工作', '关于春耕的通知', '柳溪乡', '19880301', '1988', '长期'],
      ['C038-001-002-002', '农村工作', '关于夏收的通知', '柳溪乡', '19880601', '1988', '长期'],
    ];
    const batchId = await previewImport(unit, csvOf(rows));
    await fileBatch(unit, batchId);
    expect(
      (await catalogueOf(unit)).map(({ code, level, parent, row }) => [code, level, parent, row.retention_code]),
    ).toEqual([
      ['C038-001-002', 'volume', null, 'CQ'],
      ['C038-001-002-001', 'piece', 'C038-001-002', 'CQ'],
      ['C038-001-002-002', 'piece', 'C038-001-002', 'CQ'],
    ]);
  });
});

describe('what a person says of a file', () => {
  const rows = [
    ['内容提要', '形成人', '日期', '期限', '画幅数', '专题'],
    ['关于甲事项的通知', '清河区水利局', '20230506', '长久', '12', '红色、两类'],
  ];

  it('is asked for where it cannot be read, remembered for the category, and unknown to strangers', async () => {
    const unit = await makeImportUnit();
    const batchId = await previewImport(unit, csvOf(rows));
    const api = await callAs(unit.unit);
    const before = await api.archive.importById({ batchId });
    expect(before).toMatchObject({ wrongCount: 1, unknownWords: ['长久'] });
    expect(before.columns.map((column) => column.field)).toEqual([
      null,
      null,
      'documentDate',
      'retentionCode',
      'frameCount',
      'topics',
    ]);
    const remap = {
      batchId,
      columns: [
        { header: '内容提要', field: 'title' },
        { header: '形成人', field: 'responsibleParty' },
      ],
      defaults: { filingYear: 2023, orgCode: 'BGS' },
      words: [{ typed: '长久', retentionCode: 'CQ' as const }],
    };
    const stranger = await makeTenant('department');
    await expect((await callAs(stranger)).archive.remapImport(remap)).rejects.toMatchObject({ message: 'NOT_FOUND' });
    await (await callAs(unit.unit)).archive.remapImport(remap);
    await readImport(await stepsFor(unit.unit, { batchId }), testObjects());
    expect(await api.archive.importById({ batchId })).toMatchObject({ wrongCount: 0, readyCount: 1 });
    await fileBatch(unit, batchId);
    const [record] = await catalogueOf(unit);
    expect(record).toMatchObject({
      code: 'B028-WS·2023-CQ-BGS-0001',
      row: { responsible_party: '清河区水利局', frame_count: 12, topics: ['红色', '两类'] },
    });
    // The next file of the kind needs no word.
    const next = csvOf([rows[0] ?? [], ['关于乙事项的通知', '清河区水利局', '20240506', '长久', '3', '']]);
    const nextId = await previewImport(unit, next, { defaults: { filingYear: 2024, orgCode: 'BGS' } });
    expect(await api.archive.importById({ batchId: nextId })).toMatchObject({ wrongCount: 0, readyCount: 1 });
  });

  it('refuses a field that the category has not', async () => {
    const unit = await makeImportUnit();
    const batchId = await previewImport(unit, csvOf(rows));
    const remap = { batchId, columns: [{ header: '内容提要', field: 'details.photographer' }] };
    await expect((await callAs(unit.unit)).archive.remapImport(remap)).rejects.toMatchObject({ message: 'BAD_INPUT' });
  });

  it('gives a template for each category whose headings it reads', async () => {
    const unit = await makeImportUnit();
    for (const categoryCode of ['WS', 'KU', 'KJ', 'ZP', 'ZY·HY']) {
      const { objectId } = await (await callAs(unit.unit)).archive.makeImportTemplate({ categoryCode });
      const file = await (await callAs(unit.unit)).archive.downloadImportTemplate({ objectId });
      expect(file.fileName).toMatch(/^目录模板-/);
      const stranger = await makeTenant('department');
      await expect((await callAs(stranger)).archive.downloadImportTemplate({ objectId })).rejects.toMatchObject({
        message: 'NOT_FOUND',
      });
    }
  });
});
