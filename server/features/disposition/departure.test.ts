import { beforeEach, describe, expect, it } from 'vitest';
import { callEach } from '@/db/testing/factories/calls';
import { makeDeparture } from '@/db/testing/factories/departure';
import { fileRecords, makeTransferWorld, type TransferWorld } from '@/db/testing/factories/disposition';
import { makePerson, type TestPerson } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';

let world: TransferWorld;
let lead: TestPerson;
let ids: string[];
const year = new Date().getFullYear() - 1;
const days = { from: `${year}-01-01`, to: `${year}-12-31` };

/** A term that is over: what an appraisal said of each. */
const expire = async (of: readonly string[]) => {
  await (await testAdmin()).query(
    "update archive_item set retention_code = 'D10', expires_on = '2020-12-31' where tenant_id = $1 and id = any ($2)",
    [world.unit.id, of],
  );
};
beforeEach(async () => {
  world = await makeTransferWorld();
  lead = await makePerson(world.unit.id, ['unit_lead'], '李某');
  ids = await fileRecords(world.unit, world.fonds.id, 4);
  await (await testAdmin()).query("update archive_item set archived_on = '2011-06-01' where tenant_id = $1", [
    world.unit.id,
  ]);
});
const archivist = () => callEach(world.unit).disposition;
const leader = () => callEach(world.unit, lead).disposition;
const paper = { basis: '档案鉴定报告〔2025〕2号', reason: '保管期限已满，经鉴定无继续保存价值' };
const witnessed = { leftOn: `${year}-05-06`, method: 'shredded' as const, witnesses: ['周某', '吴某'] };

describe('a departure', () => {
  it('takes two persons and two witnesses, and is counted apart in the movement and the return', async () => {
    const [first, second, third] = ids as [string, string, string];
    await expect(archivist().proposeDeparture({ kind: 'destroyed', itemIds: [first], ...paper })).rejects.toThrow(
      'DEPARTURE_TERM_RUNNING',
    );
    await expire([first, second]);
    const made = await archivist().proposeDeparture({ kind: 'destroyed', itemIds: [first, second], ...paper });
    expect(made).toMatchObject({ items: 2 });
    expect((await callEach(world.unit, lead).platform.todos({})).rows).toMatchObject([{ kind: 'departure.decide' }]);
    await expect(archivist().proposeDeparture({ kind: 'moved', itemIds: [second], ...paper })).rejects.toThrow(
      'DEPARTURE_PROPOSED_ALREADY',
    );
    const step = { departureId: made.departureId, rowVersion: 1 };
    const clerk = await makePerson(world.unit.id, ['unit_archivist'], '孙某');
    await expect(callEach(world.unit, clerk).disposition.completeDeparture({ ...step, ...witnessed })).rejects.toThrow(
      'FORBIDDEN',
    );
    // Who has both roles still decides nothing of the own proposals.
    await expect(archivist().completeDeparture({ ...step, ...witnessed })).rejects.toThrow('DEPARTURE_SAME_PERSON');
    const own = await callEach(world.unit, clerk).disposition.proposeDeparture({
      kind: 'returned',
      itemIds: [third],
      ...paper,
    });
    const ownStep = { departureId: own.departureId, rowVersion: 1 };
    await expect(leader().completeDeparture({ ...step, ...witnessed, witnesses: ['周某'] })).rejects.toThrow(
      'DEPARTURE_WITNESSES',
    );
    expect(await leader().completeDeparture({ ...step, ...witnessed })).toEqual({ items: 2 });
    await leader().completeDeparture({ ...ownStep, leftOn: `${year}-07-01` });
    expect((await callEach(world.unit, lead).platform.todos({})).rows).toEqual([]);

    const { holdings, statistics } = callEach(world.unit);
    expect((await holdings.movement(days)).total).toEqual({
      opening: 4,
      intake: 0,
      transferred: 0,
      destroyed: 2,
      otherOut: 1,
      closing: 1,
    });
    const { rows } = await holdings.movementRows({ ...days, part: 'destroyed' });
    expect(rows.map((row) => row.id).sort()).toEqual([first, second].sort());
    const { cells, problems } = await statistics.get({ year, formKey: 'DJ3' });
    const said = (ref: string) => cells.find((cell) => cell.ref === ref)?.value;
    expect([said('S013.start'), said('S013.out'), said('S013.destroyed'), said('S013.end')]).toEqual([4, 1, 2, 1]);
    expect(problems.filter(({ key }) => key === 'relation:balanceS013')).toEqual([]);
    expect(await callEach(world.unit).archive.byId({ id: first })).toMatchObject({
      item: { leftOn: `${year}-05-06`, leftHow: 'destroyed' },
    });
    expect((await archivist().downloadDepartureList({ departureId: made.departureId })).fileName).toContain('销毁清册');
    expect((await archivist().departures({ state: 'done' })).rows).toMatchObject([
      { kind: 'returned', items: 1 },
      { kind: 'destroyed', items: 2, witnesses: ['周某', '吴某'], method: 'shredded' },
    ]);
  });

  it('is declined with a reason, leaves the records where they are, and is nobody else’s', async () => {
    const { departureId } = await makeDeparture(world.unit, [ids[3] ?? '']);
    const stranger = callEach(world.stranger);
    expect((await stranger.disposition.departures({})).rows).toEqual([]);
    await expect(stranger.disposition.downloadDepartureList({ departureId })).rejects.toThrow('NOT_FOUND');
    const theirs = callEach(world.stranger, await makePerson(world.stranger.id, ['unit_lead'], '外某')).disposition;
    const step = { departureId, rowVersion: 1 };
    await expect(theirs.completeDeparture({ ...step, leftOn: `${year}-05-06` })).rejects.toThrow('NOT_FOUND');
    await expect(
      stranger.disposition.proposeDeparture({ kind: 'moved', itemIds: [ids[3] ?? ''], ...paper }),
    ).rejects.toThrow('NOT_FOUND');
    await leader().declineDeparture({ ...step, reason: '仍有查考价值' });
    await expect(leader().completeDeparture({ ...step, rowVersion: 2, leftOn: days.to })).rejects.toThrow(
      'TRANSFER_STATE_WRONG',
    );
    expect((await callEach(world.unit).holdings.movement(days)).total).toMatchObject({ destroyed: 0, closing: 4 });
    await makeDeparture(world.unit, [ids[3] ?? '']);
  });
});
