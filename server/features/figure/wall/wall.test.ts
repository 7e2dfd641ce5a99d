import { beforeEach, expect, it } from 'vitest';
import { callEach, requestContext } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { makeWallLink } from '@/db/testing/factories/counted';
import { makeSupervisedPair, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';
import { createCaller } from '@/server/trpc/app-router';

let bureau: TestTenant;
let otherBureau: TestTenant;
let unit: TestTenant;
let stranger: TestTenant;
beforeEach(async () => {
  ({ bureau, otherBureau, unit, stranger } = await makeSupervisedPair());
});

/** Somebody who has the address of the screen and no session. */
const show = async (token: string) => createCaller(await requestContext(null, null)).wall.show({ token });

it('shows the workspace of the link to whoever has it, with its units as tiles and nobody else’s', async () => {
  const { token } = await makeWallLink(bureau);
  const wall = await show(token);
  expect(wall.tenantName).toBe(bureau.name);
  expect(wall.cartogram?.tiles.map((tile) => tile.name)).toEqual([unit.name]);
  expect(wall.reporting).toEqual({ released: 0, owing: 1 });
  const told = JSON.stringify(wall);
  for (const foreign of [stranger.name, otherBureau.name, bureau.worker.displayName])
    expect(told).not.toContain(foreign);
  expect((await show((await makeWallLink(stranger)).token)).cartogram).toBeNull();
});

it('keeps the hash alone, and notes that it was shown', async () => {
  const { id, token } = await makeWallLink(bureau);
  const { rows } = await (await testAdmin()).query('select * from wall_link where tenant_id = $1', [bureau.id]);
  expect(JSON.stringify(rows)).not.toContain(token);
  const listed = async () => (await callEach(bureau).wall.links({})).rows;
  expect(await listed()).toMatchObject([{ id, state: 'open', lastShownAt: null }]);
  await show(token);
  expect((await listed())[0]?.lastShownAt).not.toBeNull();
  expect((await callEach(otherBureau).wall.links({})).rows).toEqual([]);
});

it('refuses revoked, expired and unknown links alike, and lets no other office revoke one', async () => {
  const { id, token } = await makeWallLink(bureau);
  expect(await refused(callEach(otherBureau).wall.revokeLink({ id }))).toBe('NOT_FOUND');
  await show(token);
  await callEach(bureau).wall.revokeLink({ id });
  expect(await refused(callEach(bureau).wall.revokeLink({ id }))).toBe('NOT_FOUND');
  const old = await makeWallLink(bureau);
  await (await testAdmin()).query("update wall_link set expires_at = now() - interval '1 second' where id = $1", [
    old.id,
  ]);
  const [first, second] = [await makeWallLink(unit), await makeWallLink(unit)];
  expect(await refused(show(first.token))).toBe('NOT_FOUND');
  expect((await show(second.token)).tenantName).toBe(unit.name);
  const answers = await Promise.all([token, old.token, 'x'.repeat(43)].map((one) => refused(show(one))));
  expect(answers).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND']);
  expect((await callEach(bureau).wall.links({})).rows.map((row) => row.state)).toEqual(['expired', 'revoked']);
});
