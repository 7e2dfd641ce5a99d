import { v7 as uuidv7 } from 'uuid';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeFonds, makeObject } from '@/db/testing/factories/archive';
import { callAs, testObjects } from '@/db/testing/factories/calls';
import { fileRecords, makeTransferWorld, readyTransfer, type TransferWorld } from '@/db/testing/factories/disposition';
import { makePerson, makeTenant, supervise } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';
import { readObject } from '@/server/objects/read-object';

let world: TransferWorld;
beforeEach(async () => {
  world = await makeTransferWorld();
});
const archives = async () => (await callAs(world.archives)).disposition;
const delivery = {
  sourceKind: 'enterprise',
  transferorKind: 'enterprise',
  sourceName: '清河纺织厂',
  mode: 'transfer',
  receivedOn: '2026-03-02',
  handledBy: '何砚秋',
  lines: [
    { categoryCode: 'WS', unit: 'volume', quantity: 12, yearFrom: 1998, yearTo: 2001 },
    { categoryCode: 'KU', unit: 'volume', quantity: 8 },
    { categoryCode: 'ZP', unit: 'sheet', quantity: 40 },
  ],
} as const;
const input = (overrides: object = {}) => ({ ...delivery, lines: [...delivery.lines], ...overrides });

describe('the register of deliveries', () => {
  it('numbers within the year, sums by unit, filters, prints and exports', async () => {
    const first = await (await archives()).registerAccession(input());
    const second = await (await archives()).registerAccession(
      input({ receivedOn: '2026-04-01', sourceName: '清河丝厂' }),
    );
    const third = await (await archives()).registerAccession(input({ receivedOn: '2025-04-01' }));
    expect([first, second, third].map((made) => made.accessionNumber)).toEqual([
      'JS2026-0001',
      'JS2026-0002',
      'JS2025-0001',
    ]);
    const page = await (await archives()).accessions({ year: 2026 });
    expect(page.rows.map((row) => row.sourceName)).toEqual(['清河丝厂', '清河纺织厂']);
    expect(page.totals).toEqual([
      { unit: 'volume', quantity: 40 },
      { unit: 'sheet', quantity: 80 },
    ]);
    expect(page.years).toEqual([2026, 2025]);
    expect((await (await archives()).accessions({ q: '丝厂' })).rows).toHaveLength(1);
    expect((await (await archives()).accessions({ categoryCode: 'KJ' })).rows).toEqual([]);
    const { accessionId } = first;
    const form = await (await archives()).downloadAccessionForm({ accessionId });
    expect((await readObject(testObjects(), form)).subarray(0, 5).toString()).toBe('%PDF-');
    expect(await (await archives()).downloadAccessionReceipt({ accessionId })).toMatchObject({
      mediaType: 'application/pdf',
    });
    expect((await (await archives()).downloadAccessions({})).fileName).toContain('接收登记簿');
  });

  it('keeps collected records and library material apart from statutory deliveries', async () => {
    const register = async (overrides: object) => (await archives()).registerAccession(input(overrides));
    await register({});
    await register({ sourceKind: 'donor', transferorKind: 'person', mode: 'gift' });
    const { accessionId } = await register({ materialKind: 'annals', sourceName: '清河史志办' });
    // What is given as material is material, whoever gives it.
    await register({ materialKind: 'activity', mode: 'gift' });
    const page = await (await archives()).accessions({});
    expect(page.acquisitions).toEqual({ statutory: 1, collection: 1, material: 2 });
    const material = await (await archives()).accessions({ acquisition: 'material', q: '史志' });
    expect(material.rows.map((row) => row.materialKind)).toEqual(['annals']);
    expect(material.acquisitions).toEqual({ statutory: 0, collection: 0, material: 1 });
    expect((await (await archives()).accessions({ acquisition: 'collection' })).rows).toMatchObject([{ mode: 'gift' }]);
    expect((await (await archives()).accessionById({ accessionId })).materialKind).toBe('annals');
  });

  it('keeps a struck-out line with its number and counts it no longer', async () => {
    const { accessionId } = await (await archives()).registerAccession(input());
    const strike = { accessionId, rowVersion: 1, reason: '重复登记' };
    await expect((await archives()).voidAccession({ ...strike, rowVersion: 4 })).rejects.toThrow('STALE_VERSION');
    await (await archives()).voidAccession(strike);
    await expect((await archives()).voidAccession({ ...strike, rowVersion: 2 })).rejects.toThrow('CONFLICT');
    const page = await (await archives()).accessions({});
    expect(page.totals).toEqual([]);
    expect(page.rows).toMatchObject([{ accessionNumber: 'JS2026-0001', state: 'void', voidReason: '重复登记' }]);
  });

  it('is closed to strangers and to those who do not register', async () => {
    const { accessionId } = await (await archives()).registerAccession(input());
    for (const tenant of [world.unit, world.otherArchives, world.stranger]) {
      const caller = (await callAs(tenant)).disposition;
      await expect(caller.accessionById({ accessionId })).rejects.toThrow('NOT_FOUND');
      await expect(caller.downloadAccessionForm({ accessionId })).rejects.toThrow('NOT_FOUND');
      expect((await caller.accessions({})).rows).toEqual([]);
    }
    const keeper = await makePerson(world.archives.id, ['archives_keeper']);
    await expect((await callAs(world.archives, keeper)).disposition.registerAccession(input())).rejects.toThrow(
      'FORBIDDEN',
    );
    await expect((await archives()).registerAccession(input({ receivedOn: '2999-01-01' }))).rejects.toThrow(
      'BAD_INPUT',
    );
    await expect((await archives()).registerAccession(input({ remarks: '机密★一年' }))).rejects.toThrow(
      'CLASSIFIED_CONTENT_REFUSED',
    );
  });
});

