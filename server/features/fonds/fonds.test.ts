import { beforeAll, describe, expect, it } from 'vitest';
import { makeFonds } from '@/db/testing/factories/archive';
import { callAs } from '@/db/testing/factories/calls';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import type { Caller } from '@/server/trpc/app-router';

let unit: TestTenant;
let stranger: TestTenant;

beforeAll(async () => {
  unit = await makeTenant('repository');
  stranger = await makeTenant('department');
});

const as = (tenant: TestTenant): Promise<Caller> => callAs(tenant);

const make = async (number: string, name: string, isOfficial = true) =>
  (await as(unit)).fonds.create({ number, name, isOfficial, kind: 'ORG', startedOn: '2000-01-01' });

describe('fonds', () => {
  it('are created, listed with their holdings, edited by whom they belong to, and exported', async () => {
    const { id } = await make('A101', '清河区水利局');
    const other = await as(unit);
    await expect(make('a101', '另一个')).rejects.toMatchObject({ message: 'FONDS_NUMBER_TAKEN' });
    await expect(make('A1', '号不对')).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    const edited = await other.fonds.edit({
      id,
      rowVersion: 1,
      name: '清河区水利局',
      kind: 'ORG',
      location: '一库01列',
      note: '移交进馆',
    });
    expect(edited).toMatchObject({ location: '一库01列', rowVersion: 2, number: 'A101', isOfficial: true });
    await expect(other.fonds.edit({ id, rowVersion: 1, name: '旧版本', kind: 'ORG' })).rejects.toMatchObject({
      message: 'STALE_VERSION',
    });
    await expect(
      other.fonds.edit({ id, rowVersion: 2, name: '清河区水利局', kind: 'ORG', note: '机密★10年' }),
    ).rejects.toMatchObject({ message: 'CLASSIFIED_CONTENT_REFUSED' });
    const list = await other.fonds.list();
    expect(list.find((row) => row.id === id)?.holdings).toMatchObject({ pieces: 0, volumes: 0 });
    expect(await other.fonds.downloadList()).toMatchObject({ fileName: expect.stringContaining('全宗单') });
    const foreign = await as(stranger);
    await expect(foreign.fonds.byId({ id })).rejects.toMatchObject({ message: 'NOT_FOUND' });
    await expect(foreign.fonds.edit({ id, rowVersion: 2, name: 'x', kind: 'ORG' })).rejects.toMatchObject({
      message: 'NOT_FOUND',
    });
    expect((await foreign.fonds.list()).map((row) => row.id)).not.toContain(id);
  });

  it('that are closed take no records of later years', async () => {
    const { id, number } = await makeFonds(unit, { number: 'A110' });
    const api = await as(unit);
    const [row] = (await api.fonds.list()).filter((one) => one.id === id);
    await api.fonds.close({ id, rowVersion: row?.rowVersion ?? 0, closedOn: '2022-12-31', reason: '机构撤销' });
    const record = { fondsId: id, categoryCode: 'WS', retentionCode: 'Y', orgCode: 'BGS', title: '关于机构改革的通知' };
    await expect((await as(unit)).archive.create({ ...record, filingYear: 2023 })).rejects.toMatchObject({
      message: 'FONDS_CLOSED',
    });
    const { referenceCode } = await (await as(unit)).archive.create({ ...record, filingYear: 2022 });
    expect(referenceCode).toBe(`${number}-WS·2022-Y-BGS-0001`);
  });
});

