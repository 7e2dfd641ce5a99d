import { describe, expect, it } from 'vitest';
import { callAs } from '@/db/testing/factories/calls';
import { fileRecords, makeTransferWorld } from '@/db/testing/factories/disposition';
import { testAdmin } from '@/db/testing/test-db';

/* 选入档案: what can be put on the list of a transfer, counted, added and taken off again. */

const pickWorld = async () => {
  const world = await makeTransferWorld();
  const due = await fileRecords(world.unit, world.fonds.id, 3);
  const young = await fileRecords(world.unit, world.fonds.id, 2, { filingYear: 2024 });
  const { batchId } = await (await callAs(world.unit)).disposition.createTransfer({
    archivesTenantId: world.archives.id,
    fondsId: world.fonds.id,
    basis: 'due',
  });
  return { ...world, due, young, batchId };
};

describe('picking records for a transfer', () => {
  it('offers what is due by the rule, with counts, and everything when asked', async () => {
    const { unit, batchId, due, young } = await pickWorld();
    const caller = await callAs(unit);
    const found = await caller.disposition.transferCandidates({ batchId, selection: { onlyDue: true } });
    expect(found.rows.map((row) => [row.id, row.dueOn])).toEqual(due.map((id) => [id, '2020-12-31']));
    expect(found.counts).toEqual({ volumes: 0, pieces: 3, pages: 9 });
    const all = await caller.disposition.transferCandidates({ batchId });
    expect(all.rows.map((row) => row.id)).toEqual([...due, ...young]);
    const one = await caller.disposition.transferCandidates({ batchId, selection: { q: '第2号', yearTo: 2015 } });
    expect(one.rows.map((row) => row.id)).toEqual([due[1]]);
    const first = await caller.disposition.transferCandidates({ batchId, limit: 2 });
    const second = await caller.disposition.transferCandidates({
      batchId,
      limit: 2,
      cursor: first.page.nextCursor ?? '',
    });
    expect([...first.rows, ...second.rows].map((row) => row.id)).toEqual([...due, ...young].slice(0, 4));
    const back = await caller.disposition.transferCandidates({
      batchId,
      limit: 2,
      cursor: second.page.previousCursor ?? '',
      direction: 'before',
    });
    expect(back.rows.map((row) => row.id)).toEqual(due.slice(0, 2));
  });

  it('adds what the conditions find and nothing that they do not, and offers it again once it is taken off', async () => {
    const { unit, batchId, due, young } = await pickWorld();
    const caller = await callAs(unit);
    expect(await caller.disposition.addTransferItems({ batchId, selection: { onlyDue: true } })).toEqual({ added: 3 });
    const rest = await caller.disposition.transferCandidates({ batchId });
    expect(rest.rows.map((row) => row.id)).toEqual(young);
    await caller.disposition.removeTransferItems({ batchId, itemIds: [due[0] ?? ''] });
    const again = await caller.disposition.transferCandidates({ batchId, selection: { onlyDue: true } });
    expect(again.rows.map((row) => row.id)).toEqual([due[0]]);
    expect(await caller.disposition.addTransferItems({ batchId, itemIds: [due[0] ?? ''] })).toEqual({ added: 1 });
    expect((await caller.disposition.transferById({ batchId })).itemCount).toBe(3);
  });

  it('offers everything permanent of a fonds that was closed, whatever its year', async () => {
    const { unit, fonds, batchId, due, young } = await pickWorld();
    await (await testAdmin()).query("update fonds set closed_on = '2025-06-30' where id = $1", [fonds.id]);
    const found = await (await callAs(unit)).disposition.transferCandidates({ batchId, selection: { onlyDue: true } });
    expect(found.rows.map((row) => row.id)).toEqual([...due, ...young]);
    expect(found.rows.at(-1)?.dueOn).toBe('2025-06-30');
  });

  it('shows nothing to others', async () => {
    const { stranger, archives, batchId } = await pickWorld();
    for (const tenant of [stranger, archives])
      await expect((await callAs(tenant)).disposition.transferCandidates({ batchId })).rejects.toThrow('NOT_FOUND');
  });
});
