import { beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { createPools, withTenantDb } from '@/db/client';
import { makeFonds, scopeOf, stepsFor } from '@/db/testing/factories/archive';
import { callAs, testObjects } from '@/db/testing/factories/calls';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin, testAdminUrl } from '@/db/testing/test-db';
import { exportListInput } from '@/server/domain/archive/archive-list';
import { createItemInput } from '@/server/domain/archive/archive-record';
import { createItem } from '@/server/features/archive/create-item';
import { writeExport } from '@/server/features/archive/export-list';
import { readObject } from '@/server/objects/read-object';
import type { Caller } from '@/server/trpc/app-router';

let unit: TestTenant;
let stranger: TestTenant;
let serial = 500;

beforeAll(async () => {
  unit = await makeTenant('department');
  stranger = await makeTenant('department');
});

const as = (tenant: TestTenant): Promise<Caller> => callAs(tenant);
const newFonds = (isOfficial = true) => makeFonds(unit, { number: `B${++serial}`, isOfficial });
type Input = z.input<typeof createItemInput>;
const create = async (fonds: { id: string }, rest: Partial<Input> = {}) =>
  (await as(unit)).archive.create({
    fondsId: fonds.id,
    categoryCode: 'WS',
    filingYear: 2023,
    retentionCode: 'Y',
    orgCode: 'BGS',
    title: '清河区水利局关于印发2023年工作要点的通知',
    ...rest,
  });
const year = (fonds: { id: string }) => ({ fondsId: fonds.id, categoryCode: 'WS', filingYear: 2023 });

describe('volumes and groups', () => {
  it('have numbers of their own, and what lies in them is counted inside', async () => {
    const fonds = await newFonds();
    const volume = await create(fonds, {
      categoryCode: 'KU·PZ',
      orgCode: undefined,
      title: '2023年1月记账凭证',
      details: { bookCount: '3' },
    });
    expect(volume.referenceCode).toBe(`${fonds.number}-KU·PZ·2023-001`);
    const inside = (title: string) => create(fonds, { parentId: volume.id, title });
    expect((await inside('1月第1号凭证')).referenceCode).toBe(`${fonds.number}-KU·PZ·2023-001-001`);
    const second = await inside('1月第2号凭证');
    expect(second.referenceCode).toBe(`${fonds.number}-KU·PZ·2023-001-002`);
    const group = await create(fonds, {
      categoryCode: 'ZP',
      level: 'group',
      orgCode: undefined,
      title: '2023年区防汛抗旱工作会议',
    });
    expect(group.referenceCode).toBe(`${fonds.number}-ZP·2023·Y-001`);
    const photo = await create(fonds, { categoryCode: 'ZP', parentId: group.id, title: '会议会场全景' });
    expect(photo.referenceCode).toBe(`${fonds.number}-ZP·2023·Y-001-001`);
    await expect(
      create(fonds, { categoryCode: 'ZP', orgCode: undefined, title: '没有组的照片' }),
    ).rejects.toMatchObject({ message: 'BAD_INPUT' });
    const project = await create(fonds, {
      categoryCode: 'KJ·JJ',
      orgCode: undefined,
      title: '泵站工程竣工图',
      details: { projectNumber: '2201', phase: 'JG' },
    });
    expect(project.referenceCode).toBe(`${fonds.number}-KJ·JJ·2201-001`);
    const api = await as(unit);
    const children = await api.fonds.children({ itemId: volume.id });
    expect(children.rows.map((row) => row.title)).toEqual(['1月第1号凭证', '1月第2号凭证']);
    expect((await api.fonds.children({ itemId: second.id })).parent?.id).toBe(volume.id);
    const { holdings } = await api.fonds.byId({ id: fonds.id });
    expect(holdings.find((line) => line.categoryCode === 'KU')).toMatchObject({ volumes: 1, pieces: 2, books: 3 });
    expect(holdings.find((line) => line.categoryCode === 'ZP')).toMatchObject({ groups: 1, pieces: 1 });
    await expect(create(fonds, { parentId: second.id, title: '件里再放件' })).rejects.toMatchObject({
      message: 'NOT_A_VOLUME',
    });
    const other = await newFonds();
    await expect(create(other, { parentId: volume.id, title: '别的全宗' })).rejects.toMatchObject({
      message: 'NOT_FOUND',
    });
    await expect((await as(stranger)).fonds.children({ itemId: volume.id })).rejects.toMatchObject({
      message: 'NOT_FOUND',
    });
  });
});

