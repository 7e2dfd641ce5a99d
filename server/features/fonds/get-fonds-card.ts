import type { TenantDb } from '@/db/client';
import { listFondsChanges } from '@/db/queries/fonds.queries';
import { countByRetention, countFindingAids, findFondsShelf } from '@/db/queries/fonds-card.queries';
import {
  FINDING_AIDS,
  type FondsCardInput,
  type FondsCardView,
  findingAidView,
  fondsCardView,
  formerNamesOf,
} from '@/server/domain/fonds/fonds-card';
import type { TenantScope } from '@/server/tenancy/scope';
import { withParties } from './list-changes.ts';
import { getFonds } from './list-fonds.ts';

/** A fonds lives through a handful of changes; a card has room for no more than these. */
const MOST_CHANGES = 50;

/** 全宗卡片: what one fonds is, holds and went through, out of the records as they are now. */
export const getFondsCard = async (
  tdb: TenantDb,
  scope: TenantScope,
  { id }: FondsCardInput,
): Promise<FondsCardView> => {
  const { fonds, holdings } = await getFonds(tdb, scope, { id });
  const page = { cursor: undefined, direction: 'after', limit: MOST_CHANGES } as const;
  const rows = (await listFondsChanges(tdb, scope.tenantId, id, page)).slice(0, MOST_CHANGES);
  const changes = await withParties(tdb, scope, rows);
  const counted = new Map((await countFindingAids(tdb, scope.tenantId, id)).map((row) => [row.code, row]));
  const years = holdings.flatMap(({ firstYear, lastYear }) => [firstYear, lastYear]);
  return fondsCardView.parse({
    fonds,
    formerNames: formerNamesOf(changes),
    holdings,
    byRetention: await countByRetention(tdb, scope.tenantId, id),
    firstYear: years.length === 0 ? null : Math.min(...years),
    lastYear: years.length === 0 ? null : Math.max(...years),
    ...(await findFondsShelf(tdb, scope.tenantId, id)),
    aids: FINDING_AIDS.flatMap(({ code }) => {
      const row = counted.get(code);
      return row ? [findingAidView.parse(row)] : [];
    }),
    changes,
  });
};
