import { describe, expect, it } from 'vitest';
import { withSystemDb } from '@/db/client';
import { callAs, requestContext } from '@/db/testing/factories/calls';
import { makePerson, makeTenant, type TestPerson, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin, testPools } from '@/db/testing/test-db';
import { hashPassword } from '@/server/auth/password';
import { createSessionService } from '@/server/auth/session';
import { signIn } from '@/server/auth/sign-in';
import { createCaller } from '@/server/trpc/app-router';

const PASSWORD = 'correct horse 22';
const refused = (code: string) => ({ cause: expect.objectContaining({ code }) });

const givePassword = async (person: TestPerson, password = PASSWORD): Promise<void> => {
  const admin = await testAdmin();
  await admin.query('update account set password_hash = $2 where id = $1', [
    person.accountId,
    await hashPassword(password),
  ]);
};

let addresses = 0;
const nextAddress = (): string => `10.0.${Math.floor(++addresses / 200)}.${addresses % 200}`;

const attempt = async (loginName: string, password: string, address = nextAddress()): Promise<string> => {
  const pools = await testPools();
  return signIn(pools, createSessionService(pools, true), { loginName, password }, { address, userAgent: 'test' }).then(
    () => 'in',
    (error: { code: string }) => error.code,
  );
};

const publicCaller = async (person: TestPerson | null = null, address = nextAddress()) =>
  createCaller({ ...(await requestContext(null, person)), address });

const invited = async (
  tenant: TestTenant,
  overrides: { loginName?: string; roles?: ['unit_archivist'] | ['unit_lead'] } = {},
) => {
  const sysAdmin = await makePerson(tenant.id, ['sys_admin']);
  const loginName = overrides.loginName ?? `new-${sysAdmin.loginName}`;
  const link = await (await callAs(tenant, sysAdmin)).tenancy.invite({
    displayName: '林岚',
    loginName,
    roles: overrides.roles ?? ['unit_archivist'],
  });
  return { ...link, loginName, sysAdmin };
};

describe('signing in', () => {
  it('answers unknown, wrong, locked and disabled with the same words', async () => {
    const tenant = await makeTenant('township');
    const [wrong, locked, disabled] = [
      tenant.worker,
      await makePerson(tenant.id, ['unit_lead']),
      await makePerson(tenant.id, ['unit_lead']),
    ];
    for (const person of [wrong, locked, disabled]) await givePassword(person);
    const admin = await testAdmin();
    await admin.query("update account set state = 'disabled' where id = $1", [disabled.accountId]);
    for (let n = 0; n < 5; n += 1) await attempt(locked.loginName, 'not this one');
    expect([
      await attempt('nobody-here', PASSWORD),
      await attempt(wrong.loginName, 'not this one'),
      await attempt(locked.loginName, PASSWORD),
      await attempt(disabled.loginName, PASSWORD),
    ]).toEqual(Array(4).fill('CREDENTIALS_WRONG'));
    expect(await attempt(wrong.loginName, PASSWORD)).toBe('in');
  });

  it('does as much work for a name that does not exist as for one that does', async () => {
    const { worker } = await makeTenant('township');
    await givePassword(worker);
    const quickest = { unknown: Number.POSITIVE_INFINITY, known: Number.POSITIVE_INFINITY };
    for (let n = 0; n < 8; n += 1) {
      // In turns, so that a busy machine slows both.
      for (const [kind, loginName] of [
        ['unknown', 'nobody-at-all'],
        ['known', worker.loginName],
      ] as const) {
        const started = performance.now();
        await attempt(loginName, 'not this one');
        quickest[kind] = Math.min(quickest[kind], performance.now() - started);
      }
    }
    // Without the decoy hash an unknown name is about ten times as quick.
    expect(quickest.unknown).toBeGreaterThan(quickest.known * 0.4);
    expect(quickest.known).toBeGreaterThan(quickest.unknown * 0.4);
  });

  it('locks an account after five guesses for a while, and only that account', async () => {
    const tenant = await makeTenant('township');
    const other = await makePerson(tenant.id, ['unit_lead']);
    await givePassword(tenant.worker);
    await givePassword(other);
    for (let n = 0; n < 5; n += 1)
      expect(await attempt(tenant.worker.loginName, `guess ${n}`)).toBe('CREDENTIALS_WRONG');
    expect(await attempt(tenant.worker.loginName, PASSWORD)).toBe('CREDENTIALS_WRONG');
    expect(await attempt(other.loginName, PASSWORD)).toBe('in');
    await (await testAdmin()).query(
      "update login_failure set locked_until = now() - interval '1 second', first_at = now() - interval '16 minutes'",
    );
    expect(await attempt(tenant.worker.loginName, PASSWORD)).toBe('in');
  });

  it('keeps no usable session in the database', async () => {
    const pools = await testPools();
    const { worker } = await makeTenant('township');
    await givePassword(worker);
    const sessions = createSessionService(pools, true);
    const cookie = await signIn(
      pools,
      sessions,
      { loginName: worker.loginName, password: PASSWORD },
      { address: nextAddress(), userAgent: '' },
    );
    const { rows } = await (await testAdmin()).query('select id from login_session where user_id = $1', [
      worker.accountId,
    ]);
    expect(rows).toHaveLength(1);
    expect(rows[0].id).not.toBe(cookie.value);
    expect(await sessions.validate(cookie.value)).not.toBeNull();
    expect(await sessions.validate(rows[0].id)).toBeNull();
  });
});

