import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { withTenantDb } from '@/db/client';
import { makeObject, scopeOf } from '@/db/testing/factories/archive';
import { callAs } from '@/db/testing/factories/calls';
import { makePerson, makeTenant, type TestPerson, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin, testPools } from '@/db/testing/test-db';
import type { AddTodoInput } from '@/server/domain/platform/todo';
import { addTodo, closeTodo, notify } from './index.ts';

const refused = (code: string) => ({ cause: expect.objectContaining({ code }) });
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const within = async <T>(tenant: TestTenant, run: Parameters<typeof withTenantDb<T>>[2]): Promise<T> =>
  withTenantDb(await testPools(), scopeOf(tenant), run);
const add = (tenant: TestTenant, overrides: Partial<AddTodoInput> = {}): Promise<void> =>
  within(tenant, (tdb) =>
    addTodo(tdb, scopeOf(tenant), {
      kind: 'filing',
      title: '补交文书',
      source: '归档',
      link: 'archives',
      permission: 'archive.write',
      ...overrides,
    }),
  );

const shanghai = (days: number): string =>
  new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);

describe('to-dos', () => {
  it('stand in the order of their days, counted in Shanghai', async () => {
    const tenant = await makeTenant('township');
    await add(tenant, { title: 'none' });
    // Not "three days ago": in a year whose holidays are not published yet that would be called late by nobody.
    await add(tenant, { title: 'late', dueOn: '2026-03-02' });
    for (const [title, days] of [
      ['later', 30],
      ['week', 7],
      ['next', 8],
      ['today', 0],
    ] as const)
      await add(tenant, { title, dueOn: shanghai(days) });
    const { rows, page } = await (await callAs(tenant)).platform.todos({});
    expect(rows.map((row) => [row.title, row.daysLeft, row.urgency])).toEqual([
      ['late', expect.any(Number), 'overdue'],
      ['today', 0, 'soon'],
      ['week', 7, 'soon'],
      ['next', 8, 'later'],
      ['later', 30, 'later'],
      ['none', null, 'none'],
    ]);
    expect(page.total).toBe(6);
    const home = await (await callAs(tenant)).workspace.home();
    expect(home.today).toBe(shanghai(0));
    expect([home.todos.overdue.total, home.todos.soon.total, home.todos.later.total, home.todos.open]).toEqual([
      1, 2, 3, 6,
    ]);
  });

  it('walk page by page and back', async () => {
    const tenant = await makeTenant('township');
    for (let n = 0; n < 5; n += 1) await add(tenant, { title: `${n}`, dueOn: shanghai(n % 2) });
    const caller = await callAs(tenant);
    const seen: string[] = [];
    let cursor: string | undefined;
    let last = await caller.platform.todos({ limit: 2 });
    for (;;) {
      seen.push(...last.rows.map((row) => row.title));
      cursor = last.page.nextCursor ?? undefined;
      if (!cursor) break;
      last = await caller.platform.todos({ limit: 2, cursor });
    }
    expect([...seen].sort()).toEqual(['0', '1', '2', '3', '4']);
    const back = await caller.platform.todos({
      limit: 2,
      cursor: last.page.previousCursor ?? undefined,
      direction: 'before',
    });
    expect(back.rows.map((row) => row.title)).toEqual(seen.slice(2, 4));
  });

  it('are seen by those who may do them, and of an assigned one by that person alone', async () => {
    const [tenant, stranger] = [await makeTenant('township'), await makeTenant('township')];
    const archivist = await makePerson(tenant.id, ['unit_archivist']);
    const clerk = await makePerson(tenant.id, ['unit_dept']);
    await add(tenant, { title: 'for all' });
    await add(tenant, { title: 'for one', assigneeAccountId: archivist.accountId });
    const titles = async (person: TestPerson, of = tenant) =>
      (await (await callAs(of, person)).platform.todos({})).rows.map((row) => row.title).sort();
    expect(await titles(archivist)).toEqual(['for all', 'for one']);
    expect(await titles(tenant.worker)).toEqual(['for all']);
    expect(await titles(clerk)).toEqual([]);
    expect(await titles(stranger.worker, stranger)).toEqual([]);
    const [row] = (await (await callAs(tenant, archivist)).platform.todos({})).rows.filter(
      (todo) => todo.title === 'for one',
    );
    for (const [of, person] of [
      [tenant, tenant.worker],
      [tenant, clerk],
      [stranger, stranger.worker],
    ] as const) {
      await expect((await callAs(of, person)).platform.completeTodo({ id: row!.id })).rejects.toMatchObject(
        refused('NOT_FOUND'),
      );
    }
    await (await callAs(tenant, archivist)).platform.completeTodo({ id: row!.id });
    await expect((await callAs(tenant, archivist)).platform.completeTodo({ id: row!.id })).rejects.toMatchObject(
      refused('NOT_FOUND'),
    );
    expect((await (await callAs(tenant, archivist)).platform.todos({ tab: 'done' })).rows).toMatchObject([
      { title: 'for one', state: 'done' },
    ]);
    expect((await (await callAs(tenant)).platform.todos({ tab: 'mine' })).rows).toHaveLength(2);
  });

  it('about one thing stand once, and end together with it', async () => {
    const tenant = await makeTenant('township');
    const objectId = uuidv7();
    await add(tenant, { objectId });
    await add(tenant, { objectId });
    expect((await (await callAs(tenant)).platform.todos({})).rows).toHaveLength(1);
    await within(tenant, (tdb) => closeTodo(tdb, scopeOf(tenant), { kind: 'filing', objectId }));
    expect((await (await callAs(tenant)).platform.todos({})).rows).toEqual([]);
    await add(tenant, { objectId });
    expect((await (await callAs(tenant)).platform.todos({})).rows).toHaveLength(1);
  });
});

