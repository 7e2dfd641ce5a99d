import { v7 as uuidv7 } from 'uuid';
import { type Role, rolesFor } from '@/server/domain/tenancy/permission';
import type { TenantKind } from '@/server/domain/tenancy/tenant';
import { withSystemDb } from '../../client.ts';
import { testPools } from '../test-db.ts';

export interface TestPerson {
  accountId: string;
  membershipId: string;
  loginName: string;
  displayName: string;
  roles: Role[];
}
export interface TestTenant {
  id: number;
  slug: string;
  name: string;
  kind: TenantKind;
  people: TestPerson[];
  /** The one person with every business role of the kind. */
  worker: TestPerson;
}

let serial = 0;
const nextName = (prefix: string): string => `${prefix}-${process.pid}-${++serial}`;

/** A person with roles in a tenant. */
export const makePerson = async (tenantId: number, roles: Role[], displayName = '周某'): Promise<TestPerson> => {
  const pools = await testPools();
  const person = { accountId: uuidv7(), membershipId: uuidv7(), loginName: nextName('user'), displayName, roles };
  await withSystemDb(pools, async (sdb) => {
    await sdb
      .insertInto('account')
      .values({ id: person.accountId, loginName: person.loginName, displayName })
      .execute();
    await sdb
      .insertInto('membership')
      .values({ tenantId, id: person.membershipId, accountId: person.accountId, displayName, roles })
      .execute();
  });
  return person;
};

/** A tenant with one worker who has all business roles of its kind. */
export const makeTenant = async (kind: TenantKind, overrides: { name?: string } = {}): Promise<TestTenant> => {
  const pools = await testPools();
  const slug = nextName(kind);
  const name = overrides.name ?? `${slug} 单位`;
  const { id } = await withSystemDb(pools, (sdb) =>
    sdb.insertInto('tenant').values({ slug, kind, name, shortName: name }).returning('id').executeTakeFirstOrThrow(),
  );
  const business = rolesFor(kind).filter((role) => !role.endsWith('_admin'));
  const worker = await makePerson(id, [...business]);
  return { id, slug, name, kind, people: [worker], worker };
};

export const supervise = async (
  supervisor: TestTenant,
  unit: TestTenant,
  validFrom = '2020-01-01',
  validTo: string | null = null,
): Promise<void> => {
  const pools = await testPools();
  await withSystemDb(pools, (sdb) =>
    sdb
      .insertInto('supervision')
      .values({ supervisorTenantId: supervisor.id, unitTenantId: unit.id, validFrom, validTo })
      .execute(),
  );
};

/** A bureau, a unit under it, and a stranger under another bureau: never fewer, so that a leak has somewhere to go. */
export const makeSupervisedPair = async (unitKind: TenantKind = 'township') => {
  const [bureau, otherBureau] = [await makeTenant('bureau'), await makeTenant('bureau')];
  const [unit, stranger] = [await makeTenant(unitKind), await makeTenant(unitKind)];
  await supervise(bureau, unit);
  await supervise(otherBureau, stranger);
  return { bureau, otherBureau, unit, stranger };
};
