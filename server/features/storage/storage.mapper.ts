import type { BoxRow } from '@/db/queries/storage-box.queries';
import type { PlaceSumRow } from '@/db/queries/storage-place.queries';
import { type BoxRowView, boxRowView } from '@/server/domain/storage/box';
import { itemRange } from '@/server/domain/storage/box-plan';
import { type PlaceView, placeView, type StorageSetting } from '@/server/domain/storage/place';

export const toPlaceView = (row: PlaceSumRow): PlaceView => placeView.parse(row);

/** How much of its spine a box is filled, by the paper of this house. */
export const fillOf = (sheets: number, spineMm: number, setting: Pick<StorageSetting, 'sheetsPerMm'>): number =>
  Math.round((sheets / setting.sheetsPerMm / spineMm) * 100);

const rangeOf = (row: BoxRow): { from: string; to: string } =>
  row.itemCount === 0
    ? { from: '', to: '' }
    : itemRange([
        { itemNumber: row.fromNumber, referenceCode: row.fromCode ?? '' },
        { itemNumber: row.toNumber, referenceCode: row.toCode ?? '' },
      ]);

export const toBoxView = (row: BoxRow, setting: StorageSetting): BoxRowView =>
  boxRowView.parse({ ...row, ...rangeOf(row), fillPercent: fillOf(row.sheets, row.spineMm, setting) });
