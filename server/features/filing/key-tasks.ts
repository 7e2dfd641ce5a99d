import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { sumTaskLines } from '@/db/queries/filing-owed.queries';
import {
  countKeyTaskDispatches,
  findKeyTaskDispatch,
  type KeyTaskDispatch,
  listKeyTaskDispatches,
} from '@/db/queries/filing-register.queries';
import { listKnownTenants } from '@/db/queries/workspace.queries';
import { audit } from '@/server/audit/audit';
import {
  type IssueKeyTasksInput,
  type KeyReportBody,
  type KeyTaskListView,
  type KeyTasksBody,
  keyReportBody,
  keyTasksBody,
  type ListKeyTasksInput,
} from '@/server/domain/filing/registers';
import { AppError } from '@/server/domain/shared/app-error';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { KnownUnitView } from '@/server/domain/tenancy/known-unit';
import { tenantKind } from '@/server/domain/tenancy/tenant';
import { sendDispatch } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';

/** 重点归档任务: the list goes to each unit as a dispatch of its own, frozen. */
export const issueKeyTasks = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: IssueKeyTasksInput,
): Promise<{ sent: number }> => {
  refuseClassified(input.title, input.documentNumber, ...input.tasks.flatMap((task) => [task.title, task.requirement]));
  if (new Set(input.tasks.map((task) => task.number)).size !== input.tasks.length)
    throw new AppError('BAD_INPUT', 'a number stands twice', { tasks: true });
  const below = new Set((await listUnitsForTasks(tdb)).map((unit) => unit.tenantId));
  const units = [...new Set(input.unitTenantIds)];
  if (units.some((unit) => !below.has(unit))) throw new AppError('NOT_FOUND', 'a unit is not below this tenant');
  const body: KeyTasksBody = {
    year: input.year,
    issuedBy: scope.actorName,
    tasks: input.tasks.map((task) => ({ ...task, requirement: task.requirement ?? null })),
  };
  for (const addresseeTenantId of units)
    await sendDispatch(tdb, scope, {
      addresseeTenantId,
      kind: 'key_filing_tasks',
      documentNumber: input.documentNumber,
      title: input.title,
      body,
      dueOn: input.dueOn,
    });
  await audit(tdb, scope, {
    action: 'filing.issueKeyTasks',
    objectKind: 'dispatch',
    objectLabel: input.title,
    detail: { year: input.year, tasks: input.tasks.length, units: units.length },
  });
  return { sent: units.length };
};

/** Whom a list may go to: every unit below. */
export const listUnitsForTasks = async (tdb: TenantDb): Promise<KnownUnitView[]> =>
  (await listKnownTenants(tdb))
    .filter((tenant) => tenant.depth > 0)
    .map(({ tenantId, slug, name, kind }) => ({ tenantId, slug, name, kind: tenantKind.parse(kind) }));

/** What the unit's own plan says of each task. */
const standOf = (tdb: TenantDb, tenantId: number, dispatchId: string): Promise<KeyReportBody['results']> =>
  sumTaskLines(tdb, tenantId, dispatchId);

const toView = async (tdb: TenantDb, tenantId: number, row: KeyTaskDispatch): Promise<KeyTaskListView[]> => {
  const body = keyTasksBody.safeParse(row.body);
  if (!body.success) return [];
  const report = keyReportBody.safeParse(row.reportBody);
  const box = row.tenantId === tenantId ? 'out' : 'in';
  const results = report.success ? report.data.results : box === 'in' ? await standOf(tdb, tenantId, row.id) : [];
  const of = (number: number) => results.find((result) => result.number === number);
  return [
    {
      dispatchId: row.id,
      box,
      title: row.title,
      documentNumber: row.documentNumber,
      otherName: box === 'in' ? row.senderName : row.addresseeName,
      year: body.data.year,
      dueOn: row.dueOn,
      issuedAt: new Date(row.issuedAt).toISOString(),
      tasks: body.data.tasks.map((task) => ({
        ...task,
        expected: of(task.number)?.expected ?? null,
        filed: of(task.number)?.filed ?? null,
      })),
      isReported: report.success,
    },
  ];
};

const byTime = z.tuple([z.iso.datetime(), uuid]);

/** Lists this tenant got or issued, with how far each task is. */
export const listKeyTasks = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListKeyTasksInput,
): Promise<Page<KeyTaskListView>> => {
  const { direction, limit } = input;
  const cursor = decodeCursor(byTime, input.cursor);
  const found = await listKeyTaskDispatches(tdb, scope.tenantId, { cursor, direction, limit });
  const total = await countKeyTaskDispatches(tdb, scope.tenantId);
  const { rows, page } = cutPage(found, { limit, direction, hasCursor: cursor !== undefined, total }, (row) =>
    encodeCursor([row.issuedAt, row.id]),
  );
  const views: KeyTaskListView[] = [];
  for (const row of rows) views.push(...(await toView(tdb, scope.tenantId, row)));
  return { rows: views, page };
};

/** The unit reports how far it is, from its own plan and records. Once; it ends the to-do. */
export const reportKeyTasks = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { dispatchId: string; note?: string | undefined },
): Promise<{ id: string }> => {
  const row = await findKeyTaskDispatch(tdb, scope.tenantId, input.dispatchId);
  if (row?.addresseeTenantId !== scope.tenantId)
    throw new AppError('NOT_FOUND', `list ${input.dispatchId} is not addressed here`);
  if (row.reportBody) throw new AppError('FILING_STATE_WRONG', `list ${row.id} was reported on`);
  refuseClassified(input.note);
  const body: KeyReportBody = {
    reportedBy: scope.actorName,
    note: input.note ?? null,
    results: await standOf(tdb, scope.tenantId, row.id),
  };
  const sent = await sendDispatch(tdb, scope, {
    addresseeTenantId: row.tenantId,
    kind: 'key_filing_report',
    title: `${row.title}完成情况`,
    body,
    inReplyTo: row.id,
  });
  await audit(tdb, scope, {
    action: 'filing.reportKeyTasks',
    objectKind: 'dispatch',
    objectId: row.id,
    objectLabel: row.title,
    detail: { results: body.results },
  });
  return sent;
};
