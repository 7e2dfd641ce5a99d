import type { TenantDb } from '@/db/client';
import { type CalendarRow, listOfficeCalendar, listOwnCalendar } from '@/db/queries/guidance-calendar.queries';
import { findVisit } from '@/db/queries/guidance-visit.queries';
import { listOfficePeople } from '@/db/queries/member.queries';
import { listKnownTenants } from '@/db/queries/workspace.queries';
import { type DatedNeed, findClashes, meetingsOf, type NeededPerson } from '@/server/domain/guidance/calendar-clashes';
import {
  type CalendarClash,
  type CalendarEntryView,
  type CalendarPerson,
  type CalendarSource,
  type CheckDayInput,
  type DayMeetingView,
  dayMeetingView,
  type GuidanceCalendarView,
  guidanceCalendarView,
  KIND_OF_SOURCE,
  type ReadCalendarInput,
} from '@/server/domain/guidance/guidance-calendar';
import type { CalendarKind } from '@/server/domain/guidance/guidance-vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';

/** Who, where, and with whom it meets on its day: said before anything is filtered out, which would hide half of a clash. */
interface Dated extends Omit<CalendarRow, 'units'> {
  units: { id: number | null; name: string }[];
  people: readonly NeededPerson[];
}

/** Whose name it is where exactly one of the office bears it. Of two who do, and of a stranger, the name is all there is. */
const accountsByName = (people: readonly CalendarPerson[]): ReadonlyMap<string, string> => {
  const ofName = new Map<string, string[]>();
  for (const { name, accountId } of people) ofName.set(name, [...(ofName.get(name) ?? []), accountId]);
  return new Map([...ofName].flatMap(([name, ids]) => (ids.length === 1 && ids[0] ? [[name, ids[0]] as const] : [])));
};

const peopleOf = (
  known: ReadonlyMap<string, string>,
  names: readonly string[],
  ids: readonly (string | null)[],
): NeededPerson[] => names.map((name, at) => ({ name, accountId: ids[at] ?? known.get(name) ?? null }));

const isWanted = (entry: CalendarEntryView, names: readonly string[], filter: ReadCalendarInput): boolean =>
  (filter.kind === undefined || entry.kind === filter.kind) &&
  (filter.standing === undefined || entry.standing === filter.standing) &&
  (filter.officer === undefined || entry.officers.includes(filter.officer)) &&
  (filter.unit === undefined || names.includes(filter.unit)) &&
  (filter.clashing !== true || entry.clashes.length > 0);

const visitOf = ({ id, title, day, officers, units, mode, rowVersion }: Dated) =>
  mode === null || rowVersion === null
    ? null
    : { id, unitName: units[0]?.name ?? '', mode, topic: title, plannedOn: day, guides: officers, rowVersion };

const inOrder = (names: Iterable<string>): string[] =>
  [...new Set(names)].filter(Boolean).sort((one, other) => one.localeCompare(other, 'zh-CN'));

const toCalendar = (rows: readonly Dated[], filter: ReadCalendarInput): GuidanceCalendarView => {
  const clashes = findClashes(rows);
  const entries = rows.map((row, at) => {
    const { source, id, linkId, parentId, day, title, officers, units, isHeld } = row;
    const view = {
      ...{ id, linkId, parentId, day, title, officers, source },
      kind: KIND_OF_SOURCE[source as CalendarSource],
      standing: isHeld ? 'held' : 'planned',
      unitName: units[0]?.name ?? '',
      units: units.length,
      clashes: clashes[at] ?? [],
      visit: visitOf(row),
    } as CalendarEntryView;
    return { view, names: units.map((unit) => unit.name) };
  });
  return guidanceCalendarView.parse({
    entries: entries.filter(({ view, names }) => isWanted(view, names, filter)).map(({ view }) => view),
    units: inOrder(entries.flatMap(({ names }) => names)),
    officers: inOrder(rows.flatMap((row) => row.officers)),
  });
};

const readDays = async (tdb: TenantDb, scope: TenantScope, days: { from: string; to: string }): Promise<Dated[]> => {
  const known = accountsByName(await listOfficePeople(tdb, scope.tenantId));
  return (await listOfficeCalendar(tdb, scope.tenantId, days)).map((row) => ({
    ...row,
    units: row.units.map(({ id, name }) => ({ id, name: name ?? '' })),
    people: peopleOf(known, row.officers, row.officerIds),
  }));
};

/** 工作日历 of an office: guidance, inspections, assessments, training and deadlines of all its units. */
export const readCalendar = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ReadCalendarInput,
): Promise<GuidanceCalendarView> => toCalendar(await readDays(tdb, scope, input), input);

/** Who of the office may be sent on a visit. */
export const listCalendarPeople = (tdb: TenantDb, scope: TenantScope): Promise<CalendarPerson[]> =>
  listOfficePeople(tdb, scope.tenantId);