describe('the own account', () => {
  it('lists its workspaces with the open to-dos of each, and no other', async () => {
    const [own, stranger] = [await makeTenant('township'), await makeTenant('township')];
    const admin = await testAdmin();
    for (const tenant of [own, stranger]) {
      await admin.query(
        "insert into todo (tenant_id, id, kind, title, source, link, permission) values ($1, gen_random_uuid(), 'x', 't', 's', 'l', 'archive.write')",
        [tenant.id],
      );
      await admin.query(
        "insert into todo (tenant_id, id, kind, title, source, link, permission) values ($1, gen_random_uuid(), 'x', 't', 's', 'l', 'audit.read')",
        [tenant.id],
      );
    }
    const choices = await (await publicCaller(own.worker)).session.workspaces();
    expect(choices).toEqual([expect.objectContaining({ slug: own.slug, todo: 1 })]);
    await expect((await publicCaller(null)).session.workspaces()).rejects.toMatchObject(refused('SIGNED_OUT'));
  });

  it('changes the password with the old one, and ends every other session', async () => {
    const pools = await testPools();
    const tenant = await makeTenant('township');
    await givePassword(tenant.worker);
    const sessions = createSessionService(pools, true);
    const client = { address: nextAddress(), userAgent: '' };
    const [here, elsewhere] = [
      await sessions.create(tenant.worker.accountId, client),
      await sessions.create(tenant.worker.accountId, client),
    ];
    const signedIn = (await sessions.validate(here.value))!;
    const caller = createCaller({ ...(await requestContext(null, null)), signedIn, address: nextAddress() });
    await expect(
      caller.session.changePassword({ oldPassword: 'wrong one', newPassword: 'another long 33' }),
    ).rejects.toMatchObject(refused('CREDENTIALS_WRONG'));
    await expect(caller.session.changePassword({ oldPassword: PASSWORD, newPassword: 'short' })).rejects.toMatchObject(
      refused('PASSWORD_TOO_WEAK'),
    );
    await caller.session.changePassword({ oldPassword: PASSWORD, newPassword: 'another long 33' });
    expect(await sessions.validate(here.value)).not.toBeNull();
    expect(await sessions.validate(elsewhere.value)).toBeNull();
    expect(await attempt(tenant.worker.loginName, PASSWORD)).toBe('CREDENTIALS_WRONG');
    expect(await attempt(tenant.worker.loginName, 'another long 33')).toBe('in');
    const { rows } = await (await testAdmin()).query('select action from audit_event where tenant_id = $1', [
      tenant.id,
    ]);
    expect(rows).toEqual([{ action: 'account.changePassword' }]);
  });

  it('signs out everywhere', async () => {
    const pools = await testPools();
    const { worker } = await makeTenant('township');
    const sessions = createSessionService(pools, true);
    const cookie = await sessions.create(worker.accountId, { address: nextAddress(), userAgent: '' });
    const signedIn = (await sessions.validate(cookie.value))!;
    await createCaller({ ...(await requestContext(null, null)), signedIn }).session.signOutEverywhere();
    expect(await sessions.validate(cookie.value)).toBeNull();
  });
});

