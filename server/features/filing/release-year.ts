import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { findPlan, listPlanLineRows, type PlanLineRow, type PlanRow } from '@/db/queries/filing-plan.queries';
import { insertRelease, listOpenReminders, readYearHoldings } from '@/db/queries/filing-release.queries';
import { listKnownTenants, readShanghaiToday } from '@/db/queries/workspace.queries';
import { audit } from '@/server/audit/audit';
import { type DeadlineCode, dueOn } from '@/server/domain/filing/deadline-rules';
import { standingOf } from '@/server/domain/filing/filing-plan';
import type { ReleasedLine, ReleaseYearInput, ReleaseYearView } from '@/server/domain/filing/year-release';
import { AppError } from '@/server/domain/shared/app-error';
import { daysLate } from '@/server/domain/shared/lateness';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { sendDispatch } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';

/** The last day of a filing year that nothing else is known of: that of documents. */
export const generalDueOn = (year: number): string => dueOn('DOC', year);

/** Whoever supervises directly, and the nearest authority, which may stand one step further up. */
export const supervisorsOf = async (tdb: TenantDb): Promise<{ tenantId: number; name: string }[]> => {
  const above = (await listKnownTenants(tdb)).filter((tenant) => tenant.depth < 0);
  const nearestBureau = above
    .filter((tenant) => tenant.kind === 'bureau')
    .sort((left, right) => right.depth - left.depth)[0];
  const to = above.filter((tenant) => tenant.depth === -1 || tenant.tenantId === nearestBureau?.tenantId);
  return [...new Map(to.map(({ tenantId, name }) => [tenantId, { tenantId, name }])).values()];
};

/** A unit may be stricter than the general rule; where it is laxer, the supervisor judges by the general one. */
const judgedLine = (row: PlanLineRow, year: number, today: string): ReleasedLine => {
  const general = dueOn(row.deadlineCode as DeadlineCode, year);
  const [due = general] = [row.dueOn, general].sort();
  const standing = standingOf({ ...row, dueOn: due, today });
  const until = standing === 'lateDone' ? (row.lastAcceptedOn ?? today) : today;
  const { departmentName, categoryCode, kind, expectedCount, accepted, filed } = row;
  return {
    departmentName,
    categoryCode,
    kind,
    expectedCount,
    accepted,
    filed,
    dueOn: due,
    standing,
    daysLate: standing === 'late' || standing === 'lateDone' ? daysLate(due, until) : 0,
  };
};

/** What was said when it was closed; of a year that was opened again, why. */
const noteOf = ({ closingNote, closedOn, reopenedOn, reopenReason }: PlanRow): string | null =>
  closedOn === null && reopenedOn !== null ? `${reopenedOn}重新打开：${reopenReason}` : closingNote;

/** Where the year stands, by the rules that the supervisor judges by. */
const summarise = async (tdb: TenantDb, tenantId: number, year: number) => {
  const today = await readShanghaiToday(tdb);
  const plan = await findPlan(tdb, tenantId, year);
  const closedOn = plan?.closedOn ?? null;
  const rows = plan ? await listPlanLineRows(tdb, tenantId, plan.id) : [];
  const lines = rows.map((row) => judgedLine(row, year, closedOn ?? today));
  const missing = lines.filter((line) => line.accepted < line.expectedCount);
  const days = (closedOn === null && missing.length > 0 ? missing : lines).map((line) => line.dueOn).sort();
  const due = (closedOn === null && missing.length > 0 ? days[0] : days.at(-1)) ?? generalDueOn(year);
  const whole = lines.length === 0 || closedOn === null ? daysLate(due, closedOn ?? today) : 0;
  const sum = (pick: (line: ReleasedLine) => number) => lines.reduce((total, line) => total + pick(line), 0);
  const holdings = await readYearHoldings(tdb, tenantId, year);
  return {
    filingYear: year,
    state: closedOn === null ? ('open' as const) : ('closed' as const),
    closedOn,
    dueOn: due,
    daysLate: Math.max(whole, ...lines.map((line) => line.daysLate)),
    expectedCount: sum((line) => line.expectedCount),
    acceptedCount: sum((line) => line.accepted),
    missingCount: sum((line) => Math.max(0, line.expectedCount - line.accepted)),
    filedCount: holdings.filed,
    checkedOn: holdings.checkedOn,
    checkErrors: holdings.checkErrors,
    lines,
    note: plan ? noteOf(plan) : null,
  };
};

/** Hands the year up to all supervisors and ends their reminders. The caller audits. */
export const handUpYear = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ReleaseYearInput,
): Promise<ReleaseYearView> => {
  const { tenantId, accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'a year is handed up by a person');
  const to = await supervisorsOf(tdb);
  const summary = await summarise(tdb, tenantId, input.year);
  for (const supervisor of to)
    await insertRelease(tdb, {
      ...summary,
      tenantId,
      id: uuidv7(),
      addresseeTenantId: supervisor.tenantId,
      unitName: scope.tenantName,
      note: input.note ?? summary.note,
      releasedBy: accountId,
      releasedByName: scope.actorName,
    });
  for (const reminder of await listOpenReminders(tdb, tenantId, input.year))
    await sendDispatch(tdb, scope, {
      addresseeTenantId: reminder.senderTenantId,
      kind: 'receipt',
      title: reminder.title,
      body: { receivedBy: scope.actorName, note: input.note ?? null },
      inReplyTo: reminder.id,
    });
  return { released: to.length, to: to.map((supervisor) => supervisor.name) };
};

/** 报送年度归档情况: a frozen summary goes up; the supervisor sees nothing else of the unit's filing. */
export const releaseYear = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ReleaseYearInput,
): Promise<ReleaseYearView> => {
  refuseClassified(input.note);
  const handed = await handUpYear(tdb, scope, input);
  if (handed.released === 0) throw new AppError('BUREAU_MISSING', 'nobody supervises this unit');
  await audit(tdb, scope, {
    action: 'filing.releaseYear',
    objectKind: 'filing_year_release',
    objectLabel: String(input.year),
    detail: { to: handed.to },
  });
  return handed;
};
