import { beforeEach, describe, expect, it } from 'vitest';
import { type TenantDb, withTenantDb } from '@/db/client';
import { makeFonds, scopeOf } from '@/db/testing/factories/archive';
import { callAs, testObjects } from '@/db/testing/factories/calls';
import { fileRecords, makeTransferWorld, readyTransfer, type TransferWorld } from '@/db/testing/factories/disposition';
import { makeTenant, supervise, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin, testPools } from '@/db/testing/test-db';
import type { TenantScope } from '@/server/tenancy/scope';
import { completeIntake } from './intake/complete-intake.ts';

/* An intake that cannot be finished: it goes back to the person who decides, and nothing of it is written. */

let world: TransferWorld;
let fondsId: string;
/** A code of no template that counts: it has no next number. */
const LOOSE = '水利旧档第七号';

const archives = () => callAs(world.archives);
const asJob = async <T>(tenant: TestTenant, work: (tdb: TenantDb, scope: TenantScope) => Promise<T>): Promise<T> => {
  const scope = scopeOf(tenant);
  return withTenantDb(await testPools(), scope, (tdb) => work(tdb, scope));
};
const begin = async (): Promise<string> => {
  const [delivery] = (await (await archives()).disposition.deliveries({})).rows.slice(-1);
  const { intakeId } = await (await archives()).disposition.beginIntake({ dispatchId: delivery?.dispatchId ?? '' });
  return intakeId;
};
const finish = async (intakeId: string) =>
  (await archives()).disposition.finishIntake({ intakeId, fondsId, receivedByName: '何砚秋' });
const detail = async (intakeId: string) => (await archives()).disposition.intakeById({ intakeId });
const codesOf = async (tenant: TestTenant): Promise<string[]> =>
  (
    await (
      await testAdmin()
    ).query<{ reference_code: string }>(
      'select reference_code from archive_item where tenant_id = $1 order by reference_code',
      [tenant.id],
    )
  ).rows.map((row) => row.reference_code);
const footprint = async (): Promise<unknown> =>
  (
    await (
      await testAdmin()
    ).query(
      `select (select count(*)::int from accession where tenant_id = $1) as accessions, (select count(*)::int from fonds where tenant_id = $1) as fonds,
        (select count(*)::int from dispatch where tenant_id = $1) as answers, (select count(*)::int from archive_item where tenant_id = $1) as items,
        (select coalesce(sum(last_number), 0)::int from number_counter where tenant_id = $1 and scope not like 'accession%') as numbers`,
      [world.archives.id],
    )
  ).rows[0];

/** Two records on their way, one of them under a code that the archives has already and that nobody can continue. */
const stoppedIntake = async (): Promise<string> => {
  const ids = await fileRecords(world.unit, world.fonds.id, 2);
  const admin = await testAdmin();
  const loosen = 'update archive_item set reference_code = $2, code_template = $3, item_number = null where id = $1';
  await admin.query('alter table archive_item disable trigger user');
  await admin.query(loosen, [ids[1], LOOSE, 'UNIT_OWN']);
  const held = await fileRecords(world.archives, fondsId, 1);
  await admin.query(loosen, [held[0], LOOSE, 'UNIT_OWN']);
  await admin.query('alter table archive_item enable trigger user');
  const batchId = await readyTransfer(world);
  await (await callAs(world.unit)).disposition.sendTransfer({ batchId });
  const intakeId = await begin();
  await (await archives()).disposition.decideIntake({ intakeId, which: 'open', decision: 'accepted' });
  return intakeId;
};

beforeEach(async () => {
  world = await makeTransferWorld();
  fondsId = (await makeFonds(world.archives, { number: 'A001' })).id;
});

