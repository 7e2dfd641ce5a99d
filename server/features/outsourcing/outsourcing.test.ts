import { v7 as uuidv7 } from 'uuid';
import { beforeAll, expect, it } from 'vitest';
import { makeObject } from '@/db/testing/factories/archive';
import { callAs } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { dayFromNow, makeDistrict } from '@/db/testing/factories/inspection';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';

/* 外包备案, in order: written, filed, returned, filed again, accepted; the providers that the bureau then knows. */
let bureau: TestTenant;
let otherBureau: TestTenant;
let unit: TestTenant;
let sister: TestTenant;
let id = '';

const api = async (tenant: TestTenant) => (await callAs(tenant)).outsourcing;
const terms = (more: object = {}) => ({
  rowVersion: 0,
  providerName: '清河明镜数字科技有限公司',
  providerCode: '９１330100ma2abcde1x',
  serviceType: 'digitise' as const,
  contractNumber: 'LX-2026-07',
  workScope: '2020—2022年度文书档案约1200件数字化加工',
  workPlace: 'onsite' as const,
  siteAddress: '柳溪镇人民政府三楼',
  amountYuan: 48_000,
  startOn: dayFromNow(5),
  endOn: dayFromNow(60),
  capability: '企业法人，有档案数字化加工业绩',
  secrecyTerms: '签订保密协议，人员逐一承诺',
  mediaReturn: '加工硬盘验收后当面清除',
  staff: [{ name: '赵某', post: '扫描' }],
  ...more,
});

beforeAll(async () => {
  const district = await makeDistrict();
  ({ bureau, otherBureau } = district);
  [unit, sister] = district.units as [TestTenant, TestTenant];
});

it('is written and filed before the start, with its papers', async () => {
  const contract = await makeObject(unit, Buffer.from('%PDF-1.4 合同'), '合同.pdf');
  const foreign = await makeObject(sister, Buffer.from('%PDF-1.4 他人'), '他人.pdf');
  for (const fileObjectIds of [[foreign], [contract, foreign], [uuidv7()]])
    expect(await refused((await api(unit)).save(terms({ fileObjectIds })))).toBe('NOT_FOUND');
  expect(await refused((await api(unit)).save(terms({ providerCode: '123' })))).toContain('providerCode');
  expect(await refused((await api(unit)).save(terms({ endOn: dayFromNow(1) })))).toContain('endOn');
  ({ id } = await (await api(unit)).save(terms({ fileObjectIds: [contract] })));
  expect((await (await api(bureau)).received({})).rows).toEqual([]);
  const paper = { id, objectId: contract };
  expect((await (await api(unit)).downloadFile(paper)).fileName).toBe('合同.pdf');
  for (const objectId of [foreign, uuidv7()])
    expect(await refused((await api(unit)).downloadFile({ id, objectId }))).toBe('NOT_FOUND');
  for (const wrong of [paper, { id: uuidv7(), objectId: contract }, { id, objectId: foreign }])
    expect(await refused((await api(sister)).downloadFile(wrong))).toBe('NOT_FOUND');
  for (const tenant of [sister])
    for (const given of [id, uuidv7()]) {
      expect(await refused((await api(tenant)).byId({ id: given }))).toBe('NOT_FOUND');
      expect(await refused((await api(tenant)).save(terms({ id: given, rowVersion: 1 })))).toBe('NOT_FOUND');
      expect(await refused((await api(tenant)).submit({ id: given, rowVersion: 1 }))).toBe('NOT_FOUND');
    }
  expect((await (await api(unit)).submit({ id, rowVersion: 1 })).isLate).toBe(false);
  expect(await refused((await api(unit)).save(terms({ id, rowVersion: 2 })))).toBe('OUTSOURCING_STATE_WRONG');
});

