import { describe, expect, it } from 'vitest';
import { withGrantDb, withTenantDb } from '@/db/client';
import { scopeOf } from '@/db/testing/factories/archive';
import { callAs } from '@/db/testing/factories/calls';
import {
  makePerson,
  makeSupervisedPair,
  makeTenant,
  supervise,
  type TestPerson,
  type TestTenant,
} from '@/db/testing/factories/tenancy';
import { testAdmin, testPools } from '@/db/testing/test-db';
import { auditGrantRead } from '@/server/audit/audit';
import type { CreateGrantInput } from '@/server/domain/tenancy/grant';
import { openGrantOver } from '@/server/tenancy/open-grants';
import { createGrant, endGrant } from './index.ts';

const refused = (code: string) => ({ cause: expect.objectContaining({ code }) });

const grant = async (
  bureau: TestTenant,
  unit: TestTenant,
  overrides: Partial<CreateGrantInput> = {},
  by: TestPerson = bureau.worker,
): Promise<string> => {
  const scope = scopeOf(bureau, by);
  const input = {
    unitTenantId: unit.id,
    accountIds: [bureau.worker.accountId],
    recordClasses: ['archive' as const],
    validFrom: new Date(Date.now() - 60_000).toISOString(),
    validTo: new Date(Date.now() + 3_600_000).toISOString(),
    reason: '年度检查',
    ...overrides,
  };
  return (await withTenantDb(await testPools(), scope, (tdb) => createGrant(tdb, scope, input))).id;
};

const look = async (bureau: TestTenant, unit: TestTenant): Promise<void> => {
  const scope = scopeOf(bureau);
  await withGrantDb(await testPools(), scope, async (gdb) => {
    const opened = await openGrantOver(gdb, 'archive', unit.slug);
    await auditGrantRead(
      gdb,
      scope,
      { recordClass: 'archive', grantIds: [opened.grantId] },
      { action: 'archive.list', objectKind: 'archive_item' },
    );
  });
};

