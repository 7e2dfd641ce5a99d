import { v7 as uuidv7 } from 'uuid';
import { createSessionService } from '@/server/auth/session';
import { createStores } from '@/server/objects/create-stores';
import type { ObjectStore } from '@/server/objects/object-store';
import { type Caller, createCaller } from '@/server/trpc/app-router';
import type { RequestContext } from '@/server/trpc/init';
import { tempFolder } from '../temp-folder.ts';
import { testPools } from '../test-db.ts';
import type { TestPerson, TestTenant } from './tenancy.ts';

let objects: ObjectStore | undefined;

/** The object store of this test file, in a folder of its own. */
export const testObjects = (): ObjectStore => {
  objects ??= createStores(tempFolder('objects'));
  return objects;
};

/** The context of a request by a person (or nobody) in a workspace. */
export const requestContext = async (
  slug: string | null,
  person: TestPerson | null,
  idempotencyKey: string = uuidv7(),
): Promise<RequestContext> => {
  const pools = await testPools();
  return {
    pools,
    objects: testObjects(),
    sessions: createSessionService(pools, true),
    signedIn: person
      ? { sessionId: 'test', accountId: person.accountId, loginName: person.loginName, displayName: person.displayName }
      : null,
    slug,
    requestId: uuidv7(),
    idempotencyKey,
    address: '127.0.0.1',
  };
};

/** Calls procedures as a person in a tenant's workspace, the way the browser does, each call with a key of its own. */
export const callAs = async (
  tenant: TestTenant,
  person: TestPerson = tenant.worker,
  idempotencyKey?: string,
): Promise<Caller> => createCaller(await requestContext(tenant.slug, person, idempotencyKey));

/** The same for many calls by one person: each has a key of its own, as each press of a button has. */
export const callEach = (tenant: TestTenant, person: TestPerson = tenant.worker): Caller =>
  new Proxy({} as Caller, {
    get: (_caller, feature: string) =>
      new Proxy(
        {},
        {
          get: (_feature, verb: string) => async (input: unknown) => {
            const caller = (await callAs(tenant, person)) as unknown as Record<
              string,
              Record<string, (input: unknown) => Promise<unknown>>
            >;
            return caller[feature]?.[verb]?.(input);
          },
        },
      ),
  });
