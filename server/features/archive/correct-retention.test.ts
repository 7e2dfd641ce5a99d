import { beforeAll, describe, expect, it } from 'vitest';
import { makeFonds, stepsFor } from '@/db/testing/factories/archive';
import { callAs } from '@/db/testing/factories/calls';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';
import { workBulkEdit, workUndoBulkEdit } from './catalogue/work-bulk-edit.ts';

let unit: TestTenant;
let stranger: TestTenant;
let fonds: { id: string };

beforeAll(async () => {
  unit = await makeTenant('department');
  stranger = await makeTenant('department');
  fonds = await makeFonds(unit);
});

const api = async (tenant = unit) => (await callAs(tenant)).archive;

interface Settled {
  basis: string;
  day: string | null;
  expiresOn: string | null;
}

/** A record of ten years from 2024-05-06, whose retention was settled as given. */
const file = async ({ basis, day, expiresOn }: Settled, retentionCode = 'D10'): Promise<string> => {
  const { id } = await (await api()).create({
    fondsId: fonds.id,
    categoryCode: 'WS',
    filingYear: 2024,
    retentionCode,
    orgCode: 'BGS',
    title: '关于防汛值班的通知',
    documentDate: '20240506',
  });
  await (await testAdmin()).query(
    'update archive_item set retention_basis = $2, retention_basis_date = $3, expires_on = $4 where id = $1',
    [id, basis, day, expiresOn],
  );
  return id;
};
const FORMED: Settled = { basis: 'formed', day: '2024-05-06', expiresOn: '2034-05-06' };

const expiryOf = async (id: string) => (await (await api()).byId({ id })).item.expiresOn;
const correct = async (id: string, documentDate: string | null, rowVersion = 1) =>
  (await api()).correct({ id, rowVersion, changes: { documentDate }, reason: '日期有误' });

describe('the end of the retention period', () => {
  const create = async (rest: Record<string, unknown>) => {
    const { id } = await (await api()).create({
      fondsId: fonds.id,
      categoryCode: 'WS',
      filingYear: 2024,
      retentionCode: 'D30',
      orgCode: 'BGS',
      title: '关于防汛值班的通知',
      ...rest,
    } as never);
    return expiryOf(id);
  };

  it('is known when a record is filed, counted as its kind is', async () => {
    expect(await create({ documentDate: '20240229' })).toBe('2054-02-28');
    expect(await create({ documentDate: '[20240506]' })).toBe('2054-05-06');
    expect(await create({ documentDate: '20240500' })).toBe('2054-12-31');
    expect(await create({})).toBe('2054-12-31');
    expect(await create({ retentionCode: 'Y', documentDate: '20240506' })).toBeNull();
    expect(await create({ retentionCode: 'CQ', documentDate: '20240506' })).toBeNull();
    const accounts = { categoryCode: 'KU·PZ', orgCode: undefined, title: '2024年1月记账凭证' };
    expect(await create({ ...accounts, documentDate: '20240131' })).toBe('2054-12-31');
    // Five years from the asset's end, which nobody knows yet.
    expect(await create({ ...accounts, retentionCode: 'D5' })).toBeNull();
    const project = { categoryCode: 'KJ·JJ', orgCode: undefined, details: { projectNumber: '2201', phase: 'JG' } };
    expect(await create({ ...project, title: '泵站竣工图', endDate: '20250630' })).toBe('2055-06-30');
  });

  it('is known for rows of the grid too', async () => {
    const rows = ['20240506', '20240507'].map((documentDate, index) => ({
      key: String(index),
      cells: { filingYear: '2024', retentionCode: '10年', orgCode: 'BGS', title: `防汛第${index}号`, documentDate },
    }));
    const { id } = await (await api()).startDraft({ kind: 'grid', fondsId: fonds.id, categoryCode: 'WS', rows });
    const { filed } = await (await api()).fileRows({ draftId: id, rowVersion: 1, rows });
    expect(await Promise.all(filed.map((one) => expiryOf(one.id)))).toEqual(['2034-05-06', '2034-05-07']);
  });
});

