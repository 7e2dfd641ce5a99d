import { describe, expect, it, vi } from 'vitest';
import { callAs } from '@/db/testing/factories/calls';
import { makePerson, makeTenant, type TestPerson, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin, testPools } from '@/db/testing/test-db';
import { createSessionService } from '@/server/auth/session';
import type { Role } from '@/server/domain/tenancy/permission';

const refused = (code: string) => ({ cause: expect.objectContaining({ code }) });

const withOfficers = async () => {
  const tenant = await makeTenant('township');
  const [sysAdmin, secAdmin, auditAdmin] = [
    await makePerson(tenant.id, ['sys_admin']),
    await makePerson(tenant.id, ['sec_admin']),
    await makePerson(tenant.id, ['audit_admin']),
  ];
  return { tenant, sysAdmin, secAdmin, auditAdmin };
};

const versionOf = async (tenant: TestTenant, person: TestPerson): Promise<number> => {
  const { rows } = await (await testAdmin()).query(
    'select row_version from membership where tenant_id = $1 and id = $2',
    [tenant.id, person.membershipId],
  );
  return rows[0].row_version;
};

const assign = async (tenant: TestTenant, by: TestPerson, to: TestPerson, roles: Role[]): Promise<void> =>
  (await callAs(tenant, by)).tenancy.assignRoles({
    membershipId: to.membershipId,
    roles,
    rowVersion: await versionOf(tenant, to),
  });

