import type { Pools } from '../client.ts';
import type { LoadedTenant } from './load-tenants.ts';
import type { Random } from './random.ts';

export const insertInspections = async (_pools: Pools, _random: Random, _tenants: readonly LoadedTenant[], _today: string): Promise<void> => {};
