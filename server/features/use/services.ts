import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { type Pools, type TenantDb, withSystemDb } from '@/db/client';
import { readToday } from '@/db/queries/clock.queries';
import {
  bindReservation,
  type CaseRow,
  changeServiceItem,
  countUnboundCases,
  findServiceByCode,
  insertServiceItem,
  listCaseRows,
  listPublishedServices,
  listServiceItems,
  lockServiceItem,
  type ServiceItemRow,
} from '@/db/queries/service-item.queries';
import { findReservation } from '@/db/queries/use-reservation.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import {
  type AddServiceInput,
  type BindCaseInput,
  type CaseFilter,
  type ChangeServiceInput,
  type ListCasesInput,
  type PublishedService,
  publishedService,
  type ServiceCasesView,
  type ServiceCaseView,
  type ServiceItemView,
  type ServiceKey,
  type ServiceOptionView,
  type ServicesView,
  serviceCaseView,
  servicesView,
} from '@/server/domain/use/service-item';
import { standingOf, timeOf, timesOf } from '@/server/domain/use/service-time';
import { EXPORT_ROWS } from '@/server/objects/export-table';
import type { TenantScope } from '@/server/tenancy/scope';

const OBJECT = 'service_item';

const note = (tdb: TenantDb, scope: TenantScope, action: string, id: string, label: string, detail = {}) =>
  audit(tdb, scope, { action: `service.${action}`, objectKind: OBJECT, objectId: id, objectLabel: label, detail });

const standings = async (tdb: TenantDb, scope: TenantScope, year: number, serviceId?: string) => {
  const today = await readToday(tdb);
  const rows = await listCaseRows(tdb, scope.tenantId, { year, serviceId, limit: EXPORT_ROWS });
  return rows.map((row: CaseRow) => ({ row, standing: standingOf(row, today) }));
};

const yearOf = async (tdb: TenantDb, year: number | undefined): Promise<number> =>
  year ?? Number((await readToday(tdb)).slice(0, 4));

/** 服务事项 with the time that their cases of a year used. */
export const listServices = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { year?: number | undefined },
): Promise<ServicesView> => {
  const year = await yearOf(tdb, input.year);
  const cases = await standings(tdb, scope, year);
  const items = await listServiceItems(tdb, scope.tenantId);
  return servicesView.parse({
    year,
    rows: items.map((item) => ({
      ...item,
      times: timesOf(cases.filter(({ row }) => row.serviceId === item.id).map(({ standing }) => standing)),
    })),
    without: await countUnboundCases(tdb, scope.tenantId, year),
  });
};

const contentOf = ({
  basis = '',
  audience = '',
  documents = '',
  place = '',
  phone = '',
  ...rest
}: AddServiceInput): AddServiceInput &
  Required<Pick<ServiceItemView, 'basis' | 'audience' | 'documents' | 'place' | 'phone'>> => ({
  ...rest,
  basis,
  audience,
  documents,
  place,
  phone,
});

const refuseTaken = async (tdb: TenantDb, scope: TenantScope, code: string, ownId: string | null): Promise<void> => {
  const other = await findServiceByCode(tdb, scope.tenantId, code);
  if (other && other.id !== ownId) throw new AppError('CONFLICT', `service ${code} stands already`, { code: true });
};

export const addService = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: AddServiceInput,
): Promise<{ serviceId: string }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a service is described by a person');
  refuseClassified(input.name, input.documents);
  await refuseTaken(tdb, scope, input.code, null);
  const id = uuidv7();
  await insertServiceItem(tdb, { tenantId: scope.tenantId, id, createdBy: scope.accountId }, contentOf(input));
  await note(tdb, scope, 'add', id, input.name, { code: input.code, promisedDays: input.promisedDays });
  return { serviceId: id };
};

const lockItem = async (tdb: TenantDb, scope: TenantScope, key: ServiceKey): Promise<ServiceItemRow> => {
  const row = await lockServiceItem(tdb, scope.tenantId, key.serviceId);
  if (!row) throw new AppError('NOT_FOUND', `service ${key.serviceId} is not in tenant ${scope.tenantId}`);
  if (row.rowVersion !== key.rowVersion) throw new AppError('STALE_VERSION', `service is at ${row.rowVersion}`);
  return row;
};
const keyOf = (scope: TenantScope, row: ServiceItemRow) => ({
  tenantId: scope.tenantId,
  id: row.id,
  rowVersion: row.rowVersion,
});

/** What is before the public stays as it was put there, until it is put there again. */
export const changeService = async (tdb: TenantDb, scope: TenantScope, input: ChangeServiceInput): Promise<void> => {
  const { serviceId, rowVersion, ...content } = input;
  refuseClassified(content.name, content.documents);
  const row = await lockItem(tdb, scope, { serviceId, rowVersion });
  await refuseTaken(tdb, scope, content.code, row.id);
  await changeServiceItem(tdb, keyOf(scope, row), contentOf(content));
  await note(tdb, scope, 'change', row.id, content.name, { promisedDays: [row.promisedDays, content.promisedDays] });
};

