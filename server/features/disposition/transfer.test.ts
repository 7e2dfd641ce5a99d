import { beforeEach, describe, expect, it } from 'vitest';
import { type TenantDb, withTenantDb } from '@/db/client';
import { makeFonds, scopeOf } from '@/db/testing/factories/archive';
import { callAs, testObjects } from '@/db/testing/factories/calls';
import {
  fileRecords,
  makeTransferWorld,
  readyTransfer,
  seedRecords,
  signedTransfer,
  type TransferWorld,
} from '@/db/testing/factories/disposition';
import { makeTenant, supervise, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin, testPools } from '@/db/testing/test-db';
import type { TenantScope } from '@/server/tenancy/scope';
import { readDelivery } from './intake/begin-intake.ts';
import { completeIntake } from './intake/complete-intake.ts';
import { dispatchTransfer, runSendTransfer } from './transfer/send-transfer.ts';
import { enterReceipt } from './transfer/take-receipt.ts';

let world: TransferWorld;
beforeEach(async () => {
  world = await makeTransferWorld();
});

const send = async (batchId: string) => (await callAs(world.unit)).disposition.sendTransfer({ batchId });

/** The archives begins the newest delivery and answers the id of its intake. */
const begin = async (): Promise<string> => {
  const caller = await callAs(world.archives);
  const [delivery] = (await caller.disposition.deliveries({})).rows.slice(-1);
  const { intakeId } = await caller.disposition.beginIntake({ dispatchId: delivery?.dispatchId ?? '' });
  return intakeId;
};
const decide = async (intakeId: string, returned: string[], reason = '页数与实体不符') => {
  const caller = await callAs(world.archives);
  if (returned.length > 0)
    await caller.disposition.decideIntake({
      intakeId,
      which: 'named',
      itemIds: returned,
      decision: 'returned',
      reason,
    });
  await caller.disposition.decideIntake({ intakeId, which: 'open', decision: 'accepted' });
};
const finish = async (intakeId: string, fonds: { fondsId?: string; number?: string } = { number: 'B028' }) =>
  (await callAs(world.archives)).disposition.finishIntake({
    intakeId,
    ...(fonds.fondsId
      ? { fondsId: fonds.fondsId }
      : { newFonds: { number: fonds.number ?? 'B028', name: world.unit.name } }),
    receivedByName: '何砚秋',
    place: '一号库',
  });
const takeReceipt = async (batchId: string) => {
  const caller = await callAs(world.unit);
  const { waitingAnswerId } = await caller.disposition.transferById({ batchId });
  return caller.disposition.takeReceipt({ answerDispatchId: waitingAnswerId ?? '' });
};

interface HeldRow {
  id: string;
  reference_code: string;
  origin_item_id: string | null;
  origin_tenant_id: number | null;
  accession_id: string | null;
  accessioned_on: string | null;
  left_on: string | null;
  old_codes: string[];
  row_version: number;
}
const itemsOf = async (tenant: TestTenant): Promise<HeldRow[]> =>
  (
    await (
      await testAdmin()
    ).query<HeldRow>(
      'select id, reference_code, origin_item_id, origin_tenant_id, accession_id, accessioned_on::text, left_on::text, old_codes, row_version from archive_item where tenant_id = $1 order by code_sort',
      [tenant.id],
    )
  ).rows;
const heldOn = async (tenant: TestTenant, day: string): Promise<number> =>
  (
    await (
      await testAdmin()
    ).query<{ n: number }>(
      "select count(*)::int as n from archive_item where tenant_id = $1 and state = 'filed' and archived_on <= $2::date and (left_on is null or left_on > $2::date)",
      [tenant.id, day],
    )
  ).rows[0]?.n ?? 0;
/** The binder's work: one transaction in the tenant. */
const asJob = async <T>(tenant: TestTenant, work: (tdb: TenantDb, scope: TenantScope) => Promise<T>): Promise<T> => {
  const scope = scopeOf(tenant);
  return withTenantDb(await testPools(), scope, (tdb) => work(tdb, scope));
};

