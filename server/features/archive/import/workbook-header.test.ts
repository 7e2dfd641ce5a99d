import { describe, expect, test } from 'vitest';
import { mapHeading } from '@/server/domain/archive/import-columns';
import { classifyRow, findHeader, type SheetRow } from '@/server/features/archive/import/workbook-header';

const sheet = (...rows: string[][]): SheetRow[] => rows.map((cells, index) => ({ rowNumber: index + 1, cells }));
const fields = (rows: SheetRow[]) => findHeader(rows)?.columns.map((column) => column.field);

describe('headings', () => {
  test.each([
    ['档号', 'referenceCode'],
    [' 题　 名 ', 'title'],
    ['日期\n（8位）', 'documentDate'],
    ['*题名', 'title'],
    ['机构（问题）', 'orgCode'],
    ['机构/问题', 'orgCode'],
    ['机构(问题)代码', 'orgCode'],
    ['ＷＨ', 'documentNumber'],
    ['bgqx', 'retentionCode'],
    ['页数（页）', 'pageCount'],
    ['保管\r\n期限', 'retentionCode'],
    ['会计年度', 'filingYear'],
    ['密 级', 'securityClassification'],
    ['盒号', 'boxNumber'],
    ['案卷号', 'fileNumber'],
    ['备注', 'remarks'],
    ['开放标识', 'openFlag'],
    ['颜色', null],
    ['', null],
    ['__proto__', null],
    ['constructor', null],
    ['题名'.repeat(10_000), null],
  ])('%.12s is %s', (heading, field) => {
    expect(mapHeading(heading)).toBe(field);
  });
});

describe('finding the header', () => {
  test('in the first row', () => {
    expect(findHeader(sheet(['档号', '题名', '日期'], ['a', 'b', 'c']))).toMatchObject({ firstIndex: 0, rowCount: 1 });
  });

  test('below a title and a line about the fonds', () => {
    const rows = sheet(
      ['归档文件目录'],
      ['全宗号：B028', '', '年度：2023'],
      ['序号', '档号', '题名', '页数'],
      ['1', 'a', 'b', '3'],
    );
    expect(findHeader(rows)).toMatchObject({ firstIndex: 2, rowCount: 1 });
  });

  test('in two rows with group names', () => {
    const rows = sheet(
      ['序号', '标识', '', '文件信息', '', '起止日期', ''],
      ['', '档号', '件号', '题名', '责任者', '起', '止'],
      ['1', 'a', '1', 'b', 'c', '', ''],
    );
    expect(findHeader(rows)).toMatchObject({ firstIndex: 0, rowCount: 2 });
    expect(fields(rows)).toEqual([
      'serialNumber',
      'referenceCode',
      'itemNumber',
      'title',
      'responsibleParty',
      'startDate',
      'endDate',
    ]);
  });

  test('a data row that holds heading words is not part of it', () => {
    const rows = sheet(['档号', '题名', '日期', '备注', '其他'], ['a', '题名', '20230101', '', '']);
    expect(findHeader(rows)).toMatchObject({ rowCount: 1 });
  });

  test('a repeated heading counts once', () => {
    expect(fields(sheet(['题名', '档号', '日期', '备注', '备注']))).toEqual([
      'title',
      'referenceCode',
      'documentDate',
      'remarks',
      null,
    ]);
  });

  test('nothing is found without a title column', () => {
    expect(findHeader(sheet(['姓名', '性别', '日期'], ['a', 'b', 'c']))).toBeUndefined();
    expect(findHeader([])).toBeUndefined();
  });
});

describe('rows that are no records', () => {
  const columns = findHeader(sheet(['序号', '档号', '题名', '日期', '页数']))?.columns ?? [];
  test.each([
    [['', ' ', ''], 'blank'],
    [['1', '2', '3', '4', '5'], 'column_numbers'],
    [['序号', '档 号', '题名', '日期', '页数'], 'repeated_header'],
    [['合　计', '', '', '', '120'], 'total'],
    [['', '', '共12件'], 'total'],
    [['整理人：周某', '', '', '检查人：'], 'signature'],
    [['', '', '', '填表日期:2024年1月1日'], 'signature'],
    [['单位负责人（签字）：'], 'signature'],
    [['第1页', '共3页'], 'signature'],
    [['1', 'a', '合计表', '20230101', '3'], 'data'],
    [['1', 'a', '', '20230101', '3'], 'data'],
    [['1', 'a', '关于整理人员的通知', '', ''], 'data'],
    [['', '', '题名'], 'data'],
  ])('%j is %s', (cells, kind) => {
    expect(classifyRow(cells, columns)).toBe(kind);
  });
});