describe('notices', () => {
  it('go to each person on their own, by permission, and are read by their owner alone', async () => {
    const [tenant, stranger] = [await makeTenant('township'), await makeTenant('township')];
    const clerk = await makePerson(tenant.id, ['unit_dept']);
    await within(tenant, (tdb) =>
      notify(tdb, scopeOf(tenant), { kind: 'import', title: '导入完成', permission: 'archive.import' }),
    );
    await within(tenant, (tdb) => notify(tdb, scopeOf(tenant), { kind: 'platform', title: '今晚升级' }));
    const titles = async (person: TestPerson, of = tenant) =>
      (await (await callAs(of, person)).platform.notices({ unreadOnly: true })).rows.map((row) => row.title).sort();
    expect(await titles(tenant.worker)).toEqual(['今晚升级', '导入完成']);
    expect(await titles(clerk)).toEqual(['今晚升级']);
    expect(await titles(stranger.worker, stranger)).toEqual([]);
    const ids = (await (await callAs(tenant)).platform.notices({})).rows.map((row) => row.id);
    expect(await (await callAs(tenant, clerk)).platform.markNoticesRead({ ids })).toEqual({ marked: 0 });
    expect((await (await callAs(tenant)).workspace.current()).counts.notices).toBe(2);
    expect(await (await callAs(tenant)).platform.markNoticesRead({})).toEqual({ marked: 2 });
    expect(await titles(tenant.worker)).toEqual([]);
    expect(await titles(clerk)).toEqual(['今晚升级']);
  });
});

describe('jobs', () => {
  const job = async (
    tenant: TestTenant,
    state: string,
    by: TestPerson = tenant.worker,
    result: unknown = null,
  ): Promise<string> => {
    const id = uuidv7();
    await (await testAdmin()).query(
      `insert into job_run (tenant_id, id, name, payload, state, attempts, result, requested_by, requested_by_name) values ($1, $2, 'archive.export-list', '{}', $3, 3, $4, $5, $6)`,
      [tenant.id, id, state, JSON.stringify(result), by.accountId, by.displayName],
    );
    return id;
  };

  it('are retried when they failed, by those who may, in their own tenant', async () => {
    const [tenant, stranger] = [await makeTenant('township'), await makeTenant('township')];
    const clerk = await makePerson(tenant.id, ['unit_dept']);
    const [failed, done] = [await job(tenant, 'failed'), await job(tenant, 'done')];
    await expect((await callAs(tenant, clerk)).platform.retryJob({ id: failed })).rejects.toMatchObject(
      refused('FORBIDDEN'),
    );
    await expect((await callAs(stranger)).platform.retryJob({ id: failed })).rejects.toMatchObject(
      refused('NOT_FOUND'),
    );
    await expect((await callAs(tenant)).platform.retryJob({ id: done })).rejects.toMatchObject(
      refused('JOB_NOT_RETRYABLE'),
    );
    await (await callAs(tenant)).platform.retryJob({ id: failed });
    await expect((await callAs(tenant)).platform.retryJob({ id: failed })).rejects.toMatchObject(
      refused('JOB_NOT_RETRYABLE'),
    );
    expect(await (await callAs(tenant)).platform.jobById({ id: failed })).toMatchObject({
      state: 'owed',
      attempts: 0,
      canRetry: false,
    });
    await expect((await callAs(stranger)).platform.jobById({ id: failed })).rejects.toMatchObject(refused('NOT_FOUND'));
    expect((await (await callAs(stranger)).platform.jobs({})).rows).toEqual([]);
  });

  it('give their file to who asked for it, and to nobody else', async () => {
    const [tenant, stranger] = [await makeTenant('township'), await makeTenant('township')];
    const colleague = await makePerson(tenant.id, ['unit_archivist']);
    const sysAdmin = await makePerson(tenant.id, ['sys_admin']);
    const objectId = await makeObject(tenant, PNG, '目录.png');
    const id = await job(tenant, 'done', tenant.worker, { objectId });
    expect(await (await callAs(tenant)).platform.downloadJobResult({ id })).toMatchObject({
      tenantId: tenant.id,
      fileName: '目录.png',
    });
    expect((await (await callAs(tenant)).platform.jobById({ id })).hasFile).toBe(true);
    for (const [of, person] of [
      [tenant, colleague],
      [tenant, sysAdmin],
      [stranger, stranger.worker],
    ] as const) {
      await expect((await callAs(of, person)).platform.downloadJobResult({ id })).rejects.toMatchObject(
        refused('NOT_FOUND'),
      );
    }
    const withoutFile = await job(tenant, 'done', tenant.worker, { rows: 3 });
    await expect((await callAs(tenant)).platform.downloadJobResult({ id: withoutFile })).rejects.toMatchObject(
      refused('NOT_FOUND'),
    );
  });
});

