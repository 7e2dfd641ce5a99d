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
    const open = await file({ basis: 'formed', day: null, expiresOn: null });
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