describe('files of retired staff', () => {
  const LIST = [
    '清河纺织厂退休人员档案移交名册,,,,',
    '序号,姓名,身份证号,卷数,退休日期',
    '1,王建国,330102195501011234,2,201501',
    '2,李秀英,330102195602022345,1,2016-03',
    '合计,,,3,',
    '',
  ].join('\n');
  const register = async (ownership: 'central' | 'city', enterpriseName: string, list = LIST) =>
    (await archives()).registerRetirees({
      enterpriseName,
      ownership,
      receivedOn: '2026-05-06',
      handledBy: '何砚秋',
      objectId: await makeObject(world.archives, Buffer.from(list), '名册.csv'),
    });

  it('come with a list; persons and volumes are summed by ownership, identity numbers masked', async () => {
    expect(await register('central', '清河纺织厂')).toMatchObject({ persons: 2, volumes: 3 });
    await register('city', '清河丝厂');
    const page = await (await archives()).retirees({});
    expect(page.levels).toEqual([
      { ownership: 'central', enterprises: 1, volumes: 3, persons: 2 },
      { ownership: 'city', enterprises: 1, volumes: 3, persons: 2 },
    ]);
    expect(page.rows.map((row) => row.idMasked)).toContain('330102********1234');
    expect((await (await archives()).retirees({ q: 'wjg' })).rows.map((row) => row.personName)).toEqual([
      '王建国',
      '王建国',
    ]);
    expect((await (await archives()).accessions({})).totals).toEqual([
      { unit: 'volume', quantity: 6 },
      { unit: 'person', quantity: 4 },
    ]);
    const { rows } = await (await testAdmin()).query(
      "select * from retiree where tenant_id = $1 and retiree::text like '%195501011234%'",
      [world.archives.id],
    );
    expect(rows).toEqual([]);
    expect((await (await callAs(world.otherArchives)).disposition.retirees({})).rows).toEqual([]);
  });

  it('are refused as a whole, with the row, when a row is wrong', async () => {
    await expect(register('city', '清河丝厂', LIST.replace(',2,201501', ',很多,201501'))).rejects.toMatchObject({
      cause: { code: 'BAD_INPUT', details: { row: 3, field: 'volumeCount' } },
    });
    await expect(register('city', '清河丝厂', '甲,乙\n1,2\n')).rejects.toThrow('WORKBOOK_HAS_NO_HEADER');
    expect((await (await archives()).accessions({})).rows).toEqual([]);
  });
});