describe('a corrected retention', () => {
  const fileAs = async (retentionCode: string, rest: Record<string, unknown> = {}) =>
    (await api()).create({
      fondsId: fonds.id,
      categoryCode: 'WS',
      filingYear: 2022,
      retentionCode,
      orgCode: 'RSK',
      title: '关于工资调整的通知',
      documentDate: '20220506',
      ...rest,
    } as never);
  const change = async (id: string, retentionCode: string, rowVersion = 1) =>
    (await api()).correctRetention({ id, rowVersion, retentionCode: retentionCode as 'D30', reason: '期限划错' });

  it('takes the next code of the right series, keeps the old one, and moves the end', async () => {
    const first = await fileAs('D30');
    const wrong = await fileAs('D10');
    const next = await fileAs('D10');
    expect(wrong.referenceCode).toBe('B028-WS·2022-D10-RSK-0001');
    const changed = await change(wrong.id, 'D30');
    expect(changed).toMatchObject({
      referenceCode: 'B028-WS·2022-D30-RSK-0002',
      retentionCode: 'D30',
      itemNumber: 2,
      oldCodes: ['B028-WS·2022-D10-RSK-0001'],
      expiresOn: '2052-05-06',
    });
    // The code that was given up is nobody's: the series goes on.
    expect((await fileAs('D10')).referenceCode).toBe('B028-WS·2022-D10-RSK-0003');
    expect([first.referenceCode, next.referenceCode]).toEqual([
      'B028-WS·2022-D30-RSK-0001',
      'B028-WS·2022-D10-RSK-0002',
    ]);
    const { history } = await (await api()).byId({ id: wrong.id });
    expect(history[0]).toMatchObject({ action: 'archive.correctRetention', reason: '期限划错' });
    expect(history[0]?.changes.map((one) => one.field).sort()).toEqual(['expiresOn', 'referenceCode', 'retentionCode']);
    const { rows } = await (await callAs(unit)).filing.corrections({ q: '期限划错' });
    expect(rows.map((one) => one.itemId)).toEqual([wrong.id]);
    expect(await (await api()).search({ q: 'B028-WS·2022-D10-RSK-0001' })).toMatchObject({ rows: [{ id: wrong.id }] });
    await expect(change(wrong.id, 'D10')).rejects.toMatchObject({ message: 'STALE_VERSION' });
  });

  it('takes along what lies in a group', async () => {
    const photos = { categoryCode: 'ZP', orgCode: undefined, documentDate: undefined };
    const group = await fileAs('Y', { ...photos, level: 'group', title: '防汛工作会议' });
    const photo = await fileAs('Y', { ...photos, parentId: group.id, title: '会场全景' });
    await expect(change(photo.id, 'D10')).rejects.toMatchObject({ message: 'RETENTION_OF_VOLUME' });
    expect((await change(group.id, 'D10')).referenceCode).toBe('B028-ZP·2022·D10-001');
    expect((await (await api()).byId({ id: photo.id })).item).toMatchObject({
      referenceCode: 'B028-ZP·2022·D10-001-001',
      retentionCode: 'D10',
      expiresOn: '2032-12-31',
      oldCodes: [photo.referenceCode],
    });
  });

  it('keeps the code where the code does not say the period, and counts accounts by their year', async () => {
    const accounts = { categoryCode: 'KU·PZ', orgCode: undefined, title: '2022年1月凭证' };
    const volume = await fileAs('D30', accounts);
    const changed = await change(volume.id, 'D10');
    expect(changed).toMatchObject({ referenceCode: volume.referenceCode, expiresOn: '2032-12-31' });
    const cards = await fileAs('D30', { ...accounts, title: '固定资产卡片' });
    const open = await change(cards.id, 'D5');
    expect(open.expiresOn).toBeNull();
    const { rowVersion } = open;
    const known = await (await api()).correctRetention({
      id: cards.id,
      rowVersion,
      retentionCode: 'D5',
      basisDate: '2024-03-01',
      reason: '资产已报废',
    });
    expect(known.expiresOn).toBe('2029-03-01');
  });

  it('is refused for old terms and to a stranger, and then changes nothing', async () => {
    const legacy = await fileAs('CQ');
    await expect(change(legacy.id, 'D30')).rejects.toMatchObject({ message: 'RETENTION_NEEDS_APPRAISAL' });
    const id = (await fileAs('D10')).id;
    await expect(
      (await api(stranger)).correctRetention({ id, rowVersion: 1, retentionCode: 'Y', reason: '试' }),
    ).rejects.toMatchObject({ message: 'NOT_FOUND' });
    await expect(change(id, 'D10')).rejects.toMatchObject({ message: 'BAD_INPUT' });
    expect((await (await api()).byId({ id })).item).toMatchObject({ retentionCode: 'D10', rowVersion: 1 });
  });
});

