import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  countIntakeRows,
  type IntakeRow,
  listIntakeRows,
  listWaitingDeliveries,
} from '@/db/queries/disposition-intake.queries';
import {
  countDecisions,
  countIntakeItemRows,
  type IntakeItemRow,
  listIntakeItemRows,
} from '@/db/queries/disposition-intake-item.queries';
import {
  type DeliveryView,
  type IntakeDetail,
  type IntakeItemView,
  type IntakeView,
  intakeDetail,
  intakeItemView,
  intakeView,
  type ListIntakeItemsInput,
  type ListIntakesInput,
} from '@/server/domain/disposition/intake';
import { type FrozenRecord, transferBody } from '@/server/domain/disposition/transfer';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireIntake } from './require-intake.ts';

const byTime = z.tuple([z.iso.datetime(), uuid]);
const byCode = z.tuple([z.string(), uuid]);

/** 待接收: deliveries that nobody has begun to examine. */
export const listDeliveries = async (tdb: TenantDb, scope: TenantScope): Promise<DeliveryView[]> =>
  (await listWaitingDeliveries(tdb, scope.tenantId)).flatMap((row) => {
    const facts = transferBody.safeParse(row.body);
    if (!facts.success) return [];
    const { batchNumber, round, counts } = facts.data;
    const { dispatchId, senderName, title, dispatchedAt } = row;
    return [{ dispatchId, senderName, title, dispatchedAt, batchNumber, round, itemCount: counts.items }];
  });

export const listIntakes = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListIntakesInput,
): Promise<Page<IntakeView>> => {
  const { direction, limit } = input;
  const cursor = decodeCursor(byTime, input.cursor);
  const rows = await listIntakeRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countIntakeRows(tdb, scope.tenantId, input);
  const cut = { limit, direction, hasCursor: cursor !== undefined, total };
  const page = cutPage<IntakeRow>(rows, cut, (row) => encodeCursor([row.createdAt, row.id]));
  return { rows: page.rows.map((row) => intakeView.parse(row)), page: page.page };
};

export const getIntake = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { intakeId: string },
): Promise<IntakeDetail> => {
  const intake = await requireIntake(tdb, scope.tenantId, input.intakeId);
  const { open, accepted, returned, wrong, warned, stopped } = await countDecisions(tdb, scope.tenantId, intake.id);
  const facts = transferBody.safeParse(intake.facts);
  return intakeDetail.parse({
    ...intake,
    facts: facts.success ? facts.data : null,
    decisions: { open, accepted, returned },
    wrongCount: wrong,
    warnedCount: warned,
    stoppedCount: stopped,
  });
};

const toItemView = (row: IntakeItemRow): IntakeItemView => {
  const { referenceCode, title, level, filingYear, retentionCode, pageCount, boxNumber } = row.record as FrozenRecord;
  const { originItemId, decision, problems, reason, archivesCode, givenCode, stopCode, stopDetail } = row;
  const stop = { givenCode, stopCode, stopDetail };
  const record = { referenceCode, title, level, filingYear, retentionCode, pageCount, boxNumber };
  return intakeItemView.parse({ originItemId, ...record, decision, problems, reason, archivesCode, ...stop });
};

export const listIntakeItems = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListIntakeItemsInput,
): Promise<Page<IntakeItemView>> => {
  await requireIntake(tdb, scope.tenantId, input.intakeId);
  const { direction, limit } = input;
  const cursor = decodeCursor(byCode, input.cursor);
  const rows = await listIntakeItemRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countIntakeItemRows(tdb, scope.tenantId, input);
  const cut = { limit, direction, hasCursor: cursor !== undefined, total };
  const page = cutPage<IntakeItemRow>(rows, cut, (row) => encodeCursor([row.sortKey, row.originItemId]));
  return { rows: page.rows.map(toItemView), page: page.page };
};