describe('organisational changes', () => {
  it('close, continue and create fonds as their rules say', async () => {
    const [first, second] = [await make('C101', '清河区农业局'), await make('C102', '清河区林业局')];
    const merged = await (await as(unit)).fonds.registerChange({
      rule: 'MERGE_NEW',
      effectiveOn: '2019-03-01',
      decreeNumber: '清委〔2019〕5号',
      sources: [{ fondsId: first.id }, { fondsId: second.id }],
      targets: [{ name: '清河区农业农村局', number: 'C103', isOfficial: true }],
    });
    expect(merged.parties.map((party) => [party.side, party.effect])).toEqual([
      ['source', 'closed'],
      ['source', 'closed'],
      ['target', 'created'],
    ]);
    const api = await as(unit);
    const list = await api.fonds.list();
    expect(list.find((row) => row.id === first.id)).toMatchObject({ closedOn: '2019-03-01' });
    const made = list.find((row) => row.number === 'C103');
    expect(made).toMatchObject({ startedOn: '2019-03-01', closedOn: null });
    const renamed = await (await as(unit)).fonds.registerChange({
      rule: 'RENAME',
      effectiveOn: '2024-01-01',
      sources: [{ fondsId: made?.id }],
      newName: '清河区农业农村和林业局',
    });
    expect(renamed.parties[0]?.name).toBe('清河区农业农村局 → 清河区农业农村和林业局');
    expect((await api.fonds.byId({ id: made?.id ?? '' })).fonds.name).toBe('清河区农业农村和林业局');
    await (await as(unit)).fonds.registerChange({
      rule: 'RESTORE',
      effectiveOn: '2025-01-01',
      sources: [{ fondsId: first.id }],
    });
    expect((await api.fonds.byId({ id: first.id })).fonds.closedOn).toBeNull();
    const ofFirst = await api.fonds.changes({ fondsId: first.id });
    expect(ofFirst.page.total).toBe(2);
    const newest = await api.fonds.changes({ fondsId: first.id, limit: 1 });
    const older = await api.fonds.changes({ fondsId: first.id, limit: 1, cursor: newest.page.nextCursor ?? '' });
    expect([...newest.rows, ...older.rows]).toEqual(ofFirst.rows);
    expect(older.page.nextCursor).toBeNull();
    expect((await (await as(stranger)).fonds.changes({})).rows).toEqual([]);
  });

  it('are refused when the parties do not fit the rule, and then nothing is done', async () => {
    const one = await make('C110', '清河区交通局');
    const attempt = async (rule: 'MERGE_NEW' | 'RENAME' | 'RESTORE', extra = {}) =>
      (await as(unit)).fonds.registerChange({
        rule,
        effectiveOn: '2020-01-01',
        sources: [{ fondsId: one.id }],
        ...extra,
      });
    await expect(attempt('MERGE_NEW', { targets: [{ name: '新局' }] })).rejects.toMatchObject({
      message: 'FONDS_CHANGE_WRONG',
    });
    await expect(attempt('RENAME')).rejects.toMatchObject({ message: 'FONDS_CHANGE_WRONG' });
    await expect(attempt('RESTORE')).rejects.toMatchObject({ message: 'FONDS_CHANGE_WRONG' });
    const foreign = await makeFonds(stranger, { number: 'C900' });
    await expect(
      (await as(unit)).fonds.registerChange({
        rule: 'MERGE_INTO',
        effectiveOn: '2020-01-01',
        sources: [{ fondsId: one.id }],
        targets: [{ fondsId: foreign.id }],
      }),
    ).rejects.toMatchObject({ message: 'NOT_FOUND' });
    expect((await (await as(unit)).fonds.byId({ id: one.id })).fonds.closedOn).toBeNull();
  });
});