describe('collecting', () => {
  const offer = async () =>
    (await archives()).offerDonation({
      mode: 'gift',
      donorName: '张秋生',
      donorContact: '13900001234',
      title: '一九五二年土地证',
      categoryCode: 'SW',
      unit: 'piece',
      quantity: 3,
      topics: ['红色'],
      offeredOn: '2026-04-02',
    });

  it('goes from the offer to the certificate, and into the register', async () => {
    const { donationId } = await offer();
    const step = (rowVersion: number) => ({ donationId, rowVersion });
    await expect(
      (await archives()).acceptDonation({ ...step(1), receivedOn: '2026-05-01', handledBy: '何砚秋' }),
    ).rejects.toThrow('TRANSFER_STATE_WRONG');
    await (await archives()).valueDonation({
      ...step(1),
      valuation: '保存完好，有收藏价值',
      valuedBy: '鉴定组',
      valuedOn: '2026-04-10',
    });
    await (await archives()).agreeDonation({ ...step(2), terms: '无偿捐赠，原件永久保存。', agreedOn: '2026-04-20' });
    const accepted = await (await archives()).acceptDonation({
      ...step(3),
      receivedOn: '2026-05-01',
      handledBy: '何砚秋',
    });
    expect(accepted.certificateNumber).toBe('SC2026-0001');
    expect(await (await archives()).accessionById({ accessionId: accepted.accessionId })).toMatchObject({
      sourceKind: 'donor',
      mode: 'gift',
      topics: ['红色'],
      donationId,
      quantities: [{ unit: 'piece', quantity: 3 }],
    });
    expect((await (await archives()).accessions({})).rows).toMatchObject([
      { sourceName: '张**', handedOverBy: '张**' },
    ]);
    for (const file of [
      await (await archives()).downloadAgreement({ donationId }),
      await (await archives()).downloadCertificate({ donationId }),
    ]) {
      expect(file.mediaType).toBe('application/pdf');
    }
  });

  it('masks donors in lists, and from those who do not collect', async () => {
    const { donationId } = await offer();
    const [row] = (await (await archives()).donations({})).rows;
    expect(row).toMatchObject({ donorName: '张**', donorContact: '139****34' });
    expect(await (await archives()).donationById({ donationId })).toMatchObject({ donorContact: '13900001234' });
    const keeper = await makePerson(world.archives.id, ['archives_keeper']);
    expect(await (await callAs(world.archives, keeper)).disposition.donationById({ donationId })).toMatchObject({
      donorName: '张**',
    });
    await expect((await callAs(world.otherArchives)).disposition.donationById({ donationId })).rejects.toThrow(
      'NOT_FOUND',
    );
    const { rows } = await (await testAdmin()).query(
      "select 1 from audit_event where detail::text like '%13900001234%'",
    );
    expect(rows).toEqual([]);
  });

  it('declines with a reason, and counts the offers of an appeal', async () => {
    const { appealId } = await (await archives()).publishAppeal({
      title: '征集老照片、老物件公告',
      notice: '面向社会征集反映本区历史的照片、奖章。',
      publishedOn: '2026-01-05',
    });
    const { donationId } = await (await archives()).offerDonation({
      appealId,
      mode: 'copy',
      donorName: '李某',
      title: '老照片',
      categoryCode: 'ZP',
      unit: 'sheet',
      quantity: 20,
      offeredOn: '2026-02-01',
    });
    await (await archives()).declineDonation({ donationId, rowVersion: 1, reason: '与馆藏重复' });
    expect((await (await archives()).appeals({})).rows).toMatchObject([{ offers: 1, accepted: 0, state: 'open' }]);
    await (await archives()).closeAppeal({ appealId });
    await expect((await archives()).closeAppeal({ appealId })).rejects.toThrow('NOT_FOUND');
  });
});

