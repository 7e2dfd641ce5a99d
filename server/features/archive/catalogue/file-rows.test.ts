import { beforeAll, describe, expect, it } from 'vitest';
import { makeFonds } from '@/db/testing/factories/archive';
import { callAs } from '@/db/testing/factories/calls';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';

let unit: TestTenant;
let stranger: TestTenant;

beforeAll(async () => {
  unit = await makeTenant('department');
  stranger = await makeTenant('department');
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

describe('the fonds that a grid is filed under', () => {
  it('files under provisional codes while the fonds number is not official', async () => {
    const own = await makeFonds(unit, { number: 'Z901', isOfficial: false });
    const api = await callAs(unit);
    const rows = [row('一'), row('二')];
    const { id } = await api.archive.startDraft({ kind: 'grid', fondsId: own.id, categoryCode: 'WS', rows });
    const { filed } = await api.archive.fileRows({ draftId: id, rowVersion: 1, rows });
    expect(filed.map((one) => one.referenceCode)).toEqual(['Z901-WS·2023-Y-BGS-0001', 'Z901-WS·2023-Y-BGS-0002']);
    const listed = await api.archive.list({ fondsId: own.id });
    expect(listed.rows.map((one) => one.codeState)).toEqual(['provisional', 'provisional']);
    const changed = await api.fonds.changeCode({
      itemId: filed[1]?.id ?? '',
      rowVersion: 1,
      referenceCode: 'Z901-WS·2023-Y-BGS-0005',
    });
    expect(changed).toMatchObject({ codeState: 'provisional', itemNumber: 5 });
    const theirs = (await callAs(stranger)).archive.fileRows({ draftId: id, rowVersion: 2, rows });
    await expect(theirs).rejects.toMatchObject({ message: 'NOT_FOUND' });
  });

  it('files nothing of a year after the fonds was closed', async () => {
    const closed = await makeFonds(unit, { number: 'B902' });
    await (await testAdmin()).query("update fonds set closed_on = '2022-12-31' where id = $1", [closed.id]);
    const api = await callAs(unit);
    const rows = [row('一', { filingYear: '2022', documentDate: '20220506' }), row('二')];
    const { id } = await api.archive.startDraft({ kind: 'grid', fondsId: closed.id, categoryCode: 'WS', rows });
    const filing = api.archive.fileRows({ draftId: id, rowVersion: 1, rows });
    await expect(filing).rejects.toMatchObject({ message: 'FONDS_CLOSED' });
    expect((await api.archive.list({ fondsId: closed.id })).rows).toEqual([]);
    expect((await api.archive.draftById({ id })).rows).toHaveLength(2);
  });
});