describe('the three officers', () => {
  it('lets the system administrator invite and the security administrator give roles, and neither do the other’s work', async () => {
    const { tenant, sysAdmin, secAdmin, auditAdmin } = await withOfficers();
    const invitation = { displayName: '林岚', loginName: 'lin.lan', roles: ['unit_archivist' as const] };
    for (const person of [secAdmin, auditAdmin, tenant.worker]) {
      await expect((await callAs(tenant, person)).tenancy.invite(invitation)).rejects.toMatchObject(
        refused('FORBIDDEN'),
      );
    }
    for (const person of [sysAdmin, auditAdmin, tenant.worker]) {
      await expect(assign(tenant, person, tenant.worker, ['unit_lead'])).rejects.toMatchObject(refused('FORBIDDEN'));
    }
    await (await callAs(tenant, sysAdmin)).tenancy.invite(invitation);
    await assign(tenant, secAdmin, tenant.worker, ['unit_lead']);
    expect((await (await callAs(tenant)).workspace.current()).membership.roles).toEqual(['unit_lead']);
  });

  it('keeps all three from business data', async () => {
    const { tenant, sysAdmin, secAdmin, auditAdmin } = await withOfficers();
    for (const person of [sysAdmin, secAdmin, auditAdmin]) {
      const home = await (await callAs(tenant, person)).workspace.home();
      expect([home.archive, home.receivedGrants, home.myGrants]).toEqual([null, null, null]);
      await expect((await callAs(tenant, person)).dispatch.list({ box: 'in' })).rejects.toMatchObject(
        refused('FORBIDDEN'),
      );
    }
  });

  it('never loses the last of each', async () => {
    const { tenant, sysAdmin, secAdmin } = await withOfficers();
    await expect(assign(tenant, secAdmin, sysAdmin, ['unit_lead'])).rejects.toMatchObject(refused('LAST_OFFICER'));
    const second = await makePerson(tenant.id, ['sys_admin']);
    await assign(tenant, secAdmin, sysAdmin, ['unit_lead']);
    const caller = await callAs(tenant, second);
    await expect(
      caller.tenancy.endMembership({
        membershipId: secAdmin.membershipId,
        rowVersion: await versionOf(tenant, secAdmin),
      }),
    ).rejects.toMatchObject(refused('LAST_OFFICER'));
  });

  it('never loses the last two at the same time', async () => {
    const { tenant, secAdmin, auditAdmin } = await withOfficers();
    const other = await makePerson(tenant.id, ['audit_admin']);
    const results = await Promise.allSettled([
      assign(tenant, secAdmin, auditAdmin, ['unit_lead']),
      assign(tenant, secAdmin, other, ['unit_lead']),
    ]);
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('lets nobody give roles to oneself or remove oneself', async () => {
    const { tenant, sysAdmin, secAdmin } = await withOfficers();
    await makePerson(tenant.id, ['sec_admin']);
    await makePerson(tenant.id, ['sys_admin']);
    await expect(assign(tenant, secAdmin, secAdmin, ['unit_lead'])).rejects.toMatchObject(refused('FORBIDDEN'));
    await expect(
      (await callAs(tenant, sysAdmin)).tenancy.endMembership({ membershipId: sysAdmin.membershipId, rowVersion: 1 }),
    ).rejects.toMatchObject(refused('FORBIDDEN'));
  });

  it('refuses roles that may not meet or do not exist in this kind of unit, here and in the database', async () => {
    const { tenant, sysAdmin, secAdmin } = await withOfficers();
    await expect(assign(tenant, secAdmin, tenant.worker, ['sys_admin', 'unit_lead'])).rejects.toMatchObject(
      refused('OFFICER_ROLES_EXCLUSIVE'),
    );
    await expect(assign(tenant, secAdmin, tenant.worker, ['sys_admin', 'audit_admin'])).rejects.toMatchObject(
      refused('OFFICER_ROLES_EXCLUSIVE'),
    );
    await expect(assign(tenant, secAdmin, tenant.worker, ['bureau_lead'])).rejects.toMatchObject(
      refused('ROLE_NOT_ALLOWED_HERE'),
    );
    await expect(
      (await callAs(tenant, sysAdmin)).tenancy.invite({
        displayName: '林岚',
        loginName: 'lin.lan',
        roles: ['archives_keeper'],
      }),
    ).rejects.toMatchObject(refused('ROLE_NOT_ALLOWED_HERE'));
    await expect(
      (await testAdmin()).query("update membership set roles = '{sys_admin,unit_lead}' where id = $1", [
        tenant.worker.membershipId,
      ]),
    ).rejects.toThrow('OFFICER_ROLES_EXCLUSIVE');
  });
});

describe('a member', () => {
  it('loses every session when the roles change', async () => {
    const { tenant, secAdmin } = await withOfficers();
    const sessions = createSessionService(await testPools(), true);
    const cookie = await sessions.create(tenant.worker.accountId, { address: '127.0.0.1', userAgent: '' });
    await assign(tenant, secAdmin, tenant.worker, ['unit_lead']);
    await vi.waitFor(async () => expect(await sessions.validate(cookie.value)).toBeNull(), { timeout: 10_000 });
  });

  it('keeps the sessions when the change is refused', async () => {
    const { tenant, sysAdmin, secAdmin } = await withOfficers();
    const sessions = createSessionService(await testPools(), true);
    const cookie = await sessions.create(sysAdmin.accountId, { address: '127.0.0.1', userAgent: '' });
    await expect(assign(tenant, secAdmin, sysAdmin, ['unit_lead'])).rejects.toMatchObject(refused('LAST_OFFICER'));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await sessions.validate(cookie.value)).not.toBeNull();
  });

  it('is not changed from a stale page, nor twice ended', async () => {
    const { tenant, sysAdmin, secAdmin } = await withOfficers();
    const stale = { membershipId: tenant.worker.membershipId, rowVersion: 1 };
    await (await callAs(tenant, secAdmin)).tenancy.assignRoles({ ...stale, roles: ['unit_lead'] });
    await expect(
      (await callAs(tenant, secAdmin)).tenancy.assignRoles({ ...stale, roles: ['unit_dept'] }),
    ).rejects.toMatchObject(refused('STALE_VERSION'));
    await expect((await callAs(tenant, sysAdmin)).tenancy.endMembership(stale)).rejects.toMatchObject(
      refused('STALE_VERSION'),
    );
    const now = { ...stale, rowVersion: 2 };
    await (await callAs(tenant, sysAdmin)).tenancy.endMembership(now);
    await expect(
      (await callAs(tenant, sysAdmin)).tenancy.endMembership({ ...now, rowVersion: 3 }),
    ).rejects.toMatchObject(refused('NOT_FOUND'));
    await expect((await callAs(tenant)).workspace.current()).rejects.toMatchObject(refused('NOT_FOUND'));
  });

  it('of another tenant is not there', async () => {
    const { tenant, sysAdmin, secAdmin } = await withOfficers();
    const stranger = await withOfficers();
    const foreign = { membershipId: stranger.tenant.worker.membershipId, rowVersion: 1 };
    await expect(
      (await callAs(tenant, secAdmin)).tenancy.assignRoles({ ...foreign, roles: ['unit_lead'] }),
    ).rejects.toMatchObject(refused('NOT_FOUND'));
    await expect((await callAs(tenant, sysAdmin)).tenancy.endMembership(foreign)).rejects.toMatchObject(
      refused('NOT_FOUND'),
    );
    const link = await (await callAs(stranger.tenant, stranger.sysAdmin)).tenancy.invite({
      displayName: '林岚',
      loginName: 'foreign.one',
      roles: ['unit_lead'],
    });
    await expect((await callAs(tenant, sysAdmin)).tenancy.revokeInvitation({ id: link.id })).rejects.toMatchObject(
      refused('NOT_FOUND'),
    );
    const ids = (await (await callAs(tenant, sysAdmin)).tenancy.members({})).rows.map((row) => row.id);
    expect(ids).toHaveLength(4);
    expect(ids).not.toContain(stranger.tenant.worker.membershipId);
  });

  it('is found page by page and by role', async () => {
    const { tenant, sysAdmin } = await withOfficers();
    const caller = await callAs(tenant, sysAdmin);
    const first = await caller.tenancy.members({ limit: 3 });
    const second = await caller.tenancy.members({ limit: 3, cursor: first.page.nextCursor ?? undefined });
    expect([first.rows.length, second.rows.length, first.page.total, second.page.nextCursor]).toEqual([3, 1, 4, null]);
    expect((await caller.tenancy.members({ role: 'sec_admin' })).rows).toMatchObject([{ roles: ['sec_admin'] }]);
  });

  it('has one open invitation: a newer link ends the older', async () => {
    const { tenant, sysAdmin } = await withOfficers();
    const caller = await callAs(tenant, sysAdmin);
    const input = { displayName: '林岚', loginName: 'Twice.Invited', roles: ['unit_lead' as const] };
    const [older, newer] = [await caller.tenancy.invite(input), await caller.tenancy.invite(input)];
    expect((await caller.tenancy.invitations()).map((row) => row.id)).toEqual([newer.id]);
    await expect(caller.session.invitation({ token: older.token })).rejects.toMatchObject(
      refused('INVITATION_NOT_VALID'),
    );
    expect((await caller.session.invitation({ token: newer.token })).loginName).toBe('twice.invited');
  });
});