describe('a corrected document date', () => {
  it('moves the end of the retention period that was counted from it', async () => {
    const id = await file(FORMED);
    expect(await correct(id, '20240229')).toMatchObject({ expiresOn: '2034-02-28' });
    // Month and day are not known: the year's last day, as when it was settled.
    expect(await correct(id, '20230000', 2)).toMatchObject({ expiresOn: '2034-12-31' });
    expect(await correct(id, '20240506', 3)).toMatchObject({ expiresOn: '2034-05-06' });
    await (await api()).correct({ id, rowVersion: 4, changes: { remarks: '另有副本' }, reason: '补注' });
    expect(await expiryOf(id)).toBe('2034-05-06');
  });

  it('leaves periods that count from something else, from a day that was given, or not yet', async () => {
    const accounts = await file({ basis: 'fiscal_year_end', day: '2024-12-31', expiresOn: '2034-12-31' });
    const project = await file({ basis: 'project_accepted', day: '2025-03-01', expiresOn: '2035-03-01' });
    const given = await file({ basis: 'formed', day: '2024-07-01', expiresOn: '2034-07-01' });
    const open = await file({ basis: 'asset_scrapped', day: null, expiresOn: null });
    const legacy = await file({ basis: 'formed', day: '2024-05-06', expiresOn: null }, 'CQ');
    for (const id of [accounts, project, given, open, legacy]) await correct(id, '20240601');
    expect(await Promise.all([accounts, project, given, open, legacy].map(expiryOf))).toEqual([
      '2034-12-31',
      '2035-03-01',
      '2034-07-01',
      null,
      null,
    ]);
  });

  it('moves it in the grid and in a bulk edit too, and back when that is undone', async () => {
    const [one, two] = [await file(FORMED), await file(FORMED)];
    const rows = [{ key: '1', id: one, rowVersion: 1, changes: { documentDate: '20240601' } }];
    await (await api()).correctRows({ rows, reason: '日期有误' });
    expect(await expiryOf(one)).toBe('2034-06-01');
    const changes = { documentDate: '20240701' };
    const { id } = await (await api()).previewBulkEdit({ ids: [one, two], changes });
    await (await api()).runBulkEdit({ id, reason: '日期有误' });
    await workBulkEdit(await stepsFor(unit, { editId: id }));
    expect(await Promise.all([one, two].map(expiryOf))).toEqual(['2034-07-01', '2034-07-01']);
    await (await api()).undoBulkEdit({ id });
    await workUndoBulkEdit(await stepsFor(unit, { editId: id }));
    expect(await Promise.all([one, two].map(expiryOf))).toEqual(['2034-06-01', '2034-05-06']);
  });

  it('is no business of strangers', async () => {
    const id = await file(FORMED);
    const theirs = (await api(stranger)).correct({
      id,
      rowVersion: 1,
      changes: { documentDate: '20200101' },
      reason: '试',
    });
    await expect(theirs).rejects.toMatchObject({ message: 'NOT_FOUND' });
    expect(await expiryOf(id)).toBe('2034-05-06');
  });
});
