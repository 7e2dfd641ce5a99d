import { beforeAll, describe, expect, it } from 'vitest';
import { makeFonds } from '@/db/testing/factories/archive';
import { callAs, callEach } from '@/db/testing/factories/calls';
import { makePerson, makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';
import { gridColumns } from '@/server/domain/archive/grid-row';

let unit: TestTenant;
let stranger: TestTenant;
let fonds: { id: string };

beforeAll(async () => {
  unit = await makeTenant('department');
  stranger = await makeTenant('department');
  fonds = await makeFonds(unit);
  await makeFonds(stranger);
});

const row = (key: string, cells: Record<string, string> = {}) => ({
  key,
  cells: {
    filingYear: '2023',
    retentionCode: '永久',
    orgCode: 'BGS',
    title: `清河区水利局关于${key}的通知`,
    documentDate: '2023.5.6',
    ...cells,
  },
});

const start = async (rows: ReturnType<typeof row>[], categoryCode = 'WS') => {
  const api = await callAs(unit);
  return api.archive.startDraft({ kind: 'grid', fondsId: fonds.id, categoryCode, rows });
};

describe('a draft', () => {
  it('is one person’s, comes back as it was, and does not take in what is marked secret', async () => {
    const { id } = await start([row('甲')]);
    const api = await callAs(unit);
    expect(
      await api.archive.saveDraft({ id, rowVersion: 1, fondsId: fonds.id, categoryCode: 'WS', rows: [row('乙')] }),
    ).toEqual({
      rowVersion: 2,
    });
    expect((await api.archive.draftById({ id })).rows).toEqual([row('乙')]);
    const colleague = await makePerson(unit.id, ['unit_archivist']);
    await expect((await callAs(unit, colleague)).archive.draftById({ id })).rejects.toMatchObject({
      message: 'NOT_FOUND',
    });
    await expect((await callAs(stranger)).archive.draftById({ id })).rejects.toMatchObject({ message: 'NOT_FOUND' });
    await expect(start([row('丙', { title: '机密★一年 某事' })])).rejects.toMatchObject({
      message: 'CLASSIFIED_CONTENT_REFUSED',
    });
  });

  it('is not written over by a second window, and lies in the bin when it is thrown away', async () => {
    const { id } = await start([row('甲')]);
    const api = await callAs(unit);
    const save = { id, rowVersion: 1, fondsId: fonds.id, categoryCode: 'WS', rows: [row('乙')] };
    await api.archive.saveDraft(save);
    await expect(api.archive.saveDraft(save)).rejects.toMatchObject({ message: 'STALE_VERSION' });
    await api.archive.discardDraft({ id });
    await expect(api.archive.saveDraft({ ...save, rowVersion: 2 })).rejects.toThrow();
    expect((await api.archive.drafts({ isDiscarded: true })).map((draft) => draft.id)).toContain(id);
    await api.archive.restoreDraft({ id });
    expect((await api.archive.drafts({})).map((draft) => draft.id)).toContain(id);
    await (await testAdmin()).query(
      "update catalogue_draft set discarded_at = now() - interval '31 days' where id = $1",
      [id],
    );
    await start([]);
    await expect(api.archive.draftById({ id })).rejects.toMatchObject({ message: 'NOT_FOUND' });
  });
});

describe('a grid that is submitted', () => {
  it('files what is right under codes in its order and keeps the rest with reasons', async () => {
    const rows = [
      row('一', { orgCode: 'G1', pageCount: '12页', topics: '红色档案、ZDHD' }),
      row('二', { orgCode: 'G1', title: '' }),
      row('三', { orgCode: 'G1', documentDate: '20231340' }),
      row('四', { orgCode: 'G1' }),
    ];
    const { id } = await start(rows);
    const api = await callAs(unit);
    const result = await api.archive.fileRows({ draftId: id, rowVersion: 1, rows });
    expect(result.filed.map((filed) => [filed.key, filed.referenceCode])).toEqual([
      ['一', 'B028-WS·2023-Y-G1-0001'],
      ['四', 'B028-WS·2023-Y-G1-0002'],
    ]);
    expect(result.wrong.map(({ key, problems }) => [key, problems[0]?.field, problems[0]?.code])).toEqual([
      ['二', 'title', 'FIELD_MISSING'],
      ['三', 'documentDate', 'DATE_FORMAT'],
    ]);
    expect((await api.archive.draftById({ id })).rows.map((left) => left.key)).toEqual(['二', '三']);
    const { item } = await api.archive.byId({ id: result.filed[0]?.id ?? '' });
    expect(item).toMatchObject({ pageCount: 12, documentDate: '20230506', topics: ['HSDA', 'ZDHD'] });
  });

  it('files the pieces of a volume and the photographs of a group, numbered inside it', async () => {
    const own = await makeFonds(unit, { number: 'B778' });
    const api = callEach(unit);
    const place = { fondsId: own.id, filingYear: 2021, retentionCode: 'Y' };
    const volume = await api.archive.create({
      ...place,
      categoryCode: 'KJ·JJ',
      level: 'volume',
      title: '综合楼施工文件',
      details: { projectNumber: 'P01' },
    });
    const container = await api.archive.container({ itemId: volume.id });
    expect(container).toMatchObject({ fondsId: own.id, level: 'volume', needsCodes: false, projectNumber: 'P01' });
    expect(gridColumns('KJ', container)).toEqual(expect.arrayContaining(['title', 'pageCount', 'pageNumber']));
    expect(gridColumns('KJ', container)).not.toContain('filingYear');
    const rows = ['施工日志', '', '隐蔽工程记录'].map((title, at) => ({
      key: `p${at}`,
      cells: { title, pageCount: '4', pageNumber: String(1 + 4 * at), responsibleParty: '清河建筑公司' },
    }));
    const asked = { kind: 'grid' as const, fondsId: own.id, categoryCode: 'KJ·JJ', parentId: volume.id, rows };
    const { id } = await api.archive.startDraft(asked);
    expect(await api.archive.draftById({ id })).toMatchObject({ parentId: volume.id });
    const result = await api.archive.fileRows({ draftId: id, rowVersion: 1, rows });
    expect(result.filed.map((row) => row.referenceCode)).toEqual([
      `${volume.referenceCode}-001`,
      `${volume.referenceCode}-002`,
    ]);
    expect(result.wrong.map(({ key, problems }) => [key, problems[0]?.field])).toEqual([['p1', 'title']]);
    const inside = await api.fonds.children({ itemId: volume.id });
    expect([inside.rows.map((row) => row.title), inside.pages]).toEqual([['施工日志', '隐蔽工程记录'], 8]);
    const { item } = await api.archive.byId({ id: result.filed[0]?.id ?? '' });
    expect(item).toMatchObject({ parentId: volume.id, filingYear: 2021, level: 'piece', pageNumber: '1' });

    const group = await api.archive.create({ ...place, categoryCode: 'ZP', level: 'group', title: '防汛演练' });
    const photos = [{ key: 'a', cells: { title: '集结', 'details.photographer': '李某' } }];
    const started = await api.archive.startDraft({ ...asked, categoryCode: 'ZP', parentId: group.id, rows: photos });
    const taken = await api.archive.fileRows({ draftId: started.id, rowVersion: 1, rows: photos });
    expect(taken.filed[0]?.referenceCode.startsWith(`${group.referenceCode}-`)).toBe(true);

    // A piece holds nothing, and a volume of another unit is none at all.
    const alone = { itemId: result.filed[0]?.id ?? '' };
    await expect(api.archive.container(alone)).rejects.toMatchObject({ message: 'NOT_A_VOLUME' });
    await expect(callEach(stranger).archive.container({ itemId: volume.id })).rejects.toMatchObject({
      message: 'NOT_FOUND',
    });
  });

  it('takes each category’s own fields and asks for those that it needs', async () => {
    const own = await makeFonds(unit, { number: 'B777', schemes: [['ZP', 'DAT13_PHOTO']] });
    const rows = [
      {
        key: 'p',
        cells: {
          filingYear: '2022',
          retentionCode: 'Y',
          title: '防汛演练照片',
          fileNumber: '001',
          'details.photographer': '李某',
          'details.takenOn': '2022-7-1',
        },
      },
    ];
    const api = await callAs(unit);
    const { id } = await api.archive.startDraft({ kind: 'grid', fondsId: own.id, categoryCode: 'ZP', rows });
    const result = await api.archive.fileRows({ draftId: id, rowVersion: 1, rows });
    expect(result.wrong).toEqual([]);
    const { item } = await api.archive.byId({ id: result.filed[0]!.id });
    expect(item).toMatchObject({ categoryCode: 'ZP', details: { photographer: '李某', takenOn: '20220701' } });
    const marriage = [
      { key: 'm', cells: { filingYear: '2022', retentionCode: 'Y', title: '结婚登记', 'details.spouseA': '甲' } },
    ];
    const started = await (await callAs(unit)).archive.startDraft({
      kind: 'grid',
      fondsId: own.id,
      categoryCode: 'ZY·HY',
      rows: marriage,
    });
    const wrong = await (await callAs(unit)).archive.fileRows({ draftId: started.id, rowVersion: 1, rows: marriage });
    expect(wrong.wrong[0]?.problems).toContainEqual(
      expect.objectContaining({ field: 'details.spouseB', code: 'FIELD_MISSING' }),
    );
  });

  it('refuses a code that is taken or stands twice, and a second submission of the same version', async () => {
    const taken = row('甲', { orgCode: 'G2', referenceCode: 'B028-WS·2023-Y-G2-0007' });
    const rows = [taken, { ...taken, key: '乙' }];
    const { id } = await start(rows);
    const api = await callAs(unit);
    const result = await api.archive.fileRows({ draftId: id, rowVersion: 1, rows });
    expect(result.filed).toHaveLength(1);
    expect(result.wrong[0]?.problems[0]).toMatchObject({ code: 'CODE_UNIQUE', field: 'referenceCode' });
    await expect((await callAs(unit)).archive.fileRows({ draftId: id, rowVersion: 1, rows })).rejects.toMatchObject({
      message: 'STALE_VERSION',
    });
    await expect((await callAs(stranger)).archive.fileRows({ draftId: id, rowVersion: 2, rows })).rejects.toMatchObject(
      {
        message: 'NOT_FOUND',
      },
    );
  });

  it('files 500 rows within seconds', async () => {
    const rows = Array.from({ length: 500 }, (_, at) => row(`第${at}件`, { orgCode: 'BIG' }));
    const { id } = await start(rows);
    const started = performance.now();
    const result = await (await callAs(unit)).archive.fileRows({ draftId: id, rowVersion: 1, rows });
    expect(result.filed).toHaveLength(500);
    expect(result.filed.at(-1)?.referenceCode).toBe('B028-WS·2023-Y-BIG-0500');
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

describe('filed records in a grid', () => {
  const fileTwo = async (orgCode: string) => {
    const rows = [row('甲', { orgCode }), row('乙', { orgCode })];
    const { id } = await start(rows);
    return (await (await callAs(unit)).archive.fileRows({ draftId: id, rowVersion: 1, rows })).filed;
  };

  it('become corrections with one reason; one that somebody changed meanwhile says who and what', async () => {
    const [first, second] = await fileTwo('E1');
    const api = await callAs(unit);
    const opened = await api.archive.openInGrid({ ids: [first!.id, second!.id] });
    const draft = await api.archive.draftById({ id: opened.id });
    expect(draft.rows[0]).toMatchObject({ itemId: first!.id, rowVersion: 1, cells: { orgCode: 'E1' } });
    const colleague = await makePerson(unit.id, ['unit_archivist'], '吴某');
    await (await callAs(unit, colleague)).archive.correct({
      id: second!.id,
      rowVersion: 1,
      changes: { remarks: '补' },
      reason: '补注',
    });
    const result = await api.archive.correctRows({
      draftId: opened.id,
      reason: '核对原件',
      rows: [first!, second!].map(({ id }) => ({ key: id, id, rowVersion: 1, changes: { pageCount: 3 } })),
    });
    expect(result.rows[0]).toMatchObject({ errorCode: null, rowVersion: 2 });
    expect(result.rows[1]).toMatchObject({
      errorCode: 'STALE_VERSION',
      rowVersion: 2,
      details: { changedBy: '吴某', changedFields: 'remarks', 'by:remarks': '吴某' },
    });
    expect((await api.archive.draftById({ id: opened.id })).rows.map((left) => left.itemId)).toEqual([second!.id]);
  });

  it('are opened by nobody else', async () => {
    const [first] = await fileTwo('E2');
    await expect((await callAs(stranger)).archive.openInGrid({ ids: [first!.id] })).rejects.toMatchObject({
      message: 'NOT_FOUND',
    });
  });
});

describe('similar records', () => {
  it('are found by code, by document number in any brackets, by title, and only one’s own', async () => {
    const rows = [row('防洪排涝', { orgCode: 'S1', documentNumber: '清水发〔2023〕9号' })];
    const { id } = await start(rows);
    const api = await callAs(unit);
    const [filed] = (await api.archive.fileRows({ draftId: id, rowVersion: 1, rows })).filed;
    const asked = {
      referenceCode: 'Ｂ028－WS.2023-Y-S1-0001',
      documentNumber: '清水发[2023]009号',
      title: '清河区水利局关于防洪排涝的通知',
    };
    const similar = await api.archive.findSimilar(asked);
    expect(
      [similar.sameCode, similar.sameNumber, similar.sameTitle].map((found) => found.map((one) => one.id)),
    ).toEqual([[filed!.id], [filed!.id], [filed!.id]]);
    expect(await api.archive.findSimilar({ ...asked, exceptId: filed!.id })).toEqual({
      sameCode: [],
      sameNumber: [],
      sameTitle: [],
    });
    expect(await (await callAs(stranger)).archive.findSimilar(asked)).toEqual({
      sameCode: [],
      sameNumber: [],
      sameTitle: [],
    });
  });
});

describe('a whole grid', () => {
  it('is compared with the catalogue: codes that are taken, numbers and titles of the year', async () => {
    const api = await callAs(unit);
    const office = { orgCode: 'R1', responsibleParty: '清河区水利局' };
    const before = [
      row('春灌', { ...office, documentNumber: '清水发〔2023〕31号' }),
      row('夏汛', office),
      ...Array.from({ length: 60 }, (_, at) => row(`第${at}次春灌`, office)),
    ];
    const first = await start(before);
    const { filed } = await api.archive.fileRows({ draftId: first.id, rowVersion: 1, rows: before });
    const [numbered, titled] = filed;
    const rows = [
      row('秋播', { ...office, documentNumber: '清水发[2023]031号' }),
      row('夏汛', office),
      row('冬修', { ...office, referenceCode: titled!.referenceCode }),
      row('夏汛', { ...office, responsibleParty: '柳溪镇' }),
      row('春灌', { ...office, filingYear: '2022', documentDate: '2022.5.6' }),
      row('春灌', { ...office, documentNumber: '清水发〔2023〕32号' }),
      row('秋播', { ...office, documentNumber: '无' }),
    ].map((one, at) => ({ ...one, key: `r${at}` }));
    const { id } = await start(rows);
    const { problems } = await api.archive.draftRepeats({ id });
    expect(problems.map(({ key, problem }) => [key, problem.code, problem.field, problem.detail])).toEqual([
      ['r2', 'CODE_UNIQUE', 'referenceCode', 'taken'],
      ['r0', 'DUP_SUSPECT', 'documentNumber', `record:${numbered!.referenceCode}`],
      ['r1', 'DUP_SUSPECT', 'title', `record:${titled!.referenceCode}`],
    ]);
    expect(problems[1]?.typed).toBe('清水发[2023]031号');
    // A title is found as it is, however many others hold its words.
    const title = numbered!.referenceCode && '清河区水利局关于春灌的通知';
    expect((await api.archive.findSimilar({ title })).sameTitle.map((one) => one.id)).toEqual([numbered!.id]);
    // A filed record in the grid does not repeat itself.
    const opened = await api.archive.openInGrid({ ids: [numbered!.id, titled!.id] });
    expect(await api.archive.draftRepeats({ id: opened.id })).toEqual({ problems: [] });
    await expect((await callAs(stranger)).archive.draftRepeats({ id })).rejects.toThrow('NOT_FOUND');
  });
});

describe('a record that was filed wrongly', () => {
  it('is struck out with a reason; its code is given to nobody again; its history tells', async () => {
    const api = await callAs(unit);
    const create = () =>
      api.archive.create({
        fondsId: fonds.id,
        categoryCode: 'WS',
        filingYear: 2023,
        retentionCode: 'Y',
        orgCode: 'VO',
        title: '清河区水利局误归的通知',
      });
    const made = await create();
    await expect(
      (await callAs(stranger)).archive.void({ id: made.id, rowVersion: 1, reason: '错' }),
    ).rejects.toMatchObject({ message: 'NOT_FOUND' });
    await expect(api.archive.void({ id: made.id, rowVersion: 9, reason: '重复归档' })).rejects.toMatchObject({
      message: 'STALE_VERSION',
    });
    expect(await api.archive.void({ id: made.id, rowVersion: 1, reason: '重复归档' })).toMatchObject({ state: 'void' });
    const next = await (await callAs(unit)).archive.create({
      fondsId: fonds.id,
      categoryCode: 'WS',
      filingYear: 2023,
      retentionCode: 'Y',
      orgCode: 'VO',
      title: '清河区水利局的另一通知',
    });
    expect(next.referenceCode).toBe('B028-WS·2023-Y-VO-0002');
    const history = await api.archive.history({ id: made.id });
    expect(history.rows.map((entry) => entry.action)).toEqual(['archive.void', 'archive.create']);
    expect(history.rows[0]).toMatchObject({
      reason: '重复归档',
      changes: [{ field: 'state', from: 'filed', to: 'void' }],
    });
    expect((await api.archive.sums({ orgCode: 'VO' })).items).toBe(1);
  });
});