describe('the dry run', () => {
  it('names gaps, doubles, order and codes that do not say what their records say, and changes nothing', async () => {
    const fonds = await newFonds();
    await create(fonds, { documentDate: '20230110' });
    await create(fonds, { documentDate: '20230301' });
    const third = await create(fonds, { documentDate: '20230205' });
    await create(fonds, { referenceCode: `${fonds.number}-WS·2023-Y-BGS-0007` });
    const moved = await create(fonds, { orgCode: 'RSK' });
    const admin = await testAdmin();
    await admin.query('update archive_item set retention_code = $2 where id = $1', [moved.id, 'D30']);
    const api = await as(unit);
    const check = await api.fonds.checkCodes(year(fonds));
    expect(check).toMatchObject({
      records: 5,
      templateCode: 'DAT22_2015',
      counts: { gap: 3, retired: 0, double: 0, order: 1, mismatch: 1, format: 0 },
    });
    expect(check.scopes.find((scope) => scope.key.endsWith('BGS'))?.gaps).toEqual([
      { from: 4, to: 6, reason: 'never' },
    ]);
    const { rows } = await api.fonds.codeFindings({ ...year(fonds), kind: 'order' });
    expect(rows[0]).toMatchObject({ itemId: third.id, inCode: '20230205', inRecord: '20230301' });
    const mismatch = await api.fonds.codeFindings({ ...year(fonds), kind: 'mismatch', limit: 1 });
    expect(mismatch.rows[0]).toMatchObject({ itemId: moved.id, part: 'retention', inCode: 'Y', inRecord: 'D30' });
    const gaps = await api.fonds.codeGaps({ ...year(fonds), limit: 1, sort: '-missing' });
    expect(gaps).toMatchObject({ rows: [{ from: 4, to: 6, missing: 3 }], page: { nextCursor: null, total: 1 } });
    expect(await api.fonds.downloadCodeGaps(year(fonds))).toMatchObject({
      fileName: expect.stringContaining('档号断号'),
    });
    expect(await api.fonds.downloadCodeFindings({ ...year(fonds), sort: '-code' })).toMatchObject({
      fileName: expect.stringContaining('编号检查'),
    });
    await expect((await as(stranger)).fonds.codeGaps(year(fonds))).rejects.toMatchObject({ message: 'NOT_FOUND' });
    await expect((await as(stranger)).fonds.checkCodes(year(fonds))).rejects.toMatchObject({ message: 'NOT_FOUND' });
  });
});

describe('a list in another structure', () => {
  it('writes the codes that can be written and says why the others cannot', async () => {
    const fonds = await newFonds();
    await create(fonds, { orgCode: 'BGS' });
    const steps = await stepsFor(
      unit,
      exportListInput.parse({ fondsId: fonds.id, columns: ['referenceCode', 'title'], codeTemplate: 'DAT13_ITEM_ORG' }),
    );
    const sheet = async (payload: typeof steps.payload) => {
      const made = await writeExport({ ...steps, payload }, testObjects());
      const object = await withTenantDb(steps.pools, steps.scope, (tdb) =>
        tdb
          .selectFrom('storedObject')
          .select(['tenantId', 'sha256', 'sizeBytes'])
          .where('tenantId', '=', unit.id)
          .where('id', '=', made.objectId)
          .executeTakeFirstOrThrow(),
      );
      const ExcelJS = (await import('exceljs')).default;
      const book = new ExcelJS.Workbook();
      await book.xlsx.load((await readObject(testObjects(), object)) as never);
      return book.worksheets[0]?.getRow(2).values as unknown[];
    };
    expect((await sheet(steps.payload)).slice(1)).toEqual([
      `${fonds.number}-WS·2023·Y·BGS-0001`,
      '清河区水利局关于印发2023年工作要点的通知',
      `${fonds.number}-WS·2023-Y-BGS-0001`,
    ]);
    const lost = await sheet({ ...steps.payload, codeTemplate: 'DAT13_ITEM' });
    expect(lost.slice(2)).toEqual([
      '清河区水利局关于印发2023年工作要点的通知',
      `${fonds.number}-WS·2023-Y-BGS-0001`,
      '新结构没有机构（问题）代码，换写后会重号，不能换写',
    ]);
  });
});

describe('numbering at once', () => {
  it('gives 16 connections that number 20 records each 320 numbers without a gap or a double', async () => {
    const fonds = await newFonds();
    const pools = createPools(await testAdminUrl(), 16);
    const scope = scopeOf(unit);
    const record = createItemInput.parse({
      fondsId: fonds.id,
      categoryCode: 'WS',
      filingYear: 2023,
      retentionCode: 'Y',
      orgCode: 'MANY',
      title: '关于同时编号的通知',
    });
    const writer = async (_value: unknown, index: number) => {
      for (let round = 0; round < 20; round += 1) {
        await withTenantDb(pools, scope, (tdb) => createItem(tdb, scope, record));
        // Who turns back gives the number back.
        if (round % 5 !== index % 5) continue;
        const failing = withTenantDb(pools, scope, async (tdb) => {
          await createItem(tdb, scope, record);
          throw new Error('stop');
        });
        await expect(failing).rejects.toThrow('stop');
      }
    };
    try {
      await Promise.all(Array.from({ length: 16 }, writer));
    } finally {
      await pools.close();
    }
    const check = await (await as(unit)).fonds.checkCodes({ ...year(fonds), orgCode: 'MANY' });
    expect(check).toMatchObject({ records: 320, counts: { gap: 0, double: 0 } });
    expect(check.scopes[0]).toMatchObject({ first: 1, last: 320 });
  }, 60_000);
});