describe('the usual rules', () => {
  it('are set for a fonds in one act, leave alone what stands or has numbered, and are nobody else’s', async () => {
    const { id } = await make('R101', '清河区统计局');
    const sets = [
      { set: 'legacy' as const, yearFrom: 1949 },
      { set: 'by2015' as const, yearFrom: 2016 },
    ];
    const asked = { fondsId: id, sets, byOrganisation: true };
    await expect((await as(stranger)).fonds.usualRules(asked)).rejects.toMatchObject({ message: 'NOT_FOUND' });
    await expect((await as(unit)).fonds.setUsualRules({ ...asked, sets: [] })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
    const planned = await (await as(unit)).fonds.usualRules(asked);
    const done = await (await as(unit)).fonds.setUsualRules(asked);
    expect(done).toEqual(planned);
    expect(done.rules.every((rule) => rule.outcome === 'new')).toBe(true);
    const standing = (await (await as(unit)).archive.schemes()).filter((scheme) => scheme.fondsId === id);
    expect(standing).toHaveLength(done.rules.length);
    const record = { fondsId: id, categoryCode: 'WS', retentionCode: 'Y', orgCode: 'BGS', title: '关于普查的通知' };
    const made = await (await as(unit)).archive.create({ ...record, filingYear: 2024 });
    expect(made.referenceCode).toBe('R101-WS·2024-Y-BGS-0001');
    const later = { ...asked, sets: [...sets, { set: 'by2022' as const, yearFrom: 2023 }] };
    const again = (await (await as(unit)).fonds.setUsualRules(later)).rules.filter(
      (rule) => rule.categoryCode === 'WS',
    );
    expect(again.map((rule) => rule.outcome)).toEqual(['stands', 'stands', 'numbered']);
  });
});

describe('categories and topics', () => {
  it('follow the kind of unit, and are renamed, switched and extended for one unit alone', async () => {
    const api = await as(unit);
    expect((await (await as(stranger)).fonds.categories()).find((row) => row.code === 'ZY·CJ')?.isActive).toBe(false);
    await api.fonds.setCategory({ code: 'ZY·HY', name: '婚姻登记档案（民政）', unit: '卷（对）', isActive: true });
    const after = await api.fonds.setCategory({ code: 'KU·05', name: '工资册', unit: '册', isActive: true });
    expect(after.find((row) => row.code === 'KU·05')).toMatchObject({ isOwn: true, parent: 'KU', unit: '册' });
    expect(after.find((row) => row.code === 'ZY·HY')?.name).toBe('婚姻登记档案（民政）');
    await expect(api.fonds.setCategory({ code: 'WS', name: '别的', unit: '件', isActive: true })).rejects.toMatchObject(
      { message: 'BAD_INPUT' },
    );
    const foreign = await (await as(stranger)).fonds.categories();
    expect(foreign.find((row) => row.code === 'KU·05')).toBeUndefined();
  });

  it('mark records, which are then found by the mark', async () => {
    const fonds = await makeFonds(unit, { number: 'A120' });
    const api = await as(unit);
    await api.fonds.setTopic({ code: 'QMH', name: '清明汇', isActive: true });
    const { id } = await (await as(unit)).archive.create({
      fondsId: fonds.id,
      categoryCode: 'WS',
      filingYear: 2020,
      retentionCode: 'Y',
      orgCode: 'BGS',
      title: '关于做好新冠肺炎疫情防控工作的通知',
    });
    expect(await api.fonds.markTopics({ itemIds: [id], add: ['YQFK', 'QMH'] })).toEqual({ changed: 1 });
    expect(await api.fonds.markTopics({ itemIds: [id], add: ['YQFK'], remove: ['QMH'] })).toEqual({ changed: 1 });
    expect((await api.archive.byId({ id })).item.topics).toEqual(['YQFK']);
    await expect(api.fonds.markTopics({ itemIds: [id], add: ['NEVER'] })).rejects.toMatchObject({
      message: 'BAD_INPUT',
    });
    expect((await api.archive.list({ topic: 'YQFK' })).rows.map((row) => row.id)).toEqual([id]);
    expect((await api.archive.list({ topic: 'QMH' })).rows).toEqual([]);
    const foreign = await as(stranger);
    await expect(foreign.fonds.markTopics({ itemIds: [id], add: ['YQFK'] })).resolves.toEqual({ changed: 0 });
  });
});

describe('schemes and templates', () => {
  it('are settled once a record was numbered by them', async () => {
    const fonds = await makeFonds(unit, { number: 'A130', schemes: [] });
    const configure = async (templateCode: string, yearFrom: number) =>
      (await as(unit)).fonds.configureScheme({
        fondsId: fonds.id,
        categoryCode: 'WS',
        templateCode,
        yearFrom,
        path: 'Y_O_R',
      });
    await configure('DAT22_2015', 2016);
    expect(await configure('DAT13_ITEM_ORG', 2016)).toMatchObject({
      templateCode: 'DAT13_ITEM_ORG',
      path: 'Y_O_R',
      lockedAt: null,
    });
    await (await as(unit)).archive.create({
      fondsId: fonds.id,
      categoryCode: 'WS',
      filingYear: 2022,
      retentionCode: 'Y',
      orgCode: 'BGS',
      title: '关于2022年工作要点的通知',
    });
    await expect(configure('DAT22_2015', 2016)).rejects.toMatchObject({ message: 'SCHEME_LOCKED' });
    await expect(configure('DAT22_2015', 2020)).rejects.toMatchObject({ message: 'SCHEME_LOCKED' });
    expect(await configure('DAT22_2015', 2023)).toMatchObject({ yearFrom: 2023 });
    const schemes = (await (await as(unit)).archive.schemes()).filter((row) => row.fondsId === fonds.id);
    expect(schemes.map((row) => [row.yearFrom, row.lockedAt !== null])).toEqual([
      [2016, true],
      [2023, false],
    ]);
  });

  it('of a unit are tried with a sample, number records, and are settled from then on', async () => {
    const api = await as(unit);
    expect(
      await api.fonds.tryTemplate({
        pattern: '{fonds}-{category}·{year}-{org}-{item:5}',
        level: 'piece',
        code: 'B028-WS.2024-办公室-00012',
      }),
    ).toMatchObject({
      problem: null,
      sample: 'B028-WS·2024-BGS-00007',
      read: expect.arrayContaining([{ part: 'item', value: '00012' }]),
    });
    for (const [pattern, problem] of [
      ['{category}-{item}', 'fonds_missing'],
      ['{fonds}-{year}', 'number_missing'],
      ['{fonds}-{item}-{year}', 'number_not_last'],
      ['{fonds}{item}', 'separator_missing'],
      ['{fonds}-{colour}', 'part_unknown'],
    ] as const)
      expect((await api.fonds.tryTemplate({ pattern, level: 'piece' })).problem).toBe(problem);
    const own = {
      code: 'OWN_WS',
      name: '本单位文书',
      pattern: '{fonds}/{category}·{year}/{item:5}',
      level: 'piece' as const,
    };
    await api.fonds.saveTemplate(own);
    await expect(api.fonds.saveTemplate({ ...own, code: 'OWN_BAD', pattern: '{fonds}{item}' })).rejects.toMatchObject({
      message: 'TEMPLATE_WRONG',
    });
    const fonds = await makeFonds(unit, { number: 'A140', schemes: [] });
    const scheme = { fondsId: fonds.id, categoryCode: 'WS', templateCode: 'OWN_WS', yearFrom: 2020 };
    await expect((await as(stranger)).fonds.configureScheme(scheme)).rejects.toMatchObject({ message: 'NOT_FOUND' });
    await (await as(unit)).fonds.configureScheme(scheme);
    const asked = {
      fondsId: fonds.id,
      categoryCode: 'WS',
      templateCode: 'OWN_WS',
      filingYear: 2024,
      retentionCode: 'Y',
    };
    expect(await api.fonds.previewCode(asked)).toEqual({ code: 'A140/WS·2024/00001', part: null });
    const record = {
      fondsId: fonds.id,
      categoryCode: 'WS',
      filingYear: 2024,
      retentionCode: 'Y',
      title: '关于自编模板的通知',
    };
    expect((await (await as(unit)).archive.create(record)).referenceCode).toBe('A140/WS·2024/00001');
    expect((await (await as(unit)).archive.create(record)).referenceCode).toBe('A140/WS·2024/00002');
    expect((await api.fonds.previewCode(asked)).code).toBe('A140/WS·2024/00003');
    await expect(api.fonds.saveTemplate({ ...own, pattern: '{fonds}-{item:5}' })).rejects.toMatchObject({
      message: 'TEMPLATE_IN_USE',
    });
    expect(await api.fonds.previewCode({ ...asked, templateCode: 'DAT22_2015' })).toEqual({ code: null, part: 'org' });
  });
});
