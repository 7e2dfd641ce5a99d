import { hash } from '@node-rs/argon2';
import type { TenantKind } from '../../server/domain/tenancy/tenant.ts';
import type { SystemDb } from '../client.ts';
import { instant } from './calendar.ts';
import type { Random } from './random.ts';
import { DEMO_PASSWORD, type DemoTenant } from './tenants.ts';

export interface LoadedPerson {
  accountId: string;
  login: string;
  name: string;
  roles: string[];
}
export interface LoadedTenant {
  id: number;
  slug: string;
  kind: TenantKind;
  name: string;
  shortName: string;
  supervisor: string | null;
  fondsId: string;
  fondsNumber: string;
  items: number;
  people: LoadedPerson[];
}

export const FOUNDED_ON = '2015-01-01';

/** Tenants, people and who supervises whom. All demonstration accounts share one password, so one hash serves. */
export const loadTenants = async (
  sdb: SystemDb,
  random: Random,
  tenants: readonly DemoTenant[],
): Promise<LoadedTenant[]> => {
  const passwordHash = await hash(DEMO_PASSWORD, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  const loaded: LoadedTenant[] = [];
  for (const tenant of tenants) {
    const { id } = await sdb
      .insertInto('tenant')
      .values({
        slug: tenant.slug,
        kind: tenant.kind,
        name: tenant.name,
        shortName: tenant.shortName,
        region: tenant.region,
        createdOn: FOUNDED_ON,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await sdb.insertInto('tenantName').values({ tenantId: id, validFrom: FOUNDED_ON, name: tenant.name }).execute();
    const people = tenant.people.map((person) => ({
      accountId: random.uuid(instant(FOUNDED_ON)),
      login: person.login,
      name: person.name,
      roles: person.roles as string[],
      position: person.position,
    }));
    await sdb
      .insertInto('account')
      .values(
        people.map((person) => ({
          id: person.accountId,
          loginName: person.login,
          displayName: person.name,
          passwordHash,
        })),
      )
      .execute();
    await sdb
      .insertInto('membership')
      .values(
        people.map((person) => ({
          tenantId: id,
          id: random.uuid(instant(FOUNDED_ON)),
          accountId: person.accountId,
          displayName: person.name,
          position: person.position,
          roles: person.roles,
        })),
      )
      .execute();
    const supervisor = loaded.find((candidate) => candidate.slug === tenant.supervisor);
    if (supervisor) {
      await sdb
        .insertInto('supervision')
        .values({ supervisorTenantId: supervisor.id, unitTenantId: id, validFrom: FOUNDED_ON })
        .execute();
    }
    loaded.push({
      id,
      slug: tenant.slug,
      kind: tenant.kind,
      name: tenant.name,
      shortName: tenant.shortName,
      supervisor: tenant.supervisor,
      fondsId: random.uuid(instant(FOUNDED_ON)),
      fondsNumber: tenant.fondsNumber,
      items: tenant.items,
      people,
    });
  }
  return loaded;
};
