import { beforeAll, describe, expect, it } from 'vitest';
import { makeFonds } from '@/db/testing/factories/archive';
import { callAs } from '@/db/testing/factories/calls';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';

let unit: TestTenant;
let stranger: TestTenant;
const fonds = new Map<TestTenant, string>();

beforeAll(async () => {
  unit = await makeTenant('department');
  stranger = await makeTenant('department');
  for (const tenant of [unit, stranger]) fonds.set(tenant, (await makeFonds(tenant)).id);
});

const api = async (tenant = unit) => (await callAs(tenant)).archive;
const file = async (title: string, tenant = unit) =>
  (await api(tenant)).create({
    fondsId: fonds.get(tenant) ?? '',
    categoryCode: 'WS',
    filingYear: 2022,
    retentionCode: 'Y',
    orgCode: 'BGS',
    title,
  });

describe('two records that belong together', () => {
  it('name each other, keep that in their histories, and are parted again', async () => {
    const [request, reply] = [await file('关于修建水闸的请示'), await file('关于同意修建水闸的批复')];
    const pair = { itemId: reply.id, otherItemId: request.id };
    const { id } = await (await api()).relateItems({ ...pair, note: '请示与批复' });
    for (const [one, other] of [
      [request, reply],
      [reply, request],
    ] as const) {
      const { rows, page } = await (await api()).relations({ itemId: one.id });
      expect(page.total).toBe(1);
      expect(rows[0]).toMatchObject({
        id,
        itemId: other.id,
        referenceCode: other.referenceCode,
        note: '请示与批复',
      });
      const life = await (await api()).history({ id: one.id });
      expect(life.rows[0]).toMatchObject({
        action: 'archive.relateItems',
        subject: other.referenceCode,
        reason: '请示与批复',
      });
    }
    // However the pair is named, it is the same pair.
    const again = { itemId: request.id, otherItemId: reply.id };
    await expect((await api()).relateItems(again)).rejects.toMatchObject({ message: 'ITEMS_RELATED_ALREADY' });
    await (await api()).unrelateItems({ id });
    await expect((await api()).unrelateItems({ id })).rejects.toMatchObject({ message: 'NOT_FOUND' });
    expect((await (await api()).relations({ itemId: reply.id })).rows).toEqual([]);
    const { rows } = await (await api()).history({ id: request.id });
    expect(rows.map((row) => row.action).slice(0, 2)).toEqual(['archive.unrelateItems', 'archive.relateItems']);
    await (await api()).relateItems(again);
    expect((await (await api()).byId({ id: request.id })).item.rowVersion).toBe(1);
  });

  it('are listed page by page, the latest first', async () => {
    const one = await file('工程竣工验收意见');
    const others = [];
    for (let n = 0; n < 5; n += 1) {
      const other = await file(`工程竣工图第${n + 1}册`);
      await (await api()).relateItems({ itemId: one.id, otherItemId: other.id });
      others.unshift(other.id);
    }
    const first = await (await api()).relations({ itemId: one.id, limit: 3 });
    const rest = await (await api()).relations({ itemId: one.id, limit: 3, cursor: first.page.nextCursor ?? '' });
    expect([...first.rows, ...rest.rows].map((row) => row.itemId)).toEqual(others);
    expect(rest.page.nextCursor).toBeNull();
    const back = { itemId: one.id, limit: 3, cursor: rest.page.previousCursor ?? '', direction: 'before' as const };
    expect((await (await api()).relations(back)).rows).toEqual(first.rows);
  });

  it('are two, filed, and of one unit', async () => {
    const [mine, other] = [await file('关于防汛的通知'), await file('关于抗旱的通知')];
    const theirs = await file('邻县水利局文件', stranger);
    const relate = async (otherItemId: string, tenant = unit) =>
      (await api(tenant)).relateItems({ itemId: mine.id, otherItemId });
    await expect(relate(mine.id)).rejects.toMatchObject({ message: 'BAD_INPUT' });
    await expect(relate(theirs.id)).rejects.toMatchObject({ message: 'NOT_FOUND' });
    await expect(relate(theirs.id, stranger)).rejects.toMatchObject({ message: 'NOT_FOUND' });
    const { id } = await relate(other.id);
    await expect((await api(stranger)).relations({ itemId: mine.id })).rejects.toMatchObject({ message: 'NOT_FOUND' });
    await expect((await api(stranger)).unrelateItems({ id })).rejects.toMatchObject({ message: 'NOT_FOUND' });
    await expect(
      (await api()).relateItems({ itemId: mine.id, otherItemId: other.id, note: '机密★一年' }),
    ).rejects.toMatchObject({ message: 'CLASSIFIED_CONTENT_REFUSED' });
    const gone = await file('误归的通知');
    await (await api()).void({ id: gone.id, rowVersion: 1, reason: '误归' });
    await expect(relate(gone.id)).rejects.toMatchObject({ message: 'CONFLICT' });
  });
});