describe('a grant', () => {
  it('is shown to both sides, with the names of who may look', async () => {
    const { bureau, otherBureau, unit, stranger } = await makeSupervisedPair();
    const id = await grant(bureau, unit, { yearFrom: 2024, yearTo: 2025, categoryCodes: ['WS'] });
    const received = (await (await callAs(unit)).grants.list({ side: 'received' })).rows;
    expect(received).toMatchObject([
      {
        id,
        ownerName: bureau.name,
        unitName: unit.name,
        inspectorNames: [bureau.worker.displayName],
        state: 'live',
        looks: 0,
      },
    ]);
    expect(
      (await (await callAs(bureau)).grants.list({ side: 'given', state: 'live' })).rows.map((row) => row.id),
    ).toEqual([id]);
    expect((await (await callAs(unit)).grants.list({ side: 'given' })).rows).toEqual([]);
    for (const tenant of [otherBureau, stranger]) {
      for (const side of ['given', 'received'] as const)
        expect((await (await callAs(tenant)).grants.list({ side })).rows).toEqual([]);
    }
  });

  it('opens only units below, to members of the owner', async () => {
    const { bureau, otherBureau, unit, stranger } = await makeSupervisedPair();
    await expect(grant(bureau, stranger)).rejects.toMatchObject({ code: 'ADDRESSEE_NOT_RELATED' });
    await expect(grant(unit, bureau)).rejects.toMatchObject({ code: 'ADDRESSEE_NOT_RELATED' });
    await expect(grant(bureau, unit, { accountIds: [otherBureau.worker.accountId] })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(
      grant(bureau, unit, { validTo: new Date(Date.now() - 3_600_000).toISOString() }),
    ).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('shows the unit every look, and nobody else', async () => {
    const { bureau, unit, stranger } = await makeSupervisedPair();
    const id = await grant(bureau, unit);
    await look(bureau, unit);
    await look(bureau, unit);
    const caller = await callAs(unit);
    const looks = await caller.grants.looks({ grantId: id });
    expect(looks.rows).toHaveLength(2);
    expect(looks.rows[0]).toMatchObject({
      actorName: bureau.worker.displayName,
      actorTenantName: bureau.name,
      action: 'archive.list',
      grantId: id,
    });
    expect((await caller.grants.list({ side: 'received' })).rows).toMatchObject([{ looks: 2, looksToday: 2 }]);
    expect((await (await callAs(bureau)).grants.list({ side: 'given' })).rows).toMatchObject([{ looks: 2 }]);
    expect((await caller.workspace.home()).receivedGrants).toMatchObject([
      { id, looksToday: 2, hasOpenObjection: false },
    ]);
    expect((await (await callAs(bureau)).workspace.home()).myGrants).toMatchObject([
      { id, unitSlug: unit.slug, recordClasses: ['archive'] },
    ]);
    for (const tenant of [bureau, stranger]) {
      await expect((await callAs(tenant)).grants.looks({ grantId: id })).rejects.toMatchObject(refused('NOT_FOUND'));
    }
  });

  it('is revoked at once by its owner alone, and once', async () => {
    const { bureau, otherBureau, unit } = await makeSupervisedPair();
    const id = await grant(bureau, unit);
    const input = { grantId: id, reason: '检查结束' };
    await look(bureau, unit);
    const archivist = await makePerson(unit.id, ['unit_archivist']);
    await expect((await callAs(unit, archivist)).grants.revoke(input)).rejects.toMatchObject(refused('FORBIDDEN'));
    await expect((await callAs(otherBureau)).grants.revoke(input)).rejects.toMatchObject(refused('NOT_FOUND'));
    const supervisorBelow = await makePerson(unit.id, ['town_supervisor']);
    await expect((await callAs(unit, supervisorBelow)).grants.revoke(input)).rejects.toMatchObject(
      refused('NOT_FOUND'),
    );
    await (await callAs(bureau)).grants.revoke(input);
    await expect(look(bureau, unit)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect((await callAs(bureau)).grants.revoke(input)).rejects.toMatchObject(refused('GRANT_NOT_LIVE'));
    expect(
      (await (await callAs(unit)).grants.list({ side: 'received', state: 'revoked' })).rows.map((row) => row.id),
    ).toEqual([id]);
    const scope = scopeOf(bureau);
    expect(await withTenantDb(await testPools(), scope, (tdb) => endGrant(tdb, scope, input))).toBe(false);
  });

  it('ends with the membership of the one who may look', async () => {
    const { bureau, unit } = await makeSupervisedPair();
    await grant(bureau, unit);
    await (await testAdmin()).query("update membership set state = 'ended' where id = $1", [
      bureau.worker.membershipId,
    ]);
    await expect(look(bureau, unit)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('an objection', () => {
  const raised = async () => {
    const world = await makeSupervisedPair();
    const grantId = await grant(world.bureau, world.unit);
    const { objectionId } = await (await callAs(world.unit)).grants.object({ grantId, reason: '年度不在检查范围' });
    return { ...world, grantId, objectionId };
  };

  it('reaches the owner as a to-do, and does not stop the grant', async () => {
    const { bureau, otherBureau, unit, grantId } = await raised();
    const lead = await makePerson(bureau.id, ['bureau_lead']);
    const inspector = await makePerson(bureau.id, ['bureau_inspector']);
    expect((await (await callAs(bureau, lead)).platform.todos({})).rows).toMatchObject([
      { kind: 'grant_objection', source: unit.name },
    ]);
    expect((await (await callAs(bureau, inspector)).platform.todos({})).rows).toEqual([]);
    expect((await (await callAs(otherBureau)).platform.todos({})).rows).toEqual([]);
    await look(bureau, unit);
    await expect((await callAs(unit)).grants.object({ grantId, reason: '再提' })).rejects.toMatchObject(
      refused('OBJECTION_ALREADY_RAISED'),
    );
    expect((await (await callAs(unit)).workspace.home()).receivedGrants).toMatchObject([{ hasOpenObjection: true }]);
  });

  it('is for the unit itself, against a grant that is not over', async () => {
    const { bureau, unit, stranger } = await makeSupervisedPair();
    const id = await grant(bureau, unit);
    await expect((await callAs(stranger)).grants.object({ grantId: id, reason: '不是我们' })).rejects.toMatchObject(
      refused('NOT_FOUND'),
    );
    await expect((await callAs(bureau)).grants.object({ grantId: id, reason: '不是我们' })).rejects.toMatchObject(
      refused('NOT_FOUND'),
    );
    const clerk = await makePerson(unit.id, ['unit_dept']);
    await expect((await callAs(unit, clerk)).grants.object({ grantId: id, reason: '无权' })).rejects.toMatchObject(
      refused('FORBIDDEN'),
    );
    await (await callAs(bureau)).grants.revoke({ grantId: id, reason: '收回' });
    await expect((await callAs(unit)).grants.object({ grantId: id, reason: '晚了' })).rejects.toMatchObject(
      refused('GRANT_NOT_LIVE'),
    );
  });

  it('when upheld ends the grant and tells the unit why', async () => {
    const { bureau, unit, objectionId } = await raised();
    await (await callAs(bureau)).grants.answerObjection({ objectionId, decision: 'uphold', reason: '范围有误' });
    await expect(look(bureau, unit)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const [seen] = (await (await callAs(unit)).grants.list({ side: 'received' })).rows;
    expect(seen).toMatchObject({ state: 'revoked', objection: { state: 'upheld', answer: '范围有误' } });
    expect((await (await callAs(unit)).dispatch.list({ box: 'in', kind: 'objection_answer' })).rows).toHaveLength(1);
    expect((await (await callAs(bureau)).platform.todos({})).rows).toEqual([]);
  });

  it('when rejected keeps the grant; it is answered once, by the leader of its owner', async () => {
    const { bureau, otherBureau, unit, objectionId } = await raised();
    const inspector = await makePerson(bureau.id, ['bureau_inspector']);
    const input = { objectionId, decision: 'reject' as const, reason: '在检查方案范围内' };
    await expect((await callAs(bureau, inspector)).grants.answerObjection(input)).rejects.toMatchObject(
      refused('FORBIDDEN'),
    );
    await expect((await callAs(otherBureau)).grants.answerObjection(input)).rejects.toMatchObject(refused('NOT_FOUND'));
    const results = await Promise.allSettled([
      callAs(bureau).then((caller) => caller.grants.answerObjection(input)),
      callAs(bureau).then((caller) => caller.grants.answerObjection({ ...input, decision: 'uphold' })),
    ]);
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await (await callAs(unit)).dispatch.list({ box: 'in', kind: 'objection_answer' })).rows).toHaveLength(1);
    await expect((await callAs(bureau)).grants.answerObjection(input)).rejects.toMatchObject(refused('CONFLICT'));
  });

  it('against a township’s grant is answered by the township’s leader', async () => {
    const [township, village] = [await makeTenant('township'), await makeTenant('village')];
    await supervise(township, village);
    const grantId = await grant(township, village);
    const { objectionId } = await (await callAs(village)).grants.object({ grantId, reason: '不同意' });
    const lead = await makePerson(township.id, ['unit_lead']);
    await (await callAs(township, lead)).grants.answerObjection({
      objectionId,
      decision: 'reject',
      reason: '按计划检查',
    });
    expect((await (await callAs(village)).grants.list({ side: 'received' })).rows).toMatchObject([
      { state: 'live', objection: { state: 'rejected' } },
    ]);
  });
});
