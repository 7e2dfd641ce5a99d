import { describe, expect, it } from 'vitest';
import { carriedCells, type GridContext, gridColumns, readGridRow, repeatedCells } from './grid-row.ts';
import { mergeFields } from './merge-fields.ts';

const context: GridContext = {
  fondsNumber: 'B028',
  categoryCode: 'WS',
  schemes: [{ categoryCode: 'WS', templateCode: 'DAT22_2015', yearFrom: 2000 }],
  today: '2026-11-21',
};
const cells = { filingYear: '2023年度', retentionCode: '定期30年', title: '清河区水利局关于防汛的通知' };
const codes = (typed: Record<string, string>) =>
  readGridRow({ ...cells, ...typed }, context).problems.map(({ field, code, severity }) => [field, code, severity]);

describe('a row of the grid', () => {
  it('is read the way offices write', () => {
    const typed = {
      documentDate: '二〇二三年五月六日',
      pageCount: '12页',
      openFlag: '控制',
      topics: '红色档案，HSDA、重大项目',
      documentNumber: '清水发〔2023〕9号',
    };
    const { record, problems } = readGridRow({ ...cells, ...typed }, context);
    expect(problems.filter((problem) => problem.severity === 'error')).toEqual([]);
    expect(record).toMatchObject({
      level: 'piece',
      filingYear: 2023,
      retentionCode: 'D30',
      documentDate: '20230506',
      pageCount: 12,
      openFlag: 'controlled',
      topics: ['HSDA', 'ZDXM'],
    });
  });

  it.each([
    [{ filingYear: '' }, ['filingYear', 'FIELD_MISSING', 'error']],
    [{ filingYear: '23' }, ['filingYear', 'FIELD_INVALID', 'error']],
    [{ retentionCode: '很久' }, ['retentionCode', 'RETENTION_UNKNOWN', 'error']],
    [{ title: ' ' }, ['title', 'FIELD_MISSING', 'error']],
    [{ documentDate: '2023.2.30' }, ['documentDate', 'DATE_FORMAT', 'error']],
    [{ documentDate: '20991231' }, ['documentDate', 'DATE_FORMAT', 'error']],
    [{ pageCount: '十二' }, ['pageCount', 'FIELD_INVALID', 'error']],
    [{ pageCount: '0' }, ['pageCount', 'PAGE_ZERO', 'error']],
    [{ openFlag: '也许' }, ['openFlag', 'FIELD_INVALID', 'error']],
    [{ topics: '没有的专题' }, ['topics', 'FIELD_INVALID', 'error']],
    [{ remarks: '机密★五年' }, ['remarks', 'SECURITY_BLOCK', 'error']],
    [{ documentNumber: '清水发(2023)09号' }, ['documentNumber', 'DOCNO_STYLE', 'warning']],
    [{ referenceCode: 'B028-2' }, ['referenceCode', 'CODE_FORMAT', 'error']],
  ])('says what is wrong with %j', (typed, problem) => {
    expect(codes(typed as Record<string, string>)).toContainEqual(problem);
  });

  it('has the columns of its category, and takes nothing that is no column of it', () => {
    expect(gridColumns('WS')).not.toContain('startDate');
    expect(gridColumns('KU')).toEqual(expect.arrayContaining(['startDate', 'fileNumber', 'details.voucherFrom']));
    expect(gridColumns('ZP')).toEqual(expect.arrayContaining(['fileNumber', 'details.photographer']));
    expect(readGridRow({ ...cells, 'details.photographer': '李某' }, context).record.details).toEqual({});
    const photo = readGridRow({ ...cells, 'details.takenOn': '2023-6-9' }, { ...context, categoryCode: 'ZP' });
    expect(photo.record.details).toEqual({ takenOn: '20230609' });
  });

  it('carries the place on, not the document', () => {
    expect(carriedCells({ ...cells, orgCode: 'BGS', documentNumber: '1号', boxNumber: '3' })).toEqual({
      filingYear: '2023年度',
      retentionCode: '定期30年',
      orgCode: 'BGS',
      boxNumber: '3',
    });
  });

  it('is told from the rows before it', () => {
    const rows = [
      { key: 'a', cells: { ...cells, referenceCode: 'B028-WS·2023-Y-1', documentNumber: '清水发〔2023〕9号' } },
      { key: 'b', cells: { ...cells, referenceCode: 'b028-ws.2023-y-1', documentNumber: '清水发[2023]9号' } },
    ];
    const found = repeatedCells(rows).get('b') ?? [];
    expect(found.map(({ field, code, detail }) => [field, code, detail])).toEqual([
      ['referenceCode', 'CODE_UNIQUE', 'row:1'],
      ['documentNumber', 'DUP_SUSPECT', 'row:1'],
    ]);
  });
});

describe('two editors of one record', () => {
  it('lose nothing: theirs where only they wrote, mine where only I wrote, a choice where both did', () => {
    const seen = { title: '旧题', remarks: '', pageCount: '3', boxNumber: '1', orgCode: 'A' };
    const theirs = { ...seen, title: '他的题', remarks: '他注', boxNumber: '2' };
    const mine = { ...seen, title: '我的题', pageCount: '5', boxNumber: '2' };
    expect(mergeFields(seen, theirs, mine)).toEqual({
      merged: { title: '我的题', remarks: '他注', pageCount: '5', boxNumber: '2', orgCode: 'A' },
      taken: [{ field: 'remarks', before: '', theirs: '他注' }],
      conflicts: [{ field: 'title', before: '旧题', theirs: '他的题', mine: '我的题' }],
    });
  });
});
