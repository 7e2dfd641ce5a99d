import { expect, it } from 'vitest';
import { callAs } from '@/db/testing/factories/calls';
import { fileRecords, makeTransferWorld, readyTransfer, type TransferWorld } from '@/db/testing/factories/disposition';
import type { TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';
import type { FigureCode } from '@/server/domain/figure/figures';

const YEAR = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear();

const figureOf = async (tenant: TestTenant, code: FigureCode, year = YEAR) => {
  const { figures } = await (await callAs(tenant)).figure.list({ year });
  return figures.find((figure) => figure.code === code)?.value;
};

/** Three of four records go to the archives, one comes back. */
const deliver = async (world: TransferWorld, returned: string): Promise<void> => {
  const batchId = await readyTransfer(world);
  await (await callAs(world.unit)).disposition.sendTransfer({ batchId });
  const archives = await callAs(world.archives);
  const [delivery] = (await archives.disposition.deliveries({})).rows;
  const { intakeId } = await archives.disposition.beginIntake({ dispatchId: delivery?.dispatchId ?? '' });
  const back = {
    intakeId,
    which: 'named' as const,
    itemIds: [returned],
    decision: 'returned' as const,
    reason: '缺页',
  };
  await (await callAs(world.archives)).disposition.decideIntake(back);
  await (await callAs(world.archives)).disposition.decideIntake({ intakeId, which: 'open', decision: 'accepted' });
  const newFonds = { number: 'B028', name: world.unit.name };
  await (await callAs(world.archives)).disposition.finishIntake({ intakeId, newFonds, receivedByName: '何砚秋' });
  const { waitingAnswerId } = await (await callAs(world.unit)).disposition.transferById({ batchId });
  await (await callAs(world.unit)).disposition.takeReceipt({ answerDispatchId: waitingAnswerId ?? '' });
};

it('counts a delivery once on either side, down to its rows, and leaves every past count as it was', async () => {
  const world = await makeTransferWorld();
  const ids = await fileRecords(world.unit, world.fonds.id, 4);
  const admin = await testAdmin();
  await admin.query("update archive_item set archived_on = '2011-06-01' where tenant_id = $1", [world.unit.id]);
  expect(await figureOf(world.unit, 'S0-01', 2011)).toBe(4);
  await deliver(world, ids[3] ?? '');

  expect(await figureOf(world.unit, 'S0-01', 2011)).toBe(4);
  expect(await figureOf(world.unit, 'A-01')).toBe(3);
  const left = await (await callAs(world.unit)).figure.rows({ code: 'A-01', year: YEAR });
  expect(left.rows.map((row) => row.openId).sort()).toEqual(ids.slice(0, 3).sort());

  const byHand = await admin.query<{ pieces: number; boxes: number }>(
    `select count(*)::int as pieces, count(distinct box_number)::int as boxes from archive_item
      where tenant_id = $1 and accessioned_on is not null`,
    [world.archives.id],
  );
  expect(byHand.rows[0]).toEqual({ pieces: 3, boxes: 2 });
  expect(await figureOf(world.archives, 'S2-10')).toBe(1);
  expect(await figureOf(world.archives, 'S2-11')).toBe(3);
  expect(await figureOf(world.archives, 'S2-13')).toBe(2);
  expect(await figureOf(world.archives, 'S3-61')).toBe(3);
  expect(await figureOf(world.archives, 'S2-18')).toBe(0);
  const rows = await (await callAs(world.archives)).figure.rows({ code: 'S2-11', year: YEAR });
  const register = await (await callAs(world.archives)).disposition.accessions({});
  expect(rows.rows.map((row) => [row.openId, row.amount])).toEqual([[register.rows[0]?.id, 3]]);
  // Nobody else has anything of it.
  expect(await figureOf(world.otherArchives, 'S2-11')).toBeNull();
  expect(await figureOf(world.stranger, 'A-01')).toBeNull();
});
