import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/clock.queries';
import { lockServiceItem } from '@/db/queries/service-item.queries';
import {
  countReservationRows,
  findReservation,
  insertReservation,
  listReservationRows,
  type ReservationRow,
  updateReservation,
} from '@/db/queries/use-reservation.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { isoDate, uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import {
  type ArriveInput,
  type ConfirmReservationInput,
  type EndReservationInput,
  type ListReservationsInput,
  type ReservationFilter,
  type ReservationView,
  type ReserveInput,
  reservationView,
  type WishedLine,
} from '@/server/domain/use/reservation';
import { NEXT_STATES, type ReservationState } from '@/server/domain/use/reservation-vocabulary';
import { addTodo, closeTodo } from '@/server/features/platform';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireUsable } from './compose-visit.ts';
import { registerVisit } from './register-visit.ts';
import { PURPOSE_WORDS, RESERVATION_WORDS } from './use-words.ts';

const KIND = 'reading_reservation';
const cursorKey = z.tuple([isoDate, uuid]);

const toView = (row: ReservationRow): ReservationView => reservationView.parse(row);

const note = (
  scope: TenantScope,
  tdb: TenantDb,
  action: string,
  row: Pick<ReservationRow, 'id' | 'caseNumber' | 'readerName'>,
  detail = {},
) =>
  audit(tdb, scope, {
    action: `reservation.${action}`,
    objectKind: KIND,
    objectId: row.id,
    objectLabel: `${row.caseNumber} ${row.readerName}`,
    detail,
  });

/** One to-do at a time: answer the wish, then bring out what was asked for. */
const askFor = (
  tdb: TenantDb,
  scope: TenantScope,
  row: { id: string; caseNumber: string; readerName: string },
  { title, dueOn }: { title: string; dueOn: string },
): Promise<void> =>
  addTodo(tdb, scope, {
    kind: KIND,
    title: `${title}：${row.readerName}（${row.caseNumber}）`,
    source: '预约查档',
    link: `visits/reservations?reservation=${row.id}`,
    permission: 'use.register',
    objectId: row.id,
    dueOn,
  });

/** Records of this office by their code and title; what stands in no catalogue in the reader's words. */
const linesOf = async (tdb: TenantDb, scope: TenantScope, input: ReserveInput): Promise<WishedLine[]> => {
  const records = await requireUsable(
    tdb,
    scope,
    input.lines.flatMap((line) => line.itemId ?? []),
  );
  return input.lines.map(({ itemId, title }) => {
    const record = itemId === undefined ? undefined : records.get(itemId);
    if (record) return { itemId: record.id, referenceCode: record.referenceCode, title: record.title.slice(0, 200) };
    if (title === undefined) throw new AppError('BAD_INPUT', 'a line without a record and without words');
    return { itemId: null, referenceCode: null, title };
  });
};

const serviceOf = async (tdb: TenantDb, scope: TenantScope, serviceId: string | undefined): Promise<string | null> => {
  if (serviceId === undefined) return null;
  const item = await lockServiceItem(tdb, scope.tenantId, serviceId);
  if (!item) throw new AppError('NOT_FOUND', `service ${serviceId} is not in tenant ${scope.tenantId}`);
  return item.id;
};

/** Takes a wish down. It waits for its answer. */
export const reserve = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ReserveInput,
): Promise<{ id: string; caseNumber: string; lookupCode: string }> => {
  const { accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'a wish is taken down by a person');
  refuseClassified(input.subject, input.readerUnit, input.readerName, input.contact);
  refuseClassified(...input.lines.map((line) => line.title));
  const today = await readToday(tdb);
  if (input.wishedOn < today) throw new AppError('BAD_INPUT', 'a day that is over', { wishedOn: 'PAST' });
  const id = uuidv7();
  const { caseNumber, lookupCode } = await insertReservation(
    tdb,
    scope.tenantId,
    {
      ...input,
      id,
      readerUnit: input.readerUnit ?? null,
      contact: input.contact ?? null,
      serviceId: await serviceOf(tdb, scope, input.serviceId),
      portalNumber: input.portalNumber ?? null,
      lines: await linesOf(tdb, scope, input),
      handlerName: scope.actorName,
      createdBy: accountId,
    },
    today,
  );
  const row = { id, caseNumber, readerName: input.readerName };
  await askFor(tdb, scope, row, { title: '确认预约', dueOn: input.wishedOn });
  await note(scope, tdb, 'reserve', row, { wishedOn: input.wishedOn, lines: input.lines.length });
  return { id, caseNumber, lookupCode };
};

