import type { TenantDb } from '@/db/client';
import { findItem } from '@/db/queries/archive-item.queries';
import { findBox } from '@/db/queries/storage-box.queries';
import { type BoxMoveRow, listBoxMoves } from '@/db/queries/storage-move.queries';
import { listOutsOfItem } from '@/db/queries/storage-out.queries';
import { type ItemMoveRow, listItemMoves } from '@/db/queries/storage-pack.queries';
import { AppError } from '@/server/domain/shared/app-error';
import { type ItemPlaceHistoryView, itemPlaceEventView } from '@/server/domain/storage/box';
import type { TenantScope } from '@/server/tenancy/scope';
import { readSetting } from './read-setting.ts';

const MOVES = 500;
type Event = ItemPlaceHistoryView['events'][number];

/** From when until when the record lay in which box; the last stay has no end. */
const staysOf = (moves: readonly ItemMoveRow[]): { boxId: string; from: string; until: string | null }[] =>
  moves.flatMap((move, index) =>
    move.toBoxId === null
      ? []
      : [{ boxId: move.toBoxId, from: move.movedAt, until: moves[index + 1]?.movedAt ?? null }],
  );

const event = (fields: Partial<Event> & Pick<Event, 'at' | 'kind' | 'byName'>): Event =>
  itemPlaceEventView.parse({
    boxNumber: null,
    boxLabel: null,
    placeCode: null,
    from: null,
    to: null,
    reason: null,
    ...fields,
  });

/** The shelf on which a box stood at an instant. */
const placeAt = (moves: readonly BoxMoveRow[], boxId: string | null, at: string): string | null =>
  moves.find((move) => move.boxId === boxId && move.movedAt <= at)?.toCode ?? null;

const boxEvent = (move: ItemMoveRow, shelvings: readonly BoxMoveRow[]): Event =>
  event({
    placeCode: placeAt(shelvings, move.toBoxId, move.movedAt),
    at: move.movedAt,
    byName: move.movedByName,
    kind: move.toBoxId === null ? 'unboxed' : move.fromBoxId === null ? 'boxed' : 'moved',
    boxNumber: move.toNumber ?? move.fromNumber,
    boxLabel: move.toLabel ?? move.fromLabel,
    from: move.fromNumber,
    to: move.toNumber,
    reason: move.reason,
  });

/** Where a record is, and every box, shelf and hand it was in: its own way and that of its boxes while it lay in them. */
export const getItemHistory = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { itemId: string },
): Promise<ItemPlaceHistoryView> => {
  const { tenantId } = scope;
  const item = await findItem(tdb, tenantId, input.itemId);
  if (!item) throw new AppError('NOT_FOUND', `record ${input.itemId} is not in tenant ${tenantId}`);
  // What is part of a volume lies where the volume lies.
  const carrier = item.boxId === null && item.parentId !== null ? await findItem(tdb, tenantId, item.parentId) : item;
  const moves = await listItemMoves(tdb, tenantId, carrier?.id ?? item.id);
  const stays = staysOf(moves);
  const during = (boxId: string, at: string): boolean =>
    stays.some((stay) => stay.boxId === boxId && at >= stay.from && (stay.until === null || at < stay.until));
  const boxIds = [...new Set(stays.map((stay) => stay.boxId))];
  const shelvings = await listBoxMoves(tdb, tenantId, boxIds, MOVES);
  const shelved = shelvings.filter((move) => during(move.boxId, move.movedAt));
  const outs = (await listOutsOfItem(tdb, tenantId, item.id, boxIds)).filter(
    (out) => out.itemId === item.id || (out.boxId !== null && during(out.boxId, out.createdAt)),
  );
  const box = carrier?.boxId ? await findBox(tdb, tenantId, carrier.boxId, await readSetting(tdb, scope)) : undefined;
  const events = [
    ...moves.map((move) => boxEvent(move, shelvings)),
    ...shelved.map((move) =>
      event({
        at: move.movedAt,
        byName: move.movedByName,
        kind: move.toCode === null ? 'taken_off' : move.fromCode === null ? 'shelved' : 'relocated',
        placeCode: move.toCode,
        from: move.fromCode,
        to: move.toCode,
        reason: move.reason,
      }),
    ),
    ...outs.flatMap((out) => [
      event({ at: out.createdAt, byName: out.handedByName, kind: 'lent', to: out.holderName, reason: out.purpose }),
      ...(out.returnedOn === null
        ? []
        : [
            event({
              at: `${out.returnedOn}T15:59:59.000Z`,
              byName: out.takenByName ?? '',
              kind: 'returned',
              from: out.holderName,
              reason: out.returnNote,
            }),
          ]),
    ]),
  ].sort((left, right) => right.at.localeCompare(left.at));
  return {
    current: box ? { boxId: box.id, boxNumber: box.boxNumber, boxLabel: box.label, placeCode: box.placeCode } : null,
    holderName: outs.find((out) => out.returnedOn === null)?.holderName ?? null,
    events,
  };
};
