import type { TenantDb } from '@/db/client';
import { type FoundLine, insertScans, listLines, recordFound } from '@/db/queries/stock-take.queries';
import { findBoxesByLabel } from '@/db/queries/storage-box.queries';
import { findPlaceByText, type PlaceRow } from '@/db/queries/storage-place.queries';
import { audit } from '@/server/audit/audit';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { RecordScansInput, ScanResultView } from '@/server/domain/storage/stock-take';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireOpen } from './take-stock.ts';

type Scan = RecordScansInput['scans'][number];

const findPlaces = async (tdb: TenantDb, tenantId: number, scans: readonly Scan[]): Promise<Map<string, PlaceRow>> => {
  const places = new Map<string, PlaceRow>();
  for (const typed of new Set(scans.map((scan) => scan.place))) {
    const place = await findPlaceByText(tdb, tenantId, typed);
    if (place) places.set(typed, place);
  }
  return places;
};

/**
 * Enters what a device has scanned, also hours later and more than once: each scan brings an id of its own, so that a
 * queue sent again after a cut network changes nothing. (That is why it takes no key for the whole request: a queue
 * that has grown since the cut would be refused.)
 */
export const recordScans = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: RecordScansInput,
): Promise<ScanResultView> => {
  const { tenantId, actorName } = scope;
  const take = await requireOpen(tdb, scope, input.stockTakeId);
  refuseClassified(...input.scans.map((scan) => scan.label));
  const places = await findPlaces(tdb, tenantId, input.scans);
  const labels = [...new Set(input.scans.map((scan) => scan.label))];
  const boxes = new Map((await findBoxesByLabel(tdb, tenantId, labels)).map((box) => [box.label, box]));
  const placed = [...input.scans].filter((scan) => places.has(scan.place)).sort((a, b) => a.at.localeCompare(b.at));
  const key = { tenantId, stockTakeId: take.id, byName: actorName };
  const fresh =
    placed.length === 0
      ? new Set<string>()
      : await insertScans(
          tdb,
          key,
          [...new Map(placed.map((scan) => [scan.id, scan])).values()].map((scan) => ({
            scanId: scan.id,
            label: scan.label,
            placeCode: places.get(scan.place)?.code ?? '',
            scannedAt: scan.at,
          })),
        );
  const found = new Map<string, FoundLine>();
  for (const scan of placed) {
    const [place, box] = [places.get(scan.place), boxes.get(scan.label)];
    if (!place || !fresh.has(scan.id)) continue;
    found.set(scan.label, {
      label: scan.label,
      boxId: box?.id ?? null,
      homePlaceId: box?.placeId ?? null,
      homeCode: box?.placeCode ?? null,
      foundPlaceId: place.id,
      foundCode: place.code,
      foundAt: scan.at,
      foundByName: actorName,
    });
  }
  await recordFound(tdb, tenantId, take.id, [...found.values()]);
  const walk = { after: undefined, direction: 'after', limit: labels.length } as const;
  const lines = new Map((await listLines(tdb, tenantId, take.id, { labels }, walk)).map((line) => [line.label, line]));
  await audit(tdb, scope, {
    action: 'storage.recordScans',
    objectKind: 'stock_take',
    objectId: take.id,
    objectLabel: take.title,
    detail: { scans: input.scans.length, fresh: fresh.size },
  });
  return {
    results: input.scans.map((scan) => {
      const line = lines.get(scan.label);
      if (!places.has(scan.place) || !line)
        return { id: scan.id, label: scan.label, outcome: 'no_such_place' as const, expectedCode: null };
      const outcome = line.outcome === 'missing' ? 'counted' : (line.outcome as 'counted' | 'misplaced' | 'unknown');
      return {
        id: scan.id,
        label: scan.label,
        outcome,
        expectedCode: outcome === 'misplaced' ? line.expectedCode : null,
      };
    }),
  };
};