/** The reservation, locked, as it was seen, and able to become what is asked. */
const lockFor = async (
  tdb: TenantDb,
  scope: TenantScope,
  { reservationId, rowVersion }: { reservationId: string; rowVersion: number },
  next: ReservationState,
): Promise<ReservationRow> => {
  const row = await findReservation(tdb, scope.tenantId, reservationId, { lock: true });
  if (!row) throw new AppError('NOT_FOUND', `reservation ${reservationId} is not in tenant ${scope.tenantId}`);
  if (row.rowVersion !== rowVersion) throw new AppError('STALE_VERSION', `reservation is at ${row.rowVersion}`);
  if (!NEXT_STATES[toView(row).state].includes(next)) throw new AppError('CONFLICT', `${row.state} becomes no ${next}`);
  await closeTodo(tdb, scope, { kind: KIND, objectId: row.id });
  return row;
};

/** 确认: the reader may come, on the day that was wished for or on another. */
export const confirmReservation = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ConfirmReservationInput,
): Promise<void> => {
  refuseClassified(input.note);
  const row = await lockFor(tdb, scope, input, 'confirmed');
  const { wishedOn = row.wishedOn, dayPart = row.dayPart } = input;
  await updateReservation(tdb, scope.tenantId, row, {
    state: 'confirmed',
    wishedOn,
    dayPart,
    ...(input.note ? { note: input.note } : {}),
    handlerName: scope.actorName,
  });
  await askFor(tdb, scope, row, { title: '调卷备查', dueOn: wishedOn });
  await note(scope, tdb, 'confirm', row, { wishedOn, dayPart });
};

/** 调卷: what was asked for lies ready. */
export const fetchReservation = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { reservationId: string; rowVersion: number },
): Promise<void> => {
  const row = await lockFor(tdb, scope, input, 'fetched');
  await updateReservation(tdb, scope.tenantId, row, { state: 'fetched', handlerName: scope.actorName });
  await note(scope, tdb, 'fetch', row);
};

/** 不能提供, or the reader did not come: with its reason. */
export const endReservation = async (tdb: TenantDb, scope: TenantScope, input: EndReservationInput): Promise<void> => {
  refuseClassified(input.note);
  const row = await lockFor(tdb, scope, input, input.state);
  await updateReservation(tdb, scope.tenantId, row, {
    state: input.state,
    note: input.note,
    handlerName: scope.actorName,
  });
  await note(scope, tdb, 'end', row, { state: input.state, reason: input.note });
};

/** The reader is there: the visit stands in the register by the same rules as any other, and the wish names it. */
export const arrive = async (tdb: TenantDb, scope: TenantScope, input: ArriveInput): Promise<{ visitId: string }> => {
  const row = await lockFor(tdb, scope, input, 'visited');
  const visit = await registerVisit(tdb, scope, input.visit);
  await updateReservation(tdb, scope.tenantId, row, {
    state: 'visited',
    visitId: visit.id,
    handlerName: scope.actorName,
  });
  await note(scope, tdb, 'arrive', row, { visitId: visit.id });
  return { visitId: visit.id };
};

export const getReservation = async (tdb: TenantDb, scope: TenantScope, id: string): Promise<ReservationView> => {
  const row = await findReservation(tdb, scope.tenantId, id);
  if (!row) throw new AppError('NOT_FOUND', `reservation ${id} is not in tenant ${scope.tenantId}`);
  return toView(row);
};

export const listReservations = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListReservationsInput,
): Promise<Page<ReservationView>> => {
  const { direction, limit } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listReservationRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countReservationRows(tdb, scope.tenantId, input);
  return cutPage(rows.map(toView), { limit, direction, hasCursor: cursor !== undefined, total }, (row) =>
    encodeCursor([row.wishedOn, row.id]),
  );
};

const column = (heading: string, width: number) => ({ heading, width });

/** 预约登记簿, with the time that each answer took. */
export const exportReservations = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: ReservationFilter,
): Promise<FileReference> => {
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = (await listReservationRows(tdb, scope.tenantId, filter, page)).map(toView);
  return exportTable(tdb, scope, objects, {
    action: 'reservation.export',
    objectKind: KIND,
    fileName: `查档预约登记_${scope.tenantName}.xlsx`,
    sheetName: '查档预约登记',
    columns: [
      column('办件编号', 18),
      column('预约日期', 12),
      column('时段', 8),
      column('利用者', 12),
      column('单位', 22),
      column('利用目的', 12),
      column('查档内容', 36),
      column('预约调卷', 48),
      column('状态', 10),
      column('答复用时（分钟）', 14),
      column('说明', 30),
      column('经办人', 12),
    ],
    rows: rows.map((row) => [
      row.caseNumber,
      row.wishedOn,
      row.dayPart === 'morning' ? '上午' : '下午',
      row.readerName,
      row.readerUnit,
      PURPOSE_WORDS[row.purpose],
      row.subject,
      row.lines.map((line) => [line.referenceCode, line.title].filter(Boolean).join(' ')).join('；'),
      RESERVATION_WORDS[row.state],
      row.answerMinutes,
      row.note,
      row.handlerName,
    ]),
  });
};
