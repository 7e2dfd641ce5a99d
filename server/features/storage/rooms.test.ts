import { beforeAll, describe, expect, it } from 'vitest';
import { callAs } from '@/db/testing/factories/calls';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';

let unit: TestTenant;
let stranger: TestTenant;
const api = async (tenant: TestTenant = unit) => (await callAs(tenant)).storage;
const areaIn = async (year: number) => {
  const { figures } = await (await callAs(unit)).figure.list({ year });
  return figures.find((figure) => figure.code === 'S2-37')?.value;
};

beforeAll(async () => {
  unit = await makeTenant('repository');
  stranger = await makeTenant('repository');
});

describe('rooms over time', () => {
  it('keep the area and use of before, so that both sides of a change can be told', async () => {
    const call = await api();
    const room = await call.createPlace({ level: 'room', number: '1', areaM2: 40, since: '2020-05-01' });
    const kept = { id: room.id, name: null, capacityMm: null };
    const larger = {
      ...kept,
      rowVersion: room.rowVersion,
      roomKind: 'special',
      areaM2: 65.5,
      since: '2023-03-01',
    } as const;
    const after = await call.updatePlace(larger);
    expect(await areaIn(2022)).toBe(40);
    expect(await areaIn(2023)).toBe(65.5);
    const { versions } = await call.placeById({ id: room.id });
    expect(versions).toEqual([
      { validFrom: '2023-03-01', validTo: null, roomKind: 'special', areaM2: 65.5 },
      { validFrom: '2020-05-01', validTo: '2023-03-01', roomKind: 'permanent', areaM2: 40 },
    ]);

    const before = { ...larger, rowVersion: after.rowVersion, areaM2: 50, since: '2022-01-01' };
    await expect(call.updatePlace(before), 'what is past stays').rejects.toMatchObject({ message: 'BAD_INPUT' });
    await expect(call.updatePlace({ ...before, since: '2999-01-01' })).rejects.toMatchObject({ message: 'BAD_INPUT' });
    await call.updatePlace({ ...before, since: '2023-03-01' });
    expect(await areaIn(2023), 'the same day mends the entry').toBe(50);
    expect(await areaIn(2022)).toBe(40);
    await expect((await api(stranger)).placeById({ id: room.id })).rejects.toMatchObject({ message: 'NOT_FOUND' });
  });

  it('a rack says since when it serves and is changed only by whose it is', async () => {
    const room = await (await api()).createPlace({ level: 'room', number: '2' });
    const size = { firstRow: 1, rows: 1, sections: 1, layers: 1, layerMm: 900, groups: 1, volumeM3: 2 };
    const given = {
      parentId: room.id,
      name: '密集架',
      kind: 'compact',
      commissionedOn: '2022-06-01',
      ...size,
    } as const;
    const made = await (await api()).createRack(given);
    expect(made).toMatchObject({ commissionedOn: '2022-06-01', acquiredBy: 'new', retiredOn: null });
    const change = {
      id: made.id,
      rowVersion: made.rowVersion,
      name: '旧密集架',
      kind: 'compact',
      groups: 3,
      volumeM3: 4.5,
      commissionedOn: '2022-06-01',
      acquiredBy: 'replacement',
      retiredOn: '2024-01-01',
    } as const;
    await expect((await api(stranger)).updateRack(change)).rejects.toMatchObject({ message: 'NOT_FOUND' });
    expect(await (await api()).updateRack(change)).toMatchObject({
      groupCount: 3,
      volumeM3: 4.5,
      retiredOn: '2024-01-01',
    });
    await expect((await api()).updateRack(change)).rejects.toMatchObject({ message: 'STALE_VERSION' });
  });
});

describe('lists that are read whole', () => {
  it('are refused a line more than they may have, and another unit is not hindered', async () => {
    const admin = await testAdmin();
    await admin.query(
      `insert into unit_department (tenant_id, id, code, name)
       select $1, gen_random_uuid(), 'D' || n, '部门' || n from generate_series(1, 500) n`,
      [unit.id],
    );
    const filing = (await callAs(unit)).filing;
    await expect(filing.addDepartment({ code: 'LAST', name: '办公室' })).rejects.toMatchObject({
      message: 'LIST_FULL',
    });
    expect(await (await callAs(unit)).filing.departments()).toHaveLength(500);
    const other = (await callAs(stranger)).filing;
    expect(await other.addDepartment({ code: 'LAST', name: '办公室' })).toMatchObject({ code: 'LAST' });
  });
});
