import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { insertPlaces, listChildPlaces, type PlaceInsert, takeLabelNumbers } from '@/db/queries/storage-place.queries';
import { findRackRow, insertRack, updateRackRow } from '@/db/queries/storage-rack.queries';
import { readShanghaiToday } from '@/db/queries/workspace.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import {
  labelOf,
  MOST_CHILDREN,
  type PlaceLevel,
  placeCode,
  placeSortKey,
  type StorageSetting,
} from '@/server/domain/storage/place';
import {
  type CreateRackInput,
  LARGEST_RACK,
  type RackView,
  rackView,
  type UpdateRackInput,
} from '@/server/domain/storage/rack';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireParent } from './create-place.ts';
import { readSetting } from './read-setting.ts';

/** What each level of the rack is numbered from and to; levels that the house does not use are left out. */
const stepsOf = (input: CreateRackInput, setting: StorageSetting): { level: PlaceLevel; numbers: string[] }[] => {
  const counted = (first: number, count: number) => Array.from({ length: count }, (_, index) => String(first + index));
  const all: { level: PlaceLevel; numbers: string[] }[] = [
    { level: 'row', numbers: counted(input.firstRow, input.rows) },
    { level: 'section', numbers: counted(1, input.sections) },
    { level: 'layer', numbers: counted(1, input.layers) },
    { level: 'side', numbers: input.twoSided ? ['A', 'B'] : [] },
  ];
  return all.filter(
    ({ level, numbers }) => numbers.length > 0 && (level === 'side' || setting.segments.includes(level)),
  );
};

interface Above {
  id: string;
  code: string;
  sortKey: string;
}

const drawPlaces = (
  parent: Above,
  steps: ReturnType<typeof stepsOf>,
  leafMm: number,
  rackId: string,
): PlaceInsert[] => {
  const places: PlaceInsert[] = [];
  const grow = (above: Above, depth: number): void => {
    const step = steps[depth];
    if (!step) return;
    for (const number of step.numbers) {
      const place = {
        id: uuidv7(),
        code: placeCode(above.code, step.level, number),
        sortKey: placeSortKey(above.sortKey, step.level, number),
      };
      places.push({
        ...place,
        parentId: above.id,
        level: step.level,
        number,
        name: null,
        label: '',
        roomKind: null,
        areaM2: null,
        rackId,
        capacityMm: depth === steps.length - 1 ? leafMm : null,
      });
      grow(place, depth + 1);
    }
  };
  grow(parent, 0);
  return places;
};

const requireRack = async (tdb: TenantDb, scope: TenantScope, id: string): Promise<RackView> => {
  const row = await findRackRow(tdb, scope.tenantId, id);
  if (!row) throw new AppError('NOT_FOUND', `rack ${id} is not in tenant ${scope.tenantId}`);
  return rackView.parse(row);
};

/** 一次建一组架: all rows, sections and layers with their codes, labels and lengths in one step. */
export const createRack = async (tdb: TenantDb, scope: TenantScope, input: CreateRackInput): Promise<RackView> => {
  refuseClassified(input.name);
  const parent = await requireParent(tdb, scope, input.parentId, 'row');
  if (!parent) throw new AppError('NOT_FOUND', 'a rack stands in a room');
  const steps = stepsOf(input, await readSetting(tdb, scope));
  const count = steps.reduce((sum, step) => sum * step.numbers.length, 1);
  if (count > LARGEST_RACK) throw new AppError('BATCH_TOO_LARGE', `${count} places`, { places: LARGEST_RACK });
  const standing = await listChildPlaces(tdb, scope.tenantId, parent.id, MOST_CHILDREN);
  if (standing.length + input.rows > MOST_CHILDREN) throw new AppError('BATCH_TOO_LARGE', 'too many rows in a room');
  const rackId = uuidv7();
  await insertRack(tdb, {
    tenantId: scope.tenantId,
    id: rackId,
    name: input.name,
    kind: input.kind,
    rowCount: input.rows,
    groupCount: input.groups,
    volumeM3: input.volumeM3,
    commissionedOn: input.commissionedOn ?? (await readShanghaiToday(tdb)),
    acquiredBy: input.acquiredBy,
  });
  const places = drawPlaces(parent, steps, input.layerMm, rackId);
  const first = await takeLabelNumbers(tdb, scope.tenantId, 'place', places.length);
  await insertPlaces(
    tdb,
    scope.tenantId,
    places.map((place, index) => ({ ...place, label: labelOf('place', scope.tenantId, first + index) })),
  );
  await audit(tdb, scope, {
    action: 'storage.createRack',
    objectKind: 'storage_rack',
    objectId: rackId,
    objectLabel: `${parent.code} ${input.name}`,
    detail: { places: places.length, rows: input.rows },
  });
  return requireRack(tdb, scope, rackId);
};

/** What the yearbook asks about a rack: kind, groups, cubic metres, in service from when until when. */
export const updateRack = async (tdb: TenantDb, scope: TenantScope, input: UpdateRackInput): Promise<RackView> => {
  refuseClassified(input.name);
  const before = await requireRack(tdb, scope, input.id);
  const { id, rowVersion, groups, ...values } = input;
  const row = { ...values, groupCount: groups };
  if (!(await updateRackRow(tdb, { tenantId: scope.tenantId, id, rowVersion }, row)))
    throw new AppError('STALE_VERSION', `rack ${id}`);
  const { name, kind, groupCount, volumeM3, commissionedOn, acquiredBy, retiredOn } = before;
  await audit(tdb, scope, {
    action: 'storage.updateRack',
    objectKind: 'storage_rack',
    objectId: id,
    objectLabel: input.name,
    detail: { from: { name, kind, groupCount, volumeM3, commissionedOn, acquiredBy, retiredOn }, to: row },
  });
  return requireRack(tdb, scope, id);
};
