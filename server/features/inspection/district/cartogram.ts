import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { findCartogram, saveCartogram } from '@/db/queries/cartogram.queries';
import { readTiles, type TileRow } from '@/db/queries/district.queries';
import { listKnownTenants } from '@/db/queries/workspace.queries';
import { audit } from '@/server/audit/audit';
import {
  type ArrangeTilesInput,
  type CartogramView,
  cartogramView,
  type PlacedTile,
  placedTile,
} from '@/server/domain/inspection/district';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';
import { districtQuestion } from './read-table.ts';

/** Wide enough for a phone to show two beside each other. */
const USUAL_COLUMNS = 4;
const keyOf = ({ column, row }: { column: number; row: number }): string => `${column}/${row}`;

/** What has been placed stays where it is; what has not fills the free places, line by line. */
const placeAll = (slugs: readonly string[], placed: readonly PlacedTile[]): Map<string, PlacedTile> => {
  const known = new Set(slugs);
  const places = new Map(placed.filter((tile) => known.has(tile.slug)).map((tile) => [tile.slug, tile]));
  const taken = new Set([...places.values()].map(keyOf));
  const columns = Math.max(USUAL_COLUMNS, ...[...places.values()].map((tile) => tile.column));
  let next = 0;
  for (const slug of slugs.filter((one) => !places.has(one))) {
    let place = { column: 1, row: 1 };
    do {
      place = { column: (next % columns) + 1, row: Math.floor(next / columns) + 1 };
      next += 1;
    } while (taken.has(keyOf(place)));
    places.set(slug, { slug, ...place });
  }
  return places;
};

const valuesOf = ({ overdue, open, filing, inspected, score, hours }: TileRow) => ({
  overdue,
  open,
  filing,
  inspected,
  score,
  hours,
});

/** 方格示意图: the tiles with all measures, so that another measure is another colour and no other question. */
export const readCartogram = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { on?: string | undefined },
): Promise<CartogramView> => {
  const question = await districtQuestion(tdb, scope, input.on);
  const rows = await readTiles(tdb, question);
  const kept = await findCartogram(tdb, scope.tenantId);
  const tiles = rows.flatMap((row) => (row.slug === null ? [] : [{ ...row, slug: row.slug }]));
  const places = placeAll(
    tiles.map((tile) => tile.slug),
    z
      .array(placedTile)
      .catch([])
      .parse(kept?.tiles ?? []),
  );
  const other = rows.find((row) => row.slug === null);
  return cartogramView.parse({
    on: question.on,
    filingYear: question.filingYear,
    tiles: tiles.map((row) => ({ ...row, ...places.get(row.slug), values: valuesOf(row) })),
    others: other ? { slug: null, name: null, units: other.units, values: valuesOf(other) } : null,
    rowVersion: kept?.rowVersion ?? 0,
    updatedByName: kept?.updatedByName ?? null,
  });
};

/**
 * Puts the tiles where somebody wants them.
 * @throws AppError TILES_OVERLAP for two on one place; NOT_FOUND for a unit that is not below; STALE_VERSION
 */
export const arrangeTiles = async (tdb: TenantDb, scope: TenantScope, input: ArrangeTilesInput): Promise<void> => {
  const { accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'tiles are placed by a person');
  const below = new Set((await listKnownTenants(tdb)).filter((unit) => unit.depth > 0).map((unit) => unit.slug));
  const stranger = input.tiles.find((tile) => !below.has(tile.slug));
  if (stranger) throw new AppError('NOT_FOUND', `${stranger.slug} is not supervised here`);
  const taken = new Set(input.tiles.map(keyOf));
  const slugs = new Set(input.tiles.map((tile) => tile.slug));
  if (taken.size !== input.tiles.length || slugs.size !== input.tiles.length) {
    throw new AppError('TILES_OVERLAP', 'two tiles on one place');
  }
  const key = { tenantId: scope.tenantId, rowVersion: input.rowVersion };
  if (!(await saveCartogram(tdb, key, { tiles: input.tiles, updatedBy: accountId, updatedByName: scope.actorName }))) {
    throw new AppError('STALE_VERSION', 'the tiles were placed by somebody else meanwhile');
  }
  await audit(tdb, scope, {
    action: 'inspection.arrangeTiles',
    objectKind: 'cartogram',
    objectId: String(scope.tenantId),
    objectLabel: scope.tenantName,
    detail: { tiles: input.tiles },
  });
};
