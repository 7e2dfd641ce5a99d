import { beforeAll, describe, expect, it } from 'vitest';
import { makeFonds, stepsFor } from '@/db/testing/factories/archive';
import { callAs } from '@/db/testing/factories/calls';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';
import { workBulkEdit, workUndoBulkEdit } from './work-bulk-edit.ts';

let unit: TestTenant;
let stranger: TestTenant;
let fonds: { id: string };

beforeAll(async () => {
  unit = await makeTenant('department');
  stranger = await makeTenant('department');
  fonds = await makeFonds(unit);
  await makeFonds(stranger);
});

const api = async (tenant = unit) => (await callAs(tenant)).archive;

const file = async (orgCode: string, count: number) => {
  const rows = Array.from({ length: count }, (_, at) => ({
    key: String(at),
    cells: {
      filingYear: '2023',
      retentionCode: 'D30',
      orgCode,
      title: `清合区水利局关于第${at + 1}项工作的通知`,
      boxNumber: '1',
    },
  }));
  const { id } = await (await api()).startDraft({ kind: 'grid', fondsId: fonds.id, categoryCode: 'WS', rows });
  return (await (await api()).fileRows({ draftId: id, rowVersion: 1, rows })).filed.map((filed) => filed.id);
};

const run = async (id: string) => {
  await (await api()).runBulkEdit({ id, reason: '区划名称更正' });
  return workBulkEdit(await stepsFor(unit, { editId: id }));
};