describe('an invitation', () => {
  it('shows where it leads, and says one thing for unknown, expired, revoked and used', async () => {
    const tenant = await makeTenant('department');
    const admin = await testAdmin();
    const [fresh, expired, revoked, used] = [
      await invited(tenant),
      await invited(tenant),
      await invited(tenant),
      await invited(tenant),
    ];
    expect(await (await publicCaller()).session.invitation({ token: fresh.token })).toMatchObject({
      tenantName: tenant.name,
      loginName: fresh.loginName,
      roles: ['unit_archivist'],
      hasAccount: false,
    });
    const hours = (Date.parse(fresh.expiresAt) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(71.9);
    expect(hours).toBeLessThanOrEqual(72);
    await admin.query("update invitation set expires_at = now() - interval '1 second' where id = $1", [expired.id]);
    await (await callAs(tenant, revoked.sysAdmin)).tenancy.revokeInvitation({ id: revoked.id });
    await (await publicCaller()).session.acceptInvitation({ token: used.token, password: PASSWORD });
    const caller = await publicCaller();
    for (const token of ['', 'x'.repeat(43), expired.token, revoked.token, used.token]) {
      await expect(caller.session.invitation({ token })).rejects.toMatchObject(refused('INVITATION_NOT_VALID'));
      await expect(caller.session.acceptInvitation({ token, password: PASSWORD })).rejects.toMatchObject(
        refused('INVITATION_NOT_VALID'),
      );
    }
  });

  it('leaves no usable token in the database', async () => {
    const tenant = await makeTenant('department');
    const { token } = await invited(tenant);
    const admin = await testAdmin();
    const { rows } = await admin.query<{ name: string }>(
      "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'",
    );
    for (const { name } of rows) {
      const found = await admin.query(`select 1 from ${name} t where t::text like '%' || $1 || '%'`, [token]);
      expect([name, found.rowCount]).toEqual([name, 0]);
    }
  });

  it('makes account, membership and audit event, but lets nobody in before the roles are given', async () => {
    const tenant = await makeTenant('department');
    const secAdmin = await makePerson(tenant.id, ['sec_admin']);
    const { token, loginName } = await invited(tenant);
    const accepted = await (await publicCaller()).session.acceptInvitation({
      token,
      password: PASSWORD,
      displayName: '许知秋',
    });
    expect(accepted).toEqual({ tenantSlug: tenant.slug, loginName, state: 'pending' });
    expect(await attempt(loginName, PASSWORD)).toBe('in');
    const admin = await testAdmin();
    const { rows } = await admin.query('select id from account where login_name = $1', [loginName]);
    const newcomer = { ...tenant.worker, accountId: rows[0].id, loginName };
    await expect((await callAs(tenant, newcomer)).workspace.current()).rejects.toMatchObject(refused('NOT_FOUND'));
    expect(await (await publicCaller(newcomer)).session.workspaces()).toEqual([]);
    const officer = await callAs(tenant, secAdmin);
    const todos = await officer.platform.todos({});
    expect(todos.rows).toMatchObject([{ kind: 'assign_roles', title: '为新成员 许知秋 授权' }]);
    const [pending] = (await officer.tenancy.members({ state: 'pending' })).rows;
    await officer.tenancy.assignRoles({
      membershipId: pending!.id,
      roles: ['unit_archivist'],
      rowVersion: pending!.rowVersion,
    });
    expect((await (await callAs(tenant, newcomer)).workspace.current()).membership).toEqual({
      displayName: '许知秋',
      roles: ['unit_archivist'],
    });
    expect((await officer.platform.todos({})).rows).toEqual([]);
    const events = await admin.query(
      "select actor_name, action from audit_event where tenant_id = $1 and action = 'member.acceptInvitation'",
      [tenant.id],
    );
    expect(events.rows).toEqual([{ actor_name: '许知秋', action: 'member.acceptInvitation' }]);
  });

  it('takes an existing account only by its own session or its password', async () => {
    const [tenant, elsewhere] = [await makeTenant('department'), await makeTenant('township')];
    const { worker } = elsewhere;
    await givePassword(worker);
    const first = await invited(tenant, { loginName: worker.loginName });
    expect((await (await publicCaller()).session.invitation({ token: first.token })).hasAccount).toBe(true);
    const thief = await makePerson(elsewhere.id, ['unit_lead']);
    await expect(
      (await publicCaller(thief)).session.acceptInvitation({ token: first.token, password: 'my own long pw' }),
    ).rejects.toMatchObject(refused('CREDENTIALS_WRONG'));
    await expect((await publicCaller()).session.acceptInvitation({ token: first.token })).rejects.toMatchObject(
      refused('CREDENTIALS_WRONG'),
    );
    await (await publicCaller(worker)).session.acceptInvitation({ token: first.token });
    const { rows } = await (await testAdmin()).query(
      'select state from membership where tenant_id = $1 and account_id = $2',
      [tenant.id, worker.accountId],
    );
    expect(rows).toEqual([{ state: 'pending' }]);
    const again = await invited(tenant, { loginName: worker.loginName });
    await expect(
      (await publicCaller()).session.acceptInvitation({ token: again.token, password: PASSWORD }),
    ).rejects.toMatchObject(refused('ALREADY_EXISTS'));
    // Refused as a whole: the link is not used up.
    expect((await (await publicCaller()).session.invitation({ token: again.token })).loginName).toBe(worker.loginName);
  });

  it('is won by one of two who accept at the same time', async () => {
    const tenant = await makeTenant('department');
    const { token, loginName } = await invited(tenant);
    const [a, b] = [await publicCaller(), await publicCaller()];
    const results = await Promise.allSettled([
      a.session.acceptInvitation({ token, password: PASSWORD }),
      b.session.acceptInvitation({ token, password: 'another long 33' }),
    ]);
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    const pools = await testPools();
    const accounts = await withSystemDb(pools, (sdb) =>
      sdb.selectFrom('account').select('id').where('loginName', '=', loginName).execute(),
    );
    expect(accounts).toHaveLength(1);
  });
});