describe('the yearly plan', () => {
  const plan = async (unitTenantId: number) =>
    (await archives()).createPlan({
      year: 2026,
      title: '2026年档案接收计划',
      requirement: '按期移交满十年的文书档案。',
      units: [{ unitTenantId, scope: '文书档案', yearFrom: 2008, yearTo: 2012, dueOn: '2026-12-31' }],
    });

  it('is a to-do of the unit, is confirmed with what is due, and followed to acceptance', async () => {
    await fileRecords(world.unit, world.fonds.id, 2);
    const { planId } = await plan(world.unit.id);
    await (await archives()).issuePlan({ planId });
    await expect((await archives()).issuePlan({ planId })).rejects.toThrow('TRANSFER_STATE_WRONG');
    expect((await (await callAs(world.unit)).platform.todos({})).rows).toMatchObject([{ kind: 'intake_plan' }]);
    const [received] = (await (await callAs(world.unit)).disposition.receivedPlans({})).rows;
    const dispatchId = received?.dispatchId ?? '';
    expect(await (await callAs(world.unit)).disposition.confirmPlan({ dispatchId })).toEqual({ dueItems: 2 });
    await expect((await callAs(world.unit)).disposition.confirmPlan({ dispatchId })).rejects.toThrow(
      'TRANSFER_STATE_WRONG',
    );
    expect((await (await archives()).planUnits({ planId })).rows).toMatchObject([
      { progress: 'confirmed', announcedItems: 2 },
    ]);
    const batchId = await readyTransfer(world);
    await (await callAs(world.unit)).disposition.sendTransfer({ batchId });
    // Sent is delivered, before anybody has begun to examine it.
    expect((await (await archives()).planUnits({ planId })).rows).toMatchObject([
      { progress: 'delivered', deliveredItems: 2 },
    ]);
    const key = { planId, unitTenantId: world.unit.id };
    expect(await (await archives()).planRecords(key)).toMatchObject({ rows: [], unread: 2, unitName: world.unit.name });
    expect((await (await archives()).deliveries({ planId })).rows).toHaveLength(1);
    expect((await (await archives()).deliveries({ ...key, unitTenantId: 1 })).rows).toEqual([]);
    const [waiting] = (await (await archives()).deliveries({})).rows;
    const { intakeId } = await (await archives()).beginIntake({ dispatchId: waiting?.dispatchId ?? '' });
    expect((await (await archives()).planUnits({ planId })).rows).toMatchObject([
      { progress: 'delivered', deliveredItems: 2 },
    ]);
    await (await archives()).decideIntake({ intakeId, which: 'sound', decision: 'accepted' });
    await (await archives()).finishIntake({
      intakeId,
      newFonds: { number: 'B028', name: world.unit.name },
      receivedByName: '何砚秋',
    });
    expect((await (await archives()).planUnits({ planId })).rows).toMatchObject([
      { progress: 'accepted', acceptedPieces: 2 },
    ]);
    const delivered = await (await archives()).planRecords({ ...key, decision: 'accepted', limit: 1 });
    expect([delivered.page.total, delivered.unread]).toEqual([2, 0]);
    const next = await (await archives()).planRecords({ ...key, cursor: delivered.page.nextCursor ?? '', limit: 1 });
    expect(next.rows).toMatchObject([{ intakeId, decision: 'accepted', unitName: world.unit.name }]);
    expect(next.rows[0]?.originItemId).not.toBe(delivered.rows[0]?.originItemId);
    const entered = await (await archives()).accessions(key);
    expect(entered).toMatchObject({ totals: expect.arrayContaining([{ unit: 'piece', quantity: 2 }]) });
    expect(entered.narrowedTo).toEqual(['2026年档案接收计划', world.unit.name]);
    const stranger = (await callAs(world.otherArchives)).disposition;
    await expect(stranger.planRecords({ planId })).rejects.toThrow('NOT_FOUND');
    await expect(stranger.accessions({ planId })).rejects.toThrow('NOT_FOUND');
    expect((await (await archives()).plans({})).rows).toMatchObject([{ finishedCount: 1, unitCount: 1 }]);
    await (await archives()).closePlan({ planId });
  });

  it('is moved to another day after it was issued: the unit is told why, and both go by it', async () => {
    const { planId } = await plan(world.unit.id);
    const key = { planId, unitTenantId: world.unit.id };
    const move = { ...key, dueOn: '2099-06-30', reason: '库房改造延期' };
    await expect((await archives()).movePlanDay(move)).rejects.toThrow('TRANSFER_STATE_WRONG');
    await (await archives()).issuePlan({ planId });
    for (const wrong of [{ planId: uuidv7() }, { unitTenantId: world.stranger.id }, { unitTenantId: 999_999 }])
      await expect((await archives()).movePlanDay({ ...move, ...wrong })).rejects.toThrow('NOT_FOUND');
    await expect((await callAs(world.stranger)).disposition.movePlanDay(move)).rejects.toThrow(/NOT_FOUND|FORBIDDEN/);
    await expect((await archives()).movePlanDay({ ...move, dueOn: '2020-01-01' })).rejects.toThrow('BAD_INPUT');
    await expect((await archives()).movePlanDay({ ...move, dueOn: '2026-12-31' })).rejects.toThrow('BAD_INPUT');
    await (await archives()).movePlanDay(move);
    expect((await (await archives()).planUnits({ planId })).rows).toMatchObject([{ dueOn: '2099-06-30' }]);
    const [received] = (await (await callAs(world.unit)).disposition.receivedPlans({ confirmed: false })).rows;
    expect(received).toMatchObject({ dueOn: '2099-06-30', isConfirmed: false });
    const waiting = async () =>
      (await (await callAs(world.unit)).platform.todos({})).rows
        .filter((todo) => todo.link === `transfers?plan=${received?.dispatchId}`)
        .map((todo) => [todo.kind, todo.dueOn]);
    expect((await waiting()).sort()).toEqual([
      ['intake_plan', '2099-06-30'],
      ['intake_plan_change', '2099-06-30'],
    ]);
    const { rows } = await (await callAs(world.unit)).dispatch.list({ box: 'in', kind: 'intake_plan_change' });
    expect(rows[0]?.body).toMatchObject({ note: '原期限2026-12-31。库房改造延期' });
    await (await callAs(world.unit)).dispatch.acknowledge({ id: rows[0]!.id });
    expect(await waiting()).toEqual([['intake_plan', '2099-06-30']]);
    await (await archives()).closePlan({ planId });
    await expect((await archives()).movePlanDay({ ...move, dueOn: '2099-07-01' })).rejects.toThrow(
      'TRANSFER_STATE_WRONG',
    );
  });

  it('knows only units of its own district', async () => {
    await expect(plan(world.stranger.id)).rejects.toThrow('NOT_FOUND');
    const { planId } = await plan(world.unit.id);
    await expect((await callAs(world.otherArchives)).disposition.planById({ planId })).rejects.toThrow('NOT_FOUND');
    expect((await (await callAs(world.unit)).disposition.receivedPlans({})).rows).toEqual([]);
  });
});