describe('a change of many records', () => {
  it('is looked at first, then made with every old value kept, then undone', async () => {
    const ids = await file('BE', 120);
    const changes = { replaceInTitle: { find: '清合区', by: '清河区' }, boxNumber: '2', addTopics: ['ZDHD'] };
    const { id, rows } = await (await api()).previewBulkEdit({ filters: { orgCode: 'BE' }, changes });
    expect(rows).toBe(120);
    // Filed after the question was asked: not meant.
    await file('BE', 1);
    const before = await (await api()).byId({ id: ids[0]! });
    expect(before.item.title).toContain('清合区');
    const preview = await (await api()).bulkEditRows({ id, limit: 10 });
    expect(preview.rows[0]?.changes).toEqual([
      { field: 'boxNumber', from: '1', to: '2' },
      { field: 'topics', from: null, to: 'ZDHD' },
      { field: 'title', from: '清合区水利局关于第1项工作的通知', to: '清河区水利局关于第1项工作的通知' },
    ]);
    expect(preview.page.total).toBe(120);

    expect(await run(id)).toEqual({ changed: 120 });
    const view = await (await api()).bulkEditById({ id });
    expect(view).toMatchObject({ state: 'done', canUndo: true, counts: { changed: 120, waiting: 0 } });
    const after = await (await api()).byId({ id: ids[0]! });
    expect(after.item).toMatchObject({ boxNumber: '2', topics: ['ZDHD'], rowVersion: 2 });
    const { rows: life } = await (await api()).history({ id: ids[0]! });
    expect(life[0]).toMatchObject({ action: 'archive.bulkEdit', reason: '区划名称更正' });

    await (await api()).correct({ id: ids[5]!, rowVersion: 2, changes: { remarks: '另有一份' }, reason: '补注' });
    await (await api()).undoBulkEdit({ id });
    expect(await workUndoBulkEdit(await stepsFor(unit, { editId: id }))).toEqual({ undone: 119, left: 1 });
    const left = await (await api()).bulkEditRows({ id, state: 'left' });
    expect(left.rows.map((row) => [row.itemId, row.errorCode])).toEqual([[ids[5], 'STALE_VERSION']]);
    const restored = await (await api()).byId({ id: ids[0]! });
    expect(restored.item).toMatchObject({ title: before.item.title, boxNumber: '1', topics: [], rowVersion: 3 });
    await expect((await api()).undoBulkEdit({ id })).rejects.toMatchObject({ message: 'BULK_EDIT_STATE_WRONG' });
  });

  it('leaves what somebody changed since, names it, and tries only that again', async () => {
    const ids = await file('BF', 3);
    const { id } = await (await api()).previewBulkEdit({ ids, changes: { remarks: '已核对' } });
    await (await api()).correct({ id: ids[1]!, rowVersion: 1, changes: { pageCount: 9 }, reason: '补页数' });
    expect(await run(id)).toEqual({ changed: 2, left: 1 });
    expect(await run(id)).toEqual({ changed: 3 });
    expect((await (await api()).byId({ id: ids[1]! })).item).toMatchObject({ remarks: '已核对', pageCount: 9 });
    await expect((await api()).runBulkEdit({ id, reason: '再来' })).rejects.toMatchObject({
      message: 'BULK_EDIT_STATE_WRONG',
    });
  });

  it('goes on where it was when its worker is killed, and does nothing twice', async () => {
    const ids = await file('BG', 150);
    const { id } = await (await api()).previewBulkEdit({ ids, changes: { openFlag: 'controlled' } });
    await (await api()).runBulkEdit({ id, reason: '划控' });
    const steps = await stepsFor(unit, { editId: id });
    const killed = { ...steps, progress: () => Promise.reject(new Error('killed')) };
    await expect(workBulkEdit(killed)).rejects.toThrow('killed');
    expect(await workBulkEdit(steps)).toEqual({ changed: 150 });
    const { rows } = await (await testAdmin()).query(
      'select max(row_version) as v, count(*)::int as n from archive_item where tenant_id = $1 and id = any ($2)',
      [unit.id, ids],
    );
    expect(rows).toEqual([{ v: 2, n: 150 }]);
  });

  it('goes on after a record that the database refuses, and says which', async () => {
    const ids = await file('BH', 3);
    await (await testAdmin()).query('update archive_item set left_on = current_date where id = $1', [ids[1]]);
    const { id } = await (await api()).previewBulkEdit({ ids, changes: { remarks: '核' } });
    expect(await run(id)).toEqual({ changed: 2, refused: 1 });
    const { rows } = await (await api()).bulkEditRows({ id, state: 'refused' });
    expect(rows.map((row) => [row.itemId, row.errorCode])).toEqual([[ids[1], 'CONFLICT']]);
  });

  it('belongs to its unit: a stranger sees, runs and undoes none of it, and names none of its records', async () => {
    const ids = await file('BI', 2);
    const { id } = await (await api()).previewBulkEdit({ ids, changes: { remarks: '核' } });
    const other = await api(stranger);
    const calls = [
      () => other.bulkEditById({ id }),
      () => other.bulkEditRows({ id }),
      () => other.runBulkEdit({ id, reason: '试' }),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject({ message: 'NOT_FOUND' });
    await expect((await api(stranger)).previewBulkEdit({ ids, changes: { remarks: '改' } })).rejects.toMatchObject({
      message: 'NOT_FOUND',
    });
    await expect((await api(stranger)).undoBulkEdit({ id })).rejects.toMatchObject({ message: 'NOT_FOUND' });
    expect((await (await api(stranger)).bulkEdits({})).rows).toEqual([]);
  });
});

describe('the life of a record', () => {
  it('is told whole, a page at a time, and as a workbook', async () => {
    const [id = ''] = await file('LI', 1);
    for (let version = 1; version <= 130; version += 1)
      await (await api()).correct({
        id,
        rowVersion: version,
        changes: { pageCount: version },
        reason: `第${version}次`,
      });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await (await api()).history({ id, cursor, limit: 50 });
      seen.push(...page.rows.map((entry) => entry.id));
      cursor = page.page.nextCursor ?? undefined;
    } while (cursor);
    expect(new Set(seen).size).toBe(131);
    await expect((await api(stranger)).history({ id })).rejects.toMatchObject({ message: 'NOT_FOUND' });
    await (await api()).exportHistory({ id });
    expect((await (await api()).downloadHistory({ id })).fileName).toMatch(/^沿革-.*\.xlsx$/);
    await expect((await api(stranger)).downloadHistory({ id })).rejects.toMatchObject({ message: 'NOT_FOUND' });
  });

  it('knows the codes it had, the boxes it lay in and where they stood', async () => {
    const [id = ''] = await file('LJ', 1);
    const admin = await testAdmin();
    const box = '0198c0de-0000-7000-8000-0000000000b1';
    await admin.query(
      `insert into box (tenant_id, id, fonds_id, category_code, filing_year, retention_code, number, box_number, sort_key, label, spine_mm, created_by)
       values ($1, $2, $3, 'WS', 2023, 'D30', 1, '1', '1', 'B028-2023-D30-1', 20, $4)`,
      [unit.id, box, fonds.id, unit.worker.accountId],
    );
    await admin.query(
      `insert into box_move (tenant_id, id, box_id, from_code, to_code, moved_at, moved_by, moved_by_name)
       values ($1, gen_random_uuid(), $2, null, 'A-01', now() - interval '3 days', $3, '周某'), ($1, gen_random_uuid(), $2, 'A-01', 'B-02', now() - interval '1 day', $3, '周某')`,
      [unit.id, box, unit.worker.accountId],
    );
    await admin.query(
      `insert into box_item_move (tenant_id, id, item_id, to_box_id, moved_at, moved_by_name) values ($1, gen_random_uuid(), $2, $3, now() - interval '2 days', '周某')`,
      [unit.id, id, box],
    );
    await admin.query(
      `insert into archive_code_history (tenant_id, old_code, old_sort, item_id, new_code, reason, changed_by_name)
       values ($1, 'B028-WS·2023-D30-OLD-0001', 'x', $2, 'B028-WS·2023-D30-LJ-0001', '重新编号', '周某')`,
      [unit.id, id],
    );
    const { rows } = await (await api()).history({ id });
    expect(rows.map((entry) => entry.action)).toEqual([
      'archive.newCode',
      'archive.create',
      'storage.boxMoved',
      'storage.intoBox',
      'storage.boxMoved',
    ]);
    expect((await (await api()).history({ id, kind: 'place' })).rows[0]).toMatchObject({
      subject: 'B028-2023-D30-1',
      changes: [{ field: 'place', from: 'A-01', to: 'B-02' }],
    });
  });
});
