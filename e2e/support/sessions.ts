import { createPools, type Pools, withSystemDb } from '@/db/client';
import { findAccountByLoginName } from '@/db/queries/account.queries';
import { createSessionService, type SessionService } from '@/server/auth/session';
import type { ServedWorld } from './world';

/** Sessions made behind the form, which the tests of the form go through. */
export interface SessionMaker {
  /** `name=value`, as a browser sends it. */
  cookieOf(loginName: string): Promise<string>;
  accountIdOf(loginName: string): Promise<string>;
  service: SessionService;
  pools: Pools;
  close(): Promise<void>;
}

export const openSessionMaker = (world: ServedWorld): SessionMaker => {
  const pools = createPools(world.adminUrl, 4);
  const service = createSessionService(pools, true);
  const accountIdOf = async (loginName: string): Promise<string> => {
    const account = await withSystemDb(pools, (sdb) => findAccountByLoginName(sdb, loginName));
    if (!account) throw new Error(`the district has no ${loginName}`);
    return account.id;
  };
  return {
    pools,
    service,
    accountIdOf,
    cookieOf: async (loginName) => {
      const cookie = await service.create(await accountIdOf(loginName), { address: '127.0.0.1', userAgent: 'e2e' });
      return `${cookie.name}=${cookie.value}`;
    },
    close: () => pools.close(),
  };
};

/** Several sessions of one person, in turn: the brake counts by session, and one alone would only wait. */
export const openSessions = async (maker: SessionMaker, loginName: string): Promise<() => string> => {
  const cookies = await Promise.all(Array.from({ length: 8 }, () => maker.cookieOf(loginName)));
  let next = 0;
  return () => cookies[next++ % cookies.length] ?? '';
};
