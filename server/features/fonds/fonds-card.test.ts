import { beforeAll, describe, expect, it } from 'vitest';
import { makeFonds, stepsFor } from '@/db/testing/factories/archive';
import { callAs, testObjects } from '@/db/testing/factories/calls';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';
import { printInput } from '@/server/domain/archive/print-form';
import { pagesOf, printedBytes } from '../archive/print/testing/printed-pages.ts';
import { writePrint } from '../archive/print/write-print.ts';

let unit: TestTenant;
let stranger: TestTenant;
let fondsId: string;

const HISTORY = '一九五六年由柳溪乡与松岭乡合并设立。\n一九九二年撤乡建镇。';

beforeAll(async () => {
  unit = await makeTenant('township');
  stranger = await makeTenant('township');
  fondsId = (await makeFonds(unit)).id;
  const create = async (overrides: Record<string, unknown>): Promise<string> => {
    const base = { fondsId, categoryCode: 'WS', filingYear: 2021, retentionCode: 'Y', openFlag: 'unreviewed' };
    return (await (await callAs(unit)).archive.create({ ...base, orgCode: 'BGS', ...overrides } as never)).id;
  };
  const ids = [await create({ title: '防汛通知' }), await create({ title: '年度总结', filingYear: 2023 })];
  await create({ title: '会议照片', categoryCode: 'ZP', fileNumber: '001', details: { negativeNumber: 'D1-1' } });
  const admin = await testAdmin();
  await admin.query("update archive_item set topics = '{RED}' where id = $1", [ids[0]]);
  const api = await callAs(unit);
  const [fonds] = (await api.fonds.list()).filter((row) => row.id === fondsId);
  await api.fonds.edit({
    id: fondsId,
    rowVersion: fonds?.rowVersion ?? 0,
    name: '柳溪乡人民政府',
    kind: 'ORG',
    startedOn: '1956-01-01',
    history: HISTORY,
  });
  await (await callAs(unit)).fonds.registerChange({
    rule: 'RENAME',
    effectiveOn: '1992-05-01',
    decreeNumber: '清政〔1992〕8号',
    sources: [{ fondsId }],
    newName: '柳溪镇人民政府',
  });
}, 120_000);

describe('全宗卡片', () => {
  it('counts what is held and what it is searched by, and tells former names', async () => {
    const card = await (await callAs(unit)).fonds.card({ id: fondsId });
    expect(card.fonds).toMatchObject({ name: '柳溪镇人民政府', history: HISTORY });
    expect(card.formerNames).toEqual([{ name: '柳溪乡人民政府', until: '1992-05-01' }]);
    expect([card.firstYear, card.lastYear]).toEqual([2021, 2023]);
    expect(card.byRetention).toEqual([{ retentionCode: 'Y', volumes: 0, pieces: 3 }]);
    const aids = new Map(card.aids.map((aid) => [aid.code, aid]));
    expect(aids.get('item_catalogue')).toMatchObject({ entries: 2, firstYear: 2021, lastYear: 2023 });
    for (const code of ['photo_list', 'negative_list', 'topic_catalogue'] as const)
      expect(aids.get(code)?.entries).toBe(1);
    expect(aids.has('volume_catalogue')).toBe(false);
    expect(card.changes).toHaveLength(1);
  });

  it('follows the records: what left is no longer held', async () => {
    const before = await (await callAs(unit)).fonds.card({ id: fondsId });
    await (await testAdmin()).query(
      "update archive_item set left_on = '2024-01-01' where tenant_id = $1 and filing_year = 2023",
      [unit.id],
    );
    const after = await (await callAs(unit)).fonds.card({ id: fondsId });
    expect([before.left, after.left]).toEqual([0, 1]);
    expect(after.lastYear).toBe(2021);
  });

  it('is printed as it stands, for this unit and for nobody else', async () => {
    const input = printInput.parse({ form: 'fonds_card', fondsId });
    const { objectId } = await writePrint(await stepsFor(unit, input), testObjects());
    const [sheet = ''] = await pagesOf(await printedBytes(unit, objectId));
    for (const text of [
      '全宗卡片',
      'B028',
      '柳溪镇人民政府',
      '一九九二年撤乡建镇',
      '柳溪乡人民政府（至1992-05-01）',
      '检索工具',
      '底片目录1条',
    ])
      expect(sheet).toContain(text);
    const foreign = await callAs(stranger);
    await expect(foreign.fonds.card({ id: fondsId })).rejects.toMatchObject({ message: 'NOT_FOUND' });
    await expect(foreign.archive.print({ form: 'fonds_card', fondsId })).rejects.toMatchObject({
      message: 'NOT_FOUND',
    });
  });
});
