import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { findFonds } from '@/db/queries/archive-scheme.queries';
import { readOrgNames } from '@/db/queries/filing-department.queries';
import { type BoxInsert, insertBoxes } from '@/db/queries/storage-box.queries';
import {
  countPacked,
  lastBoxNumber,
  listToPack,
  moveIntoBoxes,
  type PackItemRow,
} from '@/db/queries/storage-pack.queries';
import { takeLabelNumbers } from '@/db/queries/storage-place.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import {
  boxNumberText,
  MOST_PACKED,
  type PackInput,
  type PackPreviewView,
  type PackYearInput,
} from '@/server/domain/storage/box';
import { itemRange, type PlannedBox, planBoxes, planByNumber } from '@/server/domain/storage/box-plan';
import { labelOf, type StorageSetting } from '@/server/domain/storage/place';
import type { TenantScope } from '@/server/tenancy/scope';
import { readSetting } from './read-setting.ts';

interface Planned extends PlannedBox {
  retentionCode: string;
  number: number;
}
interface Plan {
  fonds: { id: string; number: string };
  items: PackItemRow[];
  boxes: Planned[];
  setting: StorageSetting;
}

/** Sorts boxes by fonds, category, year and period, and 2 before 10. */
export const boxSortKey = (
  scope: { fondsNumber: string; categoryCode: string; filingYear: number; retentionCode: string },
  number: number,
): string =>
  [scope.fondsNumber, scope.categoryCode, scope.filingYear, scope.retentionCode, String(number).padStart(6, '0')].join(
    '/',
  );

const draw = async (tdb: TenantDb, scope: TenantScope, input: PackInput, lock: boolean): Promise<Plan> => {
  const fonds = await findFonds(tdb, scope.tenantId, input.fondsId);
  if (!fonds) throw new AppError('NOT_FOUND', `fonds ${input.fondsId} is not in tenant ${scope.tenantId}`);
  const setting = await readSetting(tdb, scope);
  const items = await listToPack(tdb, scope.tenantId, input, MOST_PACKED + 1);
  if (items.length > MOST_PACKED)
    throw new AppError('BATCH_TOO_LARGE', 'too many records at once', { records: MOST_PACKED });
  const boxes: Planned[] = [];
  for (const retentionCode of new Set(items.map((item) => item.retentionCode))) {
    const mine = items.filter((item) => item.retentionCode === retentionCode);
    const rule = { ...setting, spineMm: input.spineMm, splitByOrg: input.splitByOrg, fitLast: input.fitLast };
    const planned = input.by === 'number' ? planByNumber(mine, rule) : planBoxes(mine, rule);
    const last = await lastBoxNumber(tdb, scope.tenantId, { ...input, retentionCode }, { lock });
    boxes.push(...planned.map((box, index) => ({ ...box, retentionCode, number: last + index + 1 })));
  }
  return { fonds, items, boxes, setting };
};

/** The plan in one word: it is another as soon as a record, its pages or a number of a box is another. */
const stampOf = ({ boxes }: Plan): string =>
  createHash('sha256')
    .update(
      JSON.stringify(boxes.map((box) => [box.retentionCode, box.number, box.spineMm, box.items.map(({ id }) => id)])),
    )
    .digest('hex');

/** 自动装盒, before it is done: which records go into which box. Nothing is written. */
export const previewPack = async (tdb: TenantDb, scope: TenantScope, input: PackInput): Promise<PackPreviewView> => {
  const plan = await draw(tdb, scope, input, false);
  const names = await readOrgNames(tdb, scope.tenantId);
  return {
    boxes: plan.boxes.map((box) => ({
      retentionCode: box.retentionCode,
      orgCode: box.orgCode,
      orgName: names.get(box.orgCode ?? '') ?? null,
      number: box.number,
      spineMm: box.spineMm,
      ...itemRange(box.items),
      itemCount: box.items.length,
      pages: box.pages,
      thicknessMm: box.thicknessMm,
      fillPercent: Math.round((box.thicknessMm / box.spineMm) * 100),
    })),
    itemCount: plan.items.length,
    withoutPages: plan.items.filter((item) => item.pageCount === null).length,
    withoutNumber: input.by === 'number' ? plan.items.filter((item) => item.boxNumber === null).length : 0,
    alreadyBoxed: await countPacked(tdb, scope.tenantId, input),
    stamp: stampOf(plan),
  };
};

const writeBoxes = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: PackInput,
  plan: Plan,
  createdBy: string,
): Promise<BoxInsert[]> => {
  const { tenantId } = scope;
  const first = await takeLabelNumbers(tdb, tenantId, 'box', plan.boxes.length);
  const inserts = plan.boxes.map((box, index): BoxInsert => {
    const { retentionCode, orgCode, number, spineMm } = box;
    const place = { categoryCode: input.categoryCode, filingYear: input.filingYear, retentionCode };
    return {
      ...place,
      id: uuidv7(),
      fondsId: plan.fonds.id,
      orgCode,
      number,
      boxNumber: boxNumberText(number),
      sortKey: boxSortKey({ ...place, fondsNumber: plan.fonds.number }, number),
      label: labelOf('box', tenantId, first + index),
      spineMm,
      createdBy,
    };
  });
  await insertBoxes(tdb, tenantId, inserts);
  return inserts;
};

/** 自动装盒: makes the boxes of the preview and puts the records in. Refused when anything changed since the look. */
export const packYear = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: PackYearInput,
): Promise<{ boxes: number; items: number; boxIds: string[] }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'boxes are packed by a person');
  const { stamp, ...asked } = input;
  const plan = await draw(tdb, scope, asked, true);
  if (stampOf(plan) !== stamp) throw new AppError('PACK_PLAN_CHANGED', 'the records changed since the preview');
  if (plan.boxes.length === 0) throw new AppError('NOTHING_TO_PACK', 'every record lies in a box');
  const inserts = await writeBoxes(tdb, scope, asked, plan, scope.accountId);
  const moves = plan.boxes.flatMap((box, index) => {
    const made = inserts[index];
    return box.items.map((item) => ({ itemId: item.id, boxId: made?.id ?? '', boxNumber: made?.boxNumber ?? '' }));
  });
  const by = { name: scope.actorName, reason: null, onlyUnboxed: true };
  if ((await moveIntoBoxes(tdb, scope.tenantId, moves, by)) !== moves.length)
    throw new AppError('PACK_PLAN_CHANGED', 'a record was boxed meanwhile');
  await audit(tdb, scope, {
    action: 'storage.packYear',
    objectKind: 'fonds',
    objectId: plan.fonds.id,
    objectLabel: `${plan.fonds.number}-${input.categoryCode}·${input.filingYear}`,
    detail: { boxes: inserts.length, items: moves.length, retentionCode: input.retentionCode ?? null },
  });
  return { boxes: inserts.length, items: moves.length, boxIds: inserts.map(({ id }) => id) };
};
