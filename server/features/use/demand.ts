import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { findVisit } from '@/db/queries/use.queries';
import {
  countSoughtRows,
  countVisitsBy,
  countVisitsByMonth,
  decideSoughtRows,
  listSoughtRows,
  listUsedSeries,
  sumDemand,
} from '@/db/queries/use-demand.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import {
  type DecideSoughtInput,
  type DemandInput,
  type DemandView,
  demandView,
  type ListSoughtInput,
  type SoughtView,
  soughtView,
} from '@/server/domain/use/demand';
import { addTodo } from '@/server/features/platform';
import type { TenantScope } from '@/server/tenancy/scope';

const SERIES = 20;
const LONGEST_YEARS = 10;

/** 利用分析 of a period, counted by the database. */
export const showDemand = async (tdb: TenantDb, scope: TenantScope, input: DemandInput): Promise<DemandView> => {
  const { from, to } = input;
  if (to < from || Number(to.slice(0, 4)) - Number(from.slice(0, 4)) >= LONGEST_YEARS)
    throw new AppError('BAD_INPUT', 'no such period', { to: 'RANGE' });
  const period = { tenantId: scope.tenantId, from, to };
  const groups = async (dimension: 'kind' | 'age' | 'purpose' | 'channel', name: string) =>
    (await countVisitsBy(tdb, dimension, period)).map(({ key, ...counts }) => ({ [name]: key, ...counts }));
  return demandView.parse({
    from,
    to,
    ...(await sumDemand(tdb, period)),
    byKind: await groups('kind', 'kind'),
    byAge: await groups('age', 'ageGroup'),
    byPurpose: await groups('purpose', 'purpose'),
    byChannel: await groups('channel', 'channel'),
    byMonth: await countVisitsByMonth(tdb, period),
    bySeries: await listUsedSeries(tdb, period, SERIES),
  });
};

const soughtCursor = z.tuple([z.number().int(), z.string().max(300), z.uuid()]);

/** 未查到的需求, what was asked for most often first. */
export const listSought = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListSoughtInput,
): Promise<Page<SoughtView>> => {
  const { direction, limit } = input;
  const cursor = decodeCursor(soughtCursor, input.cursor);
  const rows = await listSoughtRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countSoughtRows(tdb, scope.tenantId, input);
  return cutPage(
    rows.map((row) => soughtView.parse(row)),
    { limit, direction, hasCursor: cursor !== undefined, total },
    (row) => encodeCursor([row.times, row.sought, row.visitId]),
  );
};

/** Hands what was asked for in vain to those who collect, or says why not. All who asked for the same are meant. */
export const decideSought = async (tdb: TenantDb, scope: TenantScope, input: DecideSoughtInput): Promise<void> => {
  const { visitId, decision, note } = input;
  refuseClassified(note);
  const visit = await findVisit(tdb, scope.tenantId, visitId);
  if (!visit) throw new AppError('NOT_FOUND', `visit ${visitId} is not in tenant ${scope.tenantId}`);
  if (visit.sought === null || visit.soughtState !== 'open')
    throw new AppError('CONFLICT', `what visit ${visitId} sought is decided`);
  const decided = { soughtState: decision, soughtNote: note };
  const visits = await decideSoughtRows(tdb, scope.tenantId, visit.sought, decided);
  if (decision === 'collect')
    await addTodo(tdb, scope, {
      kind: 'collect_sought',
      title: `征集需求：${visit.sought}`,
      source: note,
      link: 'visits/sought?state=collect',
      permission: scope.tenantKind === 'repository' ? 'disposition.collect' : 'filing.manage',
      objectId: visitId,
    });
  await audit(tdb, scope, {
    action: 'use.decideSought',
    objectKind: 'reading_visit',
    objectId: visitId,
    objectLabel: visit.sought,
    detail: { decision, note, visits },
  });
};

/** All lines that the filters leave, as they are exported. */
export const readSought = async (
  tdb: TenantDb,
  scope: TenantScope,
  filter: Pick<ListSoughtInput, 'state' | 'q'>,
  limit: number,
): Promise<SoughtView[]> =>
  (await listSoughtRows(tdb, scope.tenantId, filter, { cursor: undefined, direction: 'after', limit })).map((row) =>
    soughtView.parse(row),
  );