describe('an intake that cannot be finished', () => {
  it('goes back to be decided, says which record stopped it, and wrote nothing', async () => {
    const intakeId = await stoppedIntake();
    const before = await footprint();
    expect(await finish(intakeId)).toEqual({ jobId: null, stopped: 1 });
    expect(await footprint()).toEqual(before);
    expect(await detail(intakeId)).toMatchObject({ state: 'pending_review', stoppedCount: 1, accessionId: null });
    const stopped = await (await archives()).disposition.intakeItems({ intakeId, onlyStopped: true });
    expect(stopped.rows.map((row) => [row.stopCode, row.stopDetail])).toEqual([['CODE_TAKEN', LOOSE]]);
  });

  it('is finished once the record has another code, and keeps its own as an old one', async () => {
    const intakeId = await stoppedIntake();
    await finish(intakeId);
    const [row] = (await (await archives()).disposition.intakeItems({ intakeId, onlyStopped: true })).rows;
    const give = async (code: string) =>
      (await archives()).disposition.giveIntakeCode({ intakeId, itemId: row?.originItemId ?? '', code });
    await expect(give(LOOSE)).rejects.toThrow('REFERENCE_CODE_TAKEN');
    await expect(give('B028-WS·2010-Y-DZB-0001')).rejects.toThrow('REFERENCE_CODE_TAKEN');
    expect(await give('水利旧档第七号之二')).toEqual({ code: '水利旧档第七号之二' });
    expect((await detail(intakeId)).stoppedCount).toBe(0);
    expect(await finish(intakeId)).toEqual({ jobId: null, stopped: 0 });
    expect(await codesOf(world.archives)).toContain('水利旧档第七号之二');
    const { rows } = await (await testAdmin()).query<{ old_codes: string[] }>(
      'select old_codes from archive_item where tenant_id = $1 and reference_code = $2',
      [world.archives.id, '水利旧档第七号之二'],
    );
    expect(rows[0]?.old_codes).toEqual([LOOSE]);
    expect((await detail(intakeId)).state).toBe('accepted');
  });

  it('is finished once the record is returned instead', async () => {
    const intakeId = await stoppedIntake();
    await finish(intakeId);
    const [row] = (await (await archives()).disposition.intakeItems({ intakeId, onlyStopped: true })).rows;
    await (await archives()).disposition.decideIntake({
      intakeId,
      which: 'named',
      itemIds: [row?.originItemId ?? ''],
      decision: 'returned',
      reason: '档号与馆藏重复',
    });
    expect((await detail(intakeId)).stoppedCount).toBe(0);
    expect(await finish(intakeId)).toEqual({ jobId: null, stopped: 0 });
    expect(await detail(intakeId)).toMatchObject({ state: 'accepted', decisions: { accepted: 1, returned: 1 } });
  });

  it('survives a crash while it is stopped and while it is finished', async () => {
    const intakeId = await stoppedIntake();
    const accepting = "update transfer_intake set state = 'accepting', fonds_id = $2 where id = $1";
    await (await testAdmin()).query(accepting, [intakeId, fondsId]);
    const before = await footprint();
    const crash = () =>
      asJob(world.archives, async (tdb, scope) => {
        await completeIntake(tdb, scope, { intakeId }, testObjects());
        throw new Error('power cut');
      });
    await expect(crash()).rejects.toThrow('power cut');
    expect(await detail(intakeId)).toMatchObject({ state: 'accepting', stoppedCount: 0 });
    // The worker comes again: it stops for good, and is not asked a second time.
    const work = () => asJob(world.archives, (tdb, scope) => completeIntake(tdb, scope, { intakeId }, testObjects()));
    expect(await work()).toEqual({ accepted: 0, returned: 0, stopped: 1 });
    expect(await work()).toEqual({ accepted: 0, returned: 0, stopped: 0 });
    expect(await footprint()).toEqual(before);
    const [row] = (await (await archives()).disposition.intakeItems({ intakeId, onlyStopped: true })).rows;
    const itemId = row?.originItemId ?? '';
    await (await archives()).disposition.giveIntakeCode({ intakeId, itemId, code: '旧档之三' });
    await (await testAdmin()).query(accepting, [intakeId, fondsId]);
    await expect(crash()).rejects.toThrow('power cut');
    expect(await footprint()).toEqual(before);
    expect(await work()).toEqual({ accepted: 2, returned: 0, stopped: 0 });
    expect(await codesOf(world.archives)).toHaveLength(3);
  });

  it('is taken back from a worker that never came; one that comes later does nothing', async () => {
    const intakeId = await stoppedIntake();
    await expect((await archives()).disposition.reopenIntake({ intakeId })).rejects.toThrow('TRANSFER_STATE_WRONG');
    await (await testAdmin()).query("update transfer_intake set state = 'accepting' where id = $1", [intakeId]);
    await (await archives()).disposition.reopenIntake({ intakeId });
    expect((await detail(intakeId)).state).toBe('pending_review');
    const late = await asJob(world.archives, (tdb, scope) => completeIntake(tdb, scope, { intakeId }, testObjects()));
    expect(late).toEqual({ accepted: 0, returned: 0, stopped: 0 });
  });

  it('makes a new fonds only together with its records', async () => {
    const intakeId = await stoppedIntake();
    const before = await footprint();
    const make = async (number: string) =>
      (await archives()).disposition.finishIntake({
        intakeId,
        newFonds: { number, name: '某镇' },
        receivedByName: '何砚秋',
      });
    await expect(make('A001')).rejects.toThrow('FONDS_NUMBER_TAKEN');
    expect(await make('B028')).toEqual({ jobId: null, stopped: 1 });
    expect(await footprint()).toEqual(before);
    expect(await detail(intakeId)).toMatchObject({ fondsId: null, newFondsNumber: 'B028', newFondsName: '某镇' });
  });

  it('is returned whole when its list cannot be read, and the unit sends it again', async () => {
    await fileRecords(world.unit, world.fonds.id, 2);
    const batchId = await readyTransfer(world);
    await (await callAs(world.unit)).disposition.sendTransfer({ batchId });
    const intakeId = await begin();
    const admin = await testAdmin();
    await admin.query('delete from transfer_intake_item where intake_id = $1', [intakeId]);
    await admin.query(
      "update transfer_intake set state = 'failed', error_code = 'TRANSFER_LIST_DAMAGED' where id = $1",
      [intakeId],
    );
    await (await archives()).disposition.returnDelivery({ intakeId, reason: '清单打不开' });
    expect((await detail(intakeId)).state).toBe('rejected');
    const unit = await callAs(world.unit);
    const { waitingAnswerId } = await unit.disposition.transferById({ batchId });
    await unit.disposition.takeReceipt({ answerDispatchId: waitingAnswerId ?? '' });
    const batch = await (await callAs(world.unit)).disposition.transferById({ batchId });
    expect(batch).toMatchObject({ state: 'rejected', round: 2, returnedCount: 2 });
    const { rows } = await (await callAs(world.unit)).disposition.transferItems({ batchId });
    expect(rows.map((row) => [row.state, row.reason])).toEqual([
      ['returned', '清单打不开'],
      ['returned', '清单打不开'],
    ]);
  });

  it('is nobody else’s to change', async () => {
    const intakeId = await stoppedIntake();
    await finish(intakeId);
    const stranger = await makeTenant('repository');
    await supervise(world.bureau, stranger);
    const { originItemId = '' } =
      (await (await archives()).disposition.intakeItems({ intakeId, onlyStopped: true })).rows[0] ?? {};
    for (const tenant of [stranger, world.otherArchives]) {
      const caller = await callAs(tenant);
      const act = { intakeId, itemId: originItemId, code: '偷改' };
      await expect(caller.disposition.giveIntakeCode(act)).rejects.toThrow('NOT_FOUND');
      await expect(caller.disposition.reopenIntake({ intakeId })).rejects.toThrow('NOT_FOUND');
      await expect(caller.disposition.returnDelivery({ intakeId, reason: '偷' })).rejects.toThrow('NOT_FOUND');
      await expect(caller.disposition.intakeItems({ intakeId })).rejects.toThrow('NOT_FOUND');
    }
  });
});
