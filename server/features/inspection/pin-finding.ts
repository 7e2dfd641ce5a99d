import { type Pools, type TenantDb, withGrantDb } from '@/db/client';
import type { InspectionRow } from '@/db/queries/inspection.queries';
import { readClock } from '@/db/queries/inspection-campaign.queries';
import { listKnownTenants } from '@/db/queries/workspace.queries';
import type { ChecklistItem } from '@/server/domain/inspection/checklist';
import type { AddFindingInput, PinnedCopy, PinnedFacts, PinnedPlaceRef } from '@/server/domain/inspection/finding';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { freezeBox } from './freeze-box.ts';
import { freezeEntry } from './freeze-entry.ts';
import { freezePinnedItem } from './freeze-pinned-item.ts';
import { freezePlace } from './freeze-place.ts';

export interface Pinned {
  pinnedKind: string;
  pinnedId: string | null;
  pinnedLabel: string;
  pinnedCopy: PinnedCopy | null;
  pinnedFacts: PinnedFacts | null;
}

/** The pinned record must be one of the inspected unit. */
const checkSubject = async (tdb: TenantDb, inspection: InspectionRow, unitSlug: string): Promise<void> => {
  const subject = (await listKnownTenants(tdb)).find((unit) => unit.tenantId === inspection.subjectTenantId);
  if (subject?.slug !== unitSlug) throw new AppError('NOT_FOUND', `${unitSlug} is not the inspected unit`);
};

const factOf = (label: string, value: string | undefined) => (value ? [{ label, value }] : []);

/** What the inspector names and describes: a room, a line of a register. When and by whom is a part of the evidence. */
const describePlace = async (
  tdb: TenantDb,
  scope: TenantScope,
  pin: Extract<AddFindingInput['pin'], { kind: 'room' | 'register_entry' }>,
): Promise<Pinned> => {
  refuseClassified(pin.name, pin.seen);
  const { today } = await readClock(tdb);
  const isRoom = pin.kind === 'room';
  return {
    pinnedKind: pin.kind,
    pinnedId: null,
    pinnedLabel: isRoom ? pin.name : `${pin.name} ${pin.entry}`,
    pinnedCopy: null,
    pinnedFacts: [
      ...factOf(isRoom ? '地点' : '登记簿', pin.name),
      ...(isRoom ? [] : factOf('登记条目', pin.entry)),
      ...factOf('所见', pin.seen),
      ...factOf('查看日期', today),
      ...factOf('查看人', scope.actorName),
    ],
  };
};

/** One of the unit's own rooms, places or boxes, where the pin names it by its row. */
const placeOf = (pin: AddFindingInput['pin']): { unitSlug: string; place: PinnedPlaceRef } | null => {
  if (pin.kind === 'room' && pin.granted)
    return { unitSlug: pin.granted.unitSlug, place: { kind: 'room', id: pin.granted.placeId } };
  return pin.kind === 'box' && pin.boxId ? { unitSlug: pin.unitSlug, place: { kind: 'box', id: pin.boxId } } : null;
};

/**
 * What a finding is about, frozen. Reads first, writes afterwards: what belongs to the unit is read on the reader's
 * connection, in a transaction of its own that commits the read into the unit's log, and only then is the copy written
 * into the bureau's row. Should the writing fail, the unit's log still says truly that it was read.
 */
export const pinFinding = async (
  pools: Pools,
  tdb: TenantDb,
  scope: TenantScope,
  inspection: InspectionRow,
  { pin, item }: { pin: AddFindingInput['pin']; item: ChecklistItem },
): Promise<Pinned> => {
  const bare = { pinnedKind: pin.kind, pinnedId: null, pinnedCopy: null, pinnedFacts: null };
  if (pin.kind === 'checklist_item') return { ...bare, pinnedLabel: `${item.code} ${item.zh}` };
  if (pin.kind === 'register_entry' && pin.granted) {
    refuseClassified(pin.seen);
    const { unitSlug, entryId } = pin.granted;
    await checkSubject(tdb, inspection, unitSlug);
    const wanted = { grantId: inspection.grantId, unitSlug, entryId };
    const { label, facts } = await withGrantDb(pools, scope, (gdb) => freezeEntry(gdb, scope, wanted));
    return { ...bare, pinnedId: entryId, pinnedLabel: label, pinnedFacts: [...facts, ...factOf('所见', pin.seen)] };
  }
  const chosen = placeOf(pin);
  if (chosen && (pin.kind === 'room' || pin.kind === 'box')) {
    refuseClassified(pin.seen);
    await checkSubject(tdb, inspection, chosen.unitSlug);
    const wanted = { grantId: inspection.grantId, ...chosen };
    const { label, facts } = await withGrantDb(pools, scope, (gdb) => freezePlace(gdb, scope, wanted));
    const pinnedFacts = [...facts, ...factOf('所见', pin.seen)];
    return { ...bare, pinnedId: chosen.place.id, pinnedLabel: label, pinnedFacts };
  }
  if (pin.kind === 'room' || pin.kind === 'register_entry') return describePlace(tdb, scope, pin);
  await checkSubject(tdb, inspection, pin.unitSlug);
  const under = { grantId: inspection.grantId, unitSlug: pin.unitSlug };
  if (pin.kind === 'box') {
    const box = { ...under, boxNumber: pin.boxNumber };
    const pinnedFacts = await withGrantDb(pools, scope, (gdb) => freezeBox(gdb, scope, box));
    return { ...bare, pinnedLabel: `${pin.boxNumber}盒`, pinnedFacts };
  }
  const wanted = { ...under, itemId: pin.id };
  const copy = await withGrantDb(pools, scope, (gdb) => freezePinnedItem(gdb, scope, wanted));
  return { ...bare, pinnedId: pin.id, pinnedLabel: copy.referenceCode, pinnedCopy: copy };
};