describe('what is due', () => {
  it('is twenty years old below a city, whichever of its archives is asked for', async () => {
    const [city, district] = [await makeTenant('bureau'), await makeTenant('bureau')];
    const [first, second] = [await makeTenant('repository'), await makeTenant('repository')];
    const unit = await makeTenant('department');
    for (const one of [district, first, second, unit]) await supervise(city, one);
    const fonds = await makeFonds(unit);
    await fileRecords(unit, fonds.id, 1);
    const caller = (await callAs(unit)).disposition;
    expect((await caller.due({})).archives.map((one) => one.termYears)).toEqual([20, 20]);
    const due = await caller.due({ archivesTenantId: second.id });
    expect(due).toMatchObject({ archivesTenantId: second.id, termYears: 20 });
    expect(due.rows).toMatchObject([{ filingYear: 2010, dueOn: '2030-12-31', state: 'later' }]);
    const line = { fondsId: fonds.id, categoryCode: 'WS', filingYear: 2010, archivesTenantId: second.id };
    expect((await caller.dueRecords(line)).rows.map((row) => row.dueOn)).toEqual(['2030-12-31']);
    await expect(caller.dueRecords({ ...line, archivesTenantId: world.archives.id })).rejects.toThrow('NOT_FOUND');
  });

  it('is ten years old, or of a fonds that has ended', async () => {
    await fileRecords(world.unit, world.fonds.id, 2);
    await fileRecords(world.unit, world.fonds.id, 1, { filingYear: 2025 });
    const caller = (await callAs(world.unit)).disposition;
    const due = await caller.due({});
    expect(due).toMatchObject({ termYears: 10, archivesTenantId: world.archives.id });
    expect(due.rows).toMatchObject([
      { filingYear: 2010, pieces: 2, boxes: 1, dueOn: '2020-12-31', state: 'overdue' },
      { filingYear: 2025, pieces: 1, dueOn: '2035-12-31', state: 'later' },
    ]);
    const line = { fondsId: world.fonds.id, categoryCode: 'WS', filingYear: 2010 };
    const records = await caller.dueRecords({ ...line, limit: 1 });
    expect([records.counts.pieces, records.page.total, records.rows[0]?.dueOn]).toEqual([2, 2, '2020-12-31']);
    const next = await caller.dueRecords({ ...line, limit: 1, cursor: records.page.nextCursor ?? '' });
    expect(next.rows.map((row) => row.filingYear)).toEqual([2010]);
    expect(next.rows[0]?.id).not.toBe(records.rows[0]?.id);
    expect((await caller.dueRecords({ ...line, filingYear: 2011 })).rows).toEqual([]);
    const stranger = (await callAs(world.stranger)).disposition;
    await expect(stranger.dueRecords(line)).rejects.toThrow('NOT_FOUND');
    await expect(stranger.downloadDueRecords(line)).rejects.toThrow('NOT_FOUND');
    await (await testAdmin()).query("update fonds set closed_on = '2026-01-31' where id = $1", [world.fonds.id]);
    expect((await caller.due({})).rows.map((row) => row.dueOn)).toEqual(['2020-12-31', '2026-01-31']);
    await readyTransfer(world);
    expect((await caller.due({})).rows.map((row) => row.filingYear)).toEqual([2025]);
    await expect(caller.due({ archivesTenantId: world.otherArchives.id })).rejects.toThrow('NOT_FOUND');
  });
});