it('is returned with a reason, filed again, and accepted with a number, once', async () => {
  const waiting = async () => (await (await api(bureau)).received({ state: 'submitted' })).rows;
  const [first] = await waiting();
  expect(first).toMatchObject({ unitName: unit.name, providerCode: '91330100MA2ABCDE1X', isLate: false });
  const dispatchId = first!.dispatchId;
  const view = await (await api(bureau)).receivedById({ dispatchId });
  expect(view.files.map((file) => file.fileName)).toEqual(['合同.pdf']);
  for (const given of [dispatchId, uuidv7()]) {
    expect(await refused((await api(otherBureau)).receivedById({ dispatchId: given }))).toBe('NOT_FOUND');
    expect(await refused((await api(otherBureau)).decide({ dispatchId: given, decision: 'accept' }))).toBe('NOT_FOUND');
  }
  expect(await refused((await api(bureau)).decide({ dispatchId, decision: 'return' }))).toContain('reason');
  await (await api(bureau)).decide({ dispatchId, decision: 'return', reason: '请补人员名单' });
  expect(await (await api(unit)).byId({ id })).toMatchObject({ state: 'returned', reason: '请补人员名单' });
  await (await api(unit)).save(terms({ id, rowVersion: 2, startOn: dayFromNow(0) }));
  expect((await (await api(unit)).submit({ id, rowVersion: 3 })).isLate).toBe(true);
  const [second] = await waiting();
  const decide = async () => (await api(bureau)).decide({ dispatchId: second!.dispatchId, decision: 'accept' });
  const { filingNumber } = await decide();
  expect(filingNumber).toMatch(/^清档外备〔\d{4}〕1号$/);
  expect(await refused(decide())).toBe('OUTSOURCING_STATE_WRONG');
  expect(await (await api(unit)).byId({ id })).toMatchObject({ state: 'accepted', filingNumber, isLate: true });
});

it('makes the list of providers, whose standing the bureau sets', async () => {
  const { rows } = await (await api(bureau)).providers({});
  expect(rows).toMatchObject([{ name: '清河明镜数字科技有限公司', contracts: 1, accepted: 1, units: 1, running: 1 }]);
  const set = { code: rows[0]!.code, rowVersion: 0, standing: 'watched' as const, reason: '未按期清除硬盘' };
  expect(await refused((await api(otherBureau)).setStanding(set))).toBe('NOT_FOUND');
  await (await api(bureau)).setStanding(set);
  expect(await refused((await api(bureau)).setStanding(set))).toBe('STALE_VERSION');
  expect((await (await api(bureau)).providers({ search: '明镜' })).rows[0]).toMatchObject({ standing: 'watched' });
  expect((await (await api(otherBureau)).providers({})).rows).toEqual([]);
  expect((await (await api(bureau)).downloadProviders({})).fileName).toContain('服务企业名录');
});

it('says what the office lacks, from its own register, and files it with the contract', async () => {
  const archives = await makeTenant('repository');
  const enter = async (values: Record<string, string>) =>
    (await callAs(archives)).register.enter({ code: 'own_capability', values: { work: 'storage', ...values } });
  const old = { qualification: 'enough', funds: 'enough', equipment: 'enough', people: 'enough', decision: 'own' };
  await enter({ ...old, assessedOn: dayFromNow(-400) });
  const now = { ...old, equipment: 'lacking', people: 'part', decision: 'outsource', reason: '没有恒温库房' };
  await enter({ ...now, assessedOn: dayFromNow(-3) });
  expect(await (await api(archives)).capabilities()).toMatchObject([
    { work: 'storage', decision: 'outsource', lacking: ['equipment', 'people'], reason: '没有恒温库房' },
  ]);
  expect(await (await api(sister)).capabilities()).toEqual([]);
  const contract = { serviceType: 'storage' as const, contractNumber: 'LX-2026-08', lacking: ['equipment' as const] };
  const { id: another } = await (await api(unit)).save(terms({ ...contract, why: '没有恒温库房' }));
  await (await api(unit)).submit({ id: another, rowVersion: 1 });
  const act = {
    unitTenantIds: [unit.id],
    mode: 'phone' as const,
    topic: '外包合同保密条款',
    hours: 1,
    guidedOn: dayFromNow(-1),
  };
  for (const programme of ['outsourcing', 'general'] as const)
    await (await callAs(bureau)).guidance.register({ ...act, programme });
  const { rows } = await (await api(bureau)).received({ state: 'submitted' });
  const { guidance } = await (await api(bureau)).receivedById({ dispatchId: rows[0]!.dispatchId });
  expect(guidance).toMatchObject([{ topic: '外包合同保密条款' }]);
  expect(rows).toMatchObject([{ contractNumber: 'LX-2026-08', lacking: ['equipment'], why: '没有恒温库房' }]);
});