/** What the people and the unit of a visit have on a day already, asked before it is planned or moved there. */
export const checkDay = async (tdb: TenantDb, scope: TenantScope, input: CheckDayInput): Promise<DayMeetingView[]> => {
  const { day, visitId } = input;
  const visit = visitId === undefined ? null : await findVisit(tdb, scope.tenantId, visitId);
  if (visit === undefined) throw new AppError('NOT_FOUND', `visit ${visitId} is not in tenant ${scope.tenantId}`);
  const staff = await listOfficePeople(tdb, scope.tenantId);
  const wanted = new Set(input.guideAccountIds);
  const known = accountsByName(staff);
  const people = visit
    ? peopleOf(known, visit.guides, visit.guideAccountIds)
    : [...staff.filter(({ accountId }) => wanted.has(accountId)), ...peopleOf(known, input.guides, [])];
  const unit = visit
    ? { id: visit.unitTenantId, name: visit.unitName }
    : { id: input.unitTenantId ?? null, name: input.unitName ?? '' };
  const thought: DatedNeed = { day, source: 'visit', isHeld: false, people, units: [unit] };
  const rows = (await readDays(tdb, scope, { from: day, to: day })).filter((row) => row.id !== visitId);
  return meetingsOf(thought, rows).map(({ entry, clashes }) =>
    dayMeetingView.parse({
      kind: KIND_OF_SOURCE[entry.source as CalendarSource],
      title: entry.title,
      unitName: entry.units[0]?.name ?? '',
      clashes,
    }),
  );
};

/** The same days as the unit knows them: what its offices have told it, and nothing that they keep to themselves. */
export const readOwnCalendar = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ReadCalendarInput,
): Promise<GuidanceCalendarView> => {
  const rows = await listOwnCalendar(tdb, scope.tenantId, input);
  const self = scope.tenantName;
  const offices = new Map((await listKnownTenants(tdb)).map((one) => [one.tenantId, one.name]));
  const named = ({ id, name, officeId }: CalendarRow['units'][number]) => ({
    id,
    name: name ?? offices.get(officeId ?? 0) ?? '',
  });
  const calendar = toCalendar(
    // Whom the office sends is the office's own affair, and every line is this unit's day already.
    rows.map((row) => ({ ...row, units: row.units.map(named), people: [] })),
    input,
  );
  // All lines are this unit's, whatever office stands in them: what meets is the unit's own day.
  const own = (clash: CalendarClash): CalendarClash => ({ ...clash, name: self });
  const entries = calendar.entries.map((entry) => {
    const clashes = new Map(entry.clashes.map(own).map((clash) => [`${clash.by} ${clash.name}`, clash]));
    return { ...entry, clashes: [...clashes.values()] };
  });
  return { ...calendar, entries };
};

const KIND: Record<CalendarKind, string> = {
  guidance: '业务指导',
  inspection: '监督检查',
  assessment: '现场考核',
  training: '培训',
  deadline: '期限',
};
const COLUMNS = (unitHeading: string) => [
  { heading: '日期', width: 12 },
  { heading: '类别', width: 12 },
  { heading: '事项', width: 44 },
  { heading: unitHeading, width: 28 },
  { heading: '单位数', width: 8 },
  { heading: '人员', width: 20 },
  { heading: '情况', width: 10 },
  { heading: '撞期', width: 24 },
];
const standingOf = ({ kind, standing }: CalendarEntryView): string => {
  if (kind === 'deadline') return standing === 'held' ? '已办' : '待办';
  return standing === 'held' ? '已完成' : '已安排';
};
const cellsOf = (entry: CalendarEntryView): (string | number)[] => [
  entry.day,
  KIND[entry.kind],
  entry.title,
  entry.unitName,
  entry.units,
  entry.officers.join('、'),
  standingOf(entry),
  entry.clashes.map(({ by, name }) => (by === 'name' ? `${name}（同名，待核对）` : name)).join('、'),
];

const keep = (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  { from, to }: ReadCalendarInput,
  { calendar, unitHeading }: { calendar: GuidanceCalendarView; unitHeading: string },
): Promise<FileReference> =>
  exportTable(tdb, scope, objects, {
    action: 'guidance.exportCalendar',
    objectKind: 'guidance_calendar',
    fileName: `工作日历_${scope.tenantName}_${from}至${to}.xlsx`,
    sheetName: '工作日历',
    columns: COLUMNS(unitHeading),
    rows: calendar.entries.map(cellsOf),
  });

/** 工作日历 as a workbook, of what the filters leave. */
export const exportCalendar = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: ReadCalendarInput,
): Promise<FileReference> =>
  keep(tdb, scope, objects, input, { calendar: await readCalendar(tdb, scope, input), unitHeading: '单位' });

/** The unit's own days as a workbook. */
export const exportOwnCalendar = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: ReadCalendarInput,
): Promise<FileReference> =>
  keep(tdb, scope, objects, input, { calendar: await readOwnCalendar(tdb, scope, input), unitHeading: '主管单位' });