describe('a transfer to the archives', () => {
  it('goes round with a partial return and a second delivery, and past counts stay', async () => {
    const ids = await fileRecords(world.unit, world.fonds.id, 4);
    const batchId = await readyTransfer(world);
    expect(await send(batchId)).toEqual({ jobId: null });
    const intakeId = await begin();
    const intake = await (await callAs(world.archives)).disposition.intakeById({ intakeId });
    expect(intake).toMatchObject({ state: 'pending_review', itemCount: 4, round: 1, senderName: world.unit.name });
    expect(intake.facts).toMatchObject({ signedName: '柳青', openOpinion: '到期可以开放。' });
    await decide(intakeId, [ids[1] as string]);
    await finish(intakeId);

    const held = await itemsOf(world.archives);
    expect(held.map((row) => row.origin_item_id)).toEqual([ids[0], ids[2], ids[3]]);
    expect(new Set(held.map((row) => row.origin_tenant_id))).toEqual(new Set([world.unit.id]));
    expect(held.every((row) => row.accession_id && row.accessioned_on)).toBe(true);
    const [first] = await itemsOf(world.unit);
    expect(held[0]?.reference_code).toBe(first?.reference_code);
    // The unit's rows are the unit's: nothing has left before it enters the receipt.
    expect((await itemsOf(world.unit)).every((row) => row.left_on === null)).toBe(true);

    await takeReceipt(batchId);
    const after = await (await callAs(world.unit)).disposition.transferById({ batchId });
    expect(after).toMatchObject({ state: 'returned', round: 2, acceptedCount: 3, returnedCount: 1 });
    expect((await itemsOf(world.unit)).filter((row) => row.left_on !== null)).toHaveLength(3);

    await signedTransfer(world.unit, batchId);
    await send(batchId);
    const second = await begin();
    await decide(second, []);
    const fondsId = (await (await callAs(world.archives)).disposition.intakeById({ intakeId })).fondsId ?? '';
    await finish(second, { fondsId });
    await takeReceipt(batchId);
    expect(await (await callAs(world.unit)).disposition.transferById({ batchId })).toMatchObject({
      state: 'accepted',
      acceptedCount: 4,
    });
    expect(await itemsOf(world.archives)).toHaveLength(4);
    const register = await (await callAs(world.archives)).disposition.accessions({});
    expect(register.rows.map((row) => row.quantities.find((sum) => sum.unit === 'piece')?.quantity)).toEqual([1, 3]);
    expect(register.totals).toContainEqual({ unit: 'piece', quantity: 4 });
  });

  it('leaves counts on past days as they were, and the tree as it was', async () => {
    await fileRecords(world.unit, world.fonds.id, 3);
    const admin = await testAdmin();
    await admin.query("update archive_item set archived_on = '2011-06-01' where tenant_id = $1", [world.unit.id]);
    const batchId = await readyTransfer(world);
    await send(batchId);
    const intakeId = await begin();
    await decide(intakeId, []);
    await finish(intakeId);
    await takeReceipt(batchId);
    expect(await heldOn(world.unit, '2012-12-31')).toBe(3);
    expect(await heldOn(world.unit, '2999-12-31')).toBe(0);
    const { rows } = await admin.query<{ n: number }>(
      'select sum(item_count)::int as n from archive_count where tenant_id = $1',
      [world.unit.id],
    );
    expect(rows[0]?.n).toBe(3);
  });

  it('is sent once and received once, however often it is pressed', async () => {
    await fileRecords(world.unit, world.fonds.id, 2);
    const batchId = await readyTransfer(world);
    await send(batchId);
    await expect(send(batchId)).rejects.toThrow('TRANSFER_STATE_WRONG');
    expect(await asJob(world.unit, (tdb, scope) => dispatchTransfer(tdb, scope, { batchId }, testObjects()))).toEqual({
      sent: false,
    });
    const caller = await callAs(world.archives);
    const { rows: deliveries } = await caller.disposition.deliveries({});
    expect(deliveries).toHaveLength(1);
    const intakeId = await begin();
    await expect(
      (await callAs(world.archives)).disposition.beginIntake({ dispatchId: deliveries[0]?.dispatchId ?? '' }),
    ).rejects.toThrow('TRANSFER_STATE_WRONG');
    await decide(intakeId, []);
    await finish(intakeId);
    await expect(finish(intakeId)).rejects.toThrow('TRANSFER_STATE_WRONG');
    const answer = (await (await callAs(world.unit)).disposition.transferById({ batchId })).waitingAnswerId ?? '';
    await (await callAs(world.unit)).disposition.takeReceipt({ answerDispatchId: answer });
    const before = await itemsOf(world.unit);
    await (await callAs(world.unit)).disposition.takeReceipt({ answerDispatchId: answer });
    expect(await itemsOf(world.unit)).toEqual(before);
    expect((await (await callAs(world.unit)).disposition.transferById({ batchId })).receipts).toHaveLength(1);
  });

  it('survives a crash between acceptance and receipt on either side', async () => {
    await fileRecords(world.unit, world.fonds.id, 2);
    const batchId = await readyTransfer(world);
    await send(batchId);
    const intakeId = await begin();
    await decide(intakeId, []);
    // Falls over after the rows were written: neither rows nor answer are there.
    await (await testAdmin()).query("update transfer_intake set state = 'accepting' where id = $1", [intakeId]);
    await expect(
      asJob(world.archives, async (tdb, scope) => {
        await completeIntake(tdb, scope, { intakeId }, testObjects());
        throw new Error('power cut');
      }),
    ).rejects.toThrow();
    expect(await itemsOf(world.archives)).toHaveLength(0);
    await (await testAdmin()).query("update transfer_intake set state = 'pending_review' where id = $1", [intakeId]);
    await finish(intakeId);
    expect(await itemsOf(world.archives)).toHaveLength(2);
    // The unit falls over while it enters the receipt, and enters it later.
    const answerDispatchId =
      (await (await callAs(world.unit)).disposition.transferById({ batchId })).waitingAnswerId ?? '';
    await expect(
      asJob(world.unit, async (tdb, scope) => {
        await enterReceipt(tdb, scope, { answerDispatchId }, testObjects());
        throw new Error('power cut');
      }),
    ).rejects.toThrow('power cut');
    expect((await itemsOf(world.unit)).every((row) => row.left_on === null)).toBe(true);
    await takeReceipt(batchId);
    expect((await itemsOf(world.unit)).every((row) => row.left_on !== null)).toBe(true);
  });

  it('keeps the unit from changing what it has sent or handed over', async () => {
    const [id = ''] = await fileRecords(world.unit, world.fonds.id, 1);
    const batchId = await readyTransfer(world);
    const change = async (changes: { title?: string; topics?: string[] }) => {
      const { rowVersion } = (await (await callAs(world.unit)).archive.byId({ id })).item;
      return (await callAs(world.unit)).archive.correct({ id, rowVersion, changes, reason: '题名有误' });
    };
    const correct = () => change({ title: '关于改过的事项的通知' });
    const mark = () => change({ topics: ['HSDA'] });
    await send(batchId);
    await expect(correct()).rejects.toThrow('ITEM_TRANSFERRED');
    const intakeId = await begin();
    await decide(intakeId, []);
    await finish(intakeId);
    await takeReceipt(batchId);
    await expect(correct()).rejects.toThrow('ITEM_TRANSFERRED');
    const attack = asJob(world.unit, (tdb) =>
      tdb.updateTable('archiveItem').set({ title: '偷改' }).where('tenantId', '=', world.unit.id).execute(),
    );
    await expect(attack).rejects.toThrow('ITEM_TRANSFERRED');
    // 标记 are the unit's own, and stay open.
    expect(await mark()).toMatchObject({ topics: ['HSDA'] });
    await asJob(world.unit, (tdb) =>
      tdb
        .updateTable('archiveItem')
        .set({ topics: ['红色'] })
        .where('tenantId', '=', world.unit.id)
        .execute(),
    );
  });

  it('is not sent unready: unchecked, without annexes, unsigned, or with something wrong', async () => {
    const [id = ''] = await fileRecords(world.unit, world.fonds.id, 2);
    const caller = await callAs(world.unit);
    const { batchId, itemCount } = await caller.disposition.createTransfer({
      archivesTenantId: world.archives.id,
      fondsId: world.fonds.id,
      basis: 'due',
      selection: {},
    });
    expect(itemCount).toBe(2);
    expect(await caller.disposition.checkTransfer({ batchId })).toMatchObject({
      wrong: 0,
      isReady: false,
      missingAnnexes: ['openOpinion', 'disclosureStatus', 'secrecyStatus'],
    });
    await expect(caller.disposition.signTransfer({ batchId, signedName: '柳青' })).rejects.toThrow(
      'TRANSFER_NOT_READY',
    );
    await expect(send(batchId)).rejects.toThrow('TRANSFER_STATE_WRONG');
    await (await testAdmin()).query("update archive_item set title = '' where id = $1", [id]);
    expect(await caller.disposition.checkTransfer({ batchId })).toMatchObject({ wrong: 1, isReady: false });
    const listed = await caller.disposition.transferItems({ batchId, onlyProblems: true });
    expect(listed.rows[0]?.problems).toEqual([{ code: 'FIELD_MISSING', isError: true, detail: 'title' }]);
    await caller.disposition.removeTransferItems({ batchId, itemIds: [id] });
    await signedTransfer(world.unit, batchId);
    await expect(send(batchId)).resolves.toEqual({ jobId: null });
  });

  it('gives codes that are taken the next number and keeps the old ones', async () => {
    await fileRecords(world.unit, world.fonds.id, 2);
    const batchId = await readyTransfer(world);
    await send(batchId);
    const intakeId = await begin();
    await decide(intakeId, []);
    await finish(intakeId, { number: 'C012' });
    const held = await itemsOf(world.archives);
    expect(held.map((row) => row.reference_code)).toEqual(['C012-WS·2010-Y-DZB-0001', 'C012-WS·2010-Y-DZB-0002']);
    expect(held.map((row) => row.old_codes)).toEqual([['B028-WS·2010-Y-DZB-0001'], ['B028-WS·2010-Y-DZB-0002']]);

    // Another unit of the district whose fonds had the same number before, into the same fonds of the archives.
    const twin = await makeTenant('township');
    await supervise(world.bureau, twin);
    const fonds = await makeFonds(twin);
    await fileRecords(twin, fonds.id, 1);
    const second = await readyTransfer({ unit: twin, archives: world.archives, fonds });
    await (await callAs(twin)).disposition.sendTransfer({ batchId: second });
    const secondIntake = await begin();
    const { fondsId } = await (await callAs(world.archives)).disposition.intakeById({ intakeId });
    await decide(secondIntake, []);
    await finish(secondIntake, { fondsId: fondsId ?? '' });
    expect((await itemsOf(world.archives)).map((row) => row.reference_code)).toContain('C012-WS·2010-Y-DZB-0003');
  });

  it('is done by workers when it is long', async () => {
    await seedRecords(world.unit, world.fonds.id, 700);
    const batchId = await readyTransfer(world, 2011);
    const { jobId } = await send(batchId);
    expect(jobId).not.toBeNull();
    // Somebody spoils a record before the worker comes: the list goes back, and is sent when it is right again.
    const admin = await testAdmin();
    await admin.query(
      "update archive_item set retention_code = 'Y', title = '' where tenant_id = $1 and item_number = 7",
      [world.unit.id],
    );
    const run = () => asJob(world.unit, (tdb, scope) => runSendTransfer(tdb, scope, { batchId }, testObjects()));
    expect(await run()).toEqual({ sent: false });
    await admin.query(
      "update archive_item set title = '关于第7号批量事项的通知' where tenant_id = $1 and item_number = 7",
      [world.unit.id],
    );
    await signedTransfer(world.unit, batchId);
    await send(batchId);
    expect(await run()).toEqual({ sent: true });
    const caller = await callAs(world.archives);
    const [delivery] = (await caller.disposition.deliveries({})).rows;
    const begun = await caller.disposition.beginIntake({ dispatchId: delivery?.dispatchId ?? '' });
    const { intakeId } = begun;
    await asJob(world.archives, (tdb, scope) => readDelivery(tdb, scope, { intakeId }, testObjects()));
    await decide(intakeId, []);
    expect((await finish(intakeId)).jobId).not.toBeNull();
    for (let twice = 0; twice < 2; twice += 1)
      await asJob(world.archives, (tdb, scope) => completeIntake(tdb, scope, { intakeId }, testObjects()));
    expect(await itemsOf(world.archives)).toHaveLength(700);
    const answer = (await (await callAs(world.unit)).disposition.transferById({ batchId })).waitingAnswerId ?? '';
    await (await callAs(world.unit)).disposition.takeReceipt({ answerDispatchId: answer });
    await asJob(world.unit, (tdb, scope) => enterReceipt(tdb, scope, { answerDispatchId: answer }, testObjects()));
    expect((await itemsOf(world.unit)).every((row) => row.left_on !== null)).toBe(true);
  });

  it('is nobody else’s', async () => {
    await fileRecords(world.unit, world.fonds.id, 1);
    const batchId = await readyTransfer(world);
    await send(batchId);
    const intakeId = await begin();
    for (const tenant of [world.stranger, world.otherArchives]) {
      const caller = await callAs(tenant);
      await expect(caller.disposition.transferById({ batchId })).rejects.toThrow('NOT_FOUND');
      await expect(caller.disposition.intakeById({ intakeId })).rejects.toThrow('NOT_FOUND');
      expect((await caller.disposition.transfers({})).rows).toEqual([]);
      expect((await caller.disposition.intakes({})).rows).toEqual([]);
    }
    expect((await (await callAs(world.otherArchives)).disposition.deliveries({})).rows).toEqual([]);
    await expect(
      (await callAs(world.stranger)).disposition.createTransfer({
        archivesTenantId: world.archives.id,
        fondsId: world.fonds.id,
        basis: 'due',
      }),
    ).rejects.toThrow('NOT_FOUND');
    expect((await (await callAs(world.unit)).disposition.due({})).archives.map((one) => one.tenantId)).toEqual([
      world.archives.id,
    ]);
    expect((await (await callAs(world.archives)).disposition.transferors()).map((one) => one.tenantId).sort()).toEqual(
      [world.unit.id, world.bureau.id].sort(),
    );
  });

  it('is printed by both sides and exported', async () => {
    await fileRecords(world.unit, world.fonds.id, 1);
    const batchId = await readyTransfer(world);
    await send(batchId);
    const intakeId = await begin();
    await decide(intakeId, []);
    await finish(intakeId);
    const deed = await (await callAs(world.unit)).disposition.downloadTransferDeed({ batchId });
    expect(deed).toMatchObject({ mediaType: 'application/pdf', tenantId: world.unit.id });
    expect(await (await callAs(world.archives)).disposition.downloadIntakeDeed({ intakeId })).toMatchObject({
      mediaType: 'application/pdf',
      tenantId: world.archives.id,
    });
    expect((await (await callAs(world.unit)).disposition.downloadTransferList({ batchId })).fileName).toContain(
      '移交清单',
    );
  });
});