/** Out of use: its cases stay, the public reads it no more. */
export const endService = async (tdb: TenantDb, scope: TenantScope, input: ServiceKey): Promise<void> => {
  const row = await lockItem(tdb, scope, input);
  await changeServiceItem(tdb, keyOf(scope, row), { state: 'ended' });
  await note(tdb, scope, 'end', row.id, row.name);
};

/** 公布: steps, time limits, and the times of this year as they are measured now. */
export const publishService = async (tdb: TenantDb, scope: TenantScope, input: ServiceKey): Promise<void> => {
  const row = await lockItem(tdb, scope, input);
  const year = await yearOf(tdb, undefined);
  const cases = await standings(tdb, scope, year, row.id);
  const published = publishedService.parse({
    ...row,
    year,
    times: timesOf(cases.map(({ standing }) => standing)),
    issuerName: scope.tenantName,
  });
  await changeServiceItem(tdb, keyOf(scope, row), { published, publishedByName: scope.actorName });
  await note(tdb, scope, 'publish', row.id, row.name, { year, cases: published.times.cases });
};

export const withdrawService = async (tdb: TenantDb, scope: TenantScope, input: ServiceKey): Promise<void> => {
  const row = await lockItem(tdb, scope, input);
  await changeServiceItem(tdb, keyOf(scope, row), { publishedAt: null, publishedByName: null, published: null });
  await note(tdb, scope, 'withdraw', row.id, row.name);
};

/** What everybody may read of an office's services. */
export const listServicesForAll = async (
  pools: Pools,
  input: { slug: string },
): Promise<{ name: string; rows: (PublishedService & { publishedAt: string })[] }> => {
  const found = await withSystemDb(pools, (sdb) => listPublishedServices(sdb, input.slug));
  if (!found || found.rows.length === 0) throw new AppError('NOT_FOUND', `${input.slug} publishes no service`);
  return {
    name: found.name,
    rows: found.rows.map(({ published, publishedAt }) => ({ ...publishedService.parse(published), publishedAt })),
  };
};

/** 办件: the cases of a year with their state and time, the youngest first. */
export const readCases = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: CaseFilter,
): Promise<{ year: number; rows: ServiceCaseView[] }> => {
  const year = await yearOf(tdb, input.year);
  const rows = (await standings(tdb, scope, year, input.serviceId))
    .filter(({ standing }) => input.state === undefined || standing.state === input.state)
    .filter(({ standing }) => input.time === undefined || timeOf(standing) === input.time)
    .map(({ row, standing }) => serviceCaseView.parse({ ...row, ...standing }));
  return { year, rows };
};

const caseKey = z.tuple([z.string(), uuid]);

/** A page of them. Whether a case is late follows from the calendar: the year is worked out as a whole and then cut. */
export const listCases = async (
  tdb: TenantDb,
  scope: TenantScope,
  { limit, direction, cursor: said, ...filter }: ListCasesInput,
): Promise<ServiceCasesView> => {
  const { year, rows } = await readCases(tdb, scope, filter);
  const cursor = decodeCursor(caseKey, said);
  const at = cursor ? rows.findIndex((row) => row.id === cursor[1]) : -1;
  const walked = direction === 'before' && at >= 0 ? rows.slice(0, at).reverse() : rows.slice(at + 1);
  const page = cutPage(
    walked.slice(0, limit + 1),
    { limit, direction, hasCursor: at >= 0, total: rows.length },
    (row) => encodeCursor([row.askedAt, row.id]),
  );
  return { year, ...page };
};

export const listServiceOptions = async (tdb: TenantDb, scope: TenantScope): Promise<ServiceOptionView[]> =>
  (await listServiceItems(tdb, scope.tenantId)).map(({ id, code, name }) => ({ id, code, name }));

/** Says to which item a wish belongs, and what the government counter calls it. */
export const bindCase = async (tdb: TenantDb, scope: TenantScope, input: BindCaseInput): Promise<void> => {
  const { reservationId, rowVersion, serviceId, portalNumber } = input;
  const wish = await findReservation(tdb, scope.tenantId, reservationId, { lock: true });
  if (!wish) throw new AppError('NOT_FOUND', `reservation ${reservationId} is not in tenant ${scope.tenantId}`);
  const item = serviceId === null ? null : await lockServiceItem(tdb, scope.tenantId, serviceId);
  if (serviceId !== null && !item)
    throw new AppError('NOT_FOUND', `service ${serviceId} is not in tenant ${scope.tenantId}`);
  const key = { tenantId: scope.tenantId, reservationId, rowVersion };
  if (!(await bindReservation(tdb, key, { serviceId, portalNumber: portalNumber ?? null })))
    throw new AppError('STALE_VERSION', `reservation is at ${wish.rowVersion}`);
  await note(tdb, scope, 'bindCase', reservationId, wish.caseNumber, { service: item?.code ?? null, portalNumber });
};
