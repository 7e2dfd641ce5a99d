import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  countExchangeRows,
  countReceivedExchangeRows,
  listExchangeRows,
  listReceivedExchangeRows,
} from '@/db/queries/exchange.queries';
import { lockRegisterEntry } from '@/db/queries/register.queries';
import { audit } from '@/server/audit/audit';
import {
  EXCHANGE_REGISTER,
  type ExchangeView,
  exchangeBody,
  exchangeView,
  type ListExchangesInput,
  type ReceivedExchangeView,
  receivedExchangeView,
  type SendExchangeInput,
} from '@/server/domain/guidance/exchange';
import { AppError } from '@/server/domain/shared/app-error';
import { isoDate, uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { sendDispatch } from '@/server/features/tenancy';
import { listUnitsServed } from '@/server/tenancy/list-units-served';
import type { TenantScope } from '@/server/tenancy/scope';

const cursorKey = z.tuple([isoDate, uuid]);

/** 交流研讨 of this office, with who has the minutes. */
export const listExchanges = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListExchangesInput,
): Promise<Page<ExchangeView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listExchangeRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countExchangeRows(tdb, scope.tenantId, input);
  return cutPage(
    exchangeView.array().parse(rows),
    { limit, direction, hasCursor: cursor !== undefined, total },
    (row) => encodeCursor([row.heldOn, row.id]),
  );
};

/**
 * 送纪要: the questions and the agreed answers go to the units that took part, as they stand in the register now. A unit
 * that has them already is sent them again: the newest are what it goes by.
 */
export const sendExchange = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: SendExchangeInput,
): Promise<{ units: number }> => {
  const entry = await lockRegisterEntry(tdb, scope.tenantId, input.entryId);
  if (entry?.registerCode !== EXCHANGE_REGISTER || entry.state !== 'current') {
    throw new AppError('NOT_FOUND', `meeting ${input.entryId} is not in tenant ${scope.tenantId}`);
  }
  if (entry.rowVersion !== input.rowVersion) {
    throw new AppError('STALE_VERSION', `meeting ${entry.id} is at ${entry.rowVersion}`);
  }
  const wanted = new Set(input.unitTenantIds);
  const units = (await listUnitsServed(tdb)).filter((unit) => wanted.has(unit.tenantId));
  if (units.length !== wanted.size) throw new AppError('NOT_FOUND', 'a unit is not below this tenant');
  const { said } = entry;
  const body = exchangeBody.parse({
    version: entry.rowVersion,
    exchangedOn: entry.entryOn,
    participants: said.units ?? '',
    questions: said.questions ?? '',
    agreed: said.agreed ?? '',
    seenToBy: said.owner ?? '',
    issuedBy: scope.actorName,
  });
  const dueOn = isoDate.safeParse(said.dueOn);
  for (const unit of units) {
    await sendDispatch(tdb, scope, {
      addresseeTenantId: unit.tenantId,
      kind: 'exchange_minutes',
      title: entry.title,
      body,
      objectId: entry.id,
      ...(dueOn.success ? { dueOn: dueOn.data } : {}),
    });
  }
  await audit(tdb, scope, {
    action: 'guidance.sendExchange',
    objectKind: 'register_entry',
    objectId: entry.id,
    objectLabel: entry.title,
    detail: { version: entry.rowVersion, units: units.map((unit) => unit.name) },
  });
  return { units: units.length };
};

/** 收到的纪要: the newest of each meeting in which this unit took part. */
export const listReceivedExchanges = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListExchangesInput,
): Promise<Page<ReceivedExchangeView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listReceivedExchangeRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countReceivedExchangeRows(tdb, scope.tenantId, input);
  return cutPage(
    receivedExchangeView.array().parse(rows),
    { limit, direction, hasCursor: cursor !== undefined, total },
    (row) => encodeCursor([row.heldOn, row.dispatchId]),
  );
};