describe('the audit log', () => {
  const event = async (
    tenant: TestTenant,
    overrides: { action?: string; actor?: string; grantId?: string; at?: string; objectId?: string } = {},
  ): Promise<void> => {
    await (await testAdmin()).query(
      `insert into audit_event (tenant_id, id, at, actor_name, actor_tenant_id, actor_tenant_name, action, object_kind, object_id, grant_id)
       values ($1, $2, coalesce($3::timestamptz, now()), $4, $1, 'x', $5, 'archive_item', $6, $7)`,
      [
        tenant.id,
        uuidv7(),
        overrides.at ?? null,
        overrides.actor ?? '周某',
        overrides.action ?? 'archive.create',
        overrides.objectId ?? null,
        overrides.grantId ?? null,
      ],
    );
  };

  it('is read whole by the audit administrator, and by others only where it tells of grants', async () => {
    const [tenant, stranger] = [await makeTenant('township'), await makeTenant('township')];
    const auditAdmin = await makePerson(tenant.id, ['audit_admin']);
    const lead = await makePerson(tenant.id, ['unit_lead']);
    const clerk = await makePerson(tenant.id, ['unit_dept']);
    await event(tenant);
    await event(tenant, { grantId: uuidv7(), action: 'archive.grantedList' });
    await event(stranger);
    const actions = async (person: TestPerson) =>
      (await (await callAs(tenant, person)).platform.auditEvents({})).rows.map((row) => row.action);
    expect(await actions(auditAdmin)).toEqual(['archive.grantedList', 'archive.create']);
    expect(await actions(lead)).toEqual(['archive.grantedList']);
    await expect(actions(clerk)).rejects.toMatchObject(refused('FORBIDDEN'));
    await expect((await callAs(tenant, lead)).platform.auditSeals({})).rejects.toMatchObject(refused('FORBIDDEN'));
    expect((await (await callAs(tenant, auditAdmin)).platform.auditSeals({})).rows).toEqual([]);
  });

  it('is filtered by person, act, object, day in Shanghai and grant', async () => {
    const tenant = await makeTenant('township');
    const auditAdmin = await makePerson(tenant.id, ['audit_admin']);
    const objectId = uuidv7();
    await event(tenant, { actor: '林_岚' });
    await event(tenant, { actor: '林某岚', action: 'member.invite' });
    await event(tenant, { objectId });
    // 00:30 on the 2nd in Shanghai is still the 1st in UTC.
    await event(tenant, { at: '2025-03-01T16:30:00Z', action: 'archive.correct' });
    const find = async (filter: Parameters<Awaited<ReturnType<typeof callAs>>['platform']['auditEvents']>[0]) =>
      (await (await callAs(tenant, auditAdmin)).platform.auditEvents(filter)).rows.map((row) => [
        row.actorName,
        row.action,
      ]);
    expect(await find({ actor: '林_' })).toEqual([['林_岚', 'archive.create']]);
    expect(await find({ action: 'member.' })).toEqual([['林某岚', 'member.invite']]);
    expect(await find({ objectId })).toHaveLength(1);
    expect(await find({ from: '2025-03-02', to: '2025-03-02' })).toEqual([['周某', 'archive.correct']]);
    expect(await find({ from: '2025-03-01', to: '2025-03-01' })).toEqual([]);
    expect(await find({ onlyUnderGrant: true })).toEqual([]);
  });

  it('notes that it was taken out', async () => {
    const tenant = await makeTenant('township');
    const auditAdmin = await makePerson(tenant.id, ['audit_admin']);
    const caller = await callAs(tenant, auditAdmin);
    expect((await caller.platform.downloadAuditLog({})).fileName).toContain('审计日志');
    expect((await caller.platform.auditEvents({ action: 'audit.export' })).rows).toHaveLength(1);
  });
});
