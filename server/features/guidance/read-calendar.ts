import type { TenantDb } from '@/db/client';
import { type CalendarRow, listOfficeCalendar, listOwnCalendar } from '@/db/queries/guidance-calendar.queries';
import { listKnownTenants } from '@/db/queries/workspace.queries';
import { findClashes } from '@/server/domain/guidance/calendar-clashes';
import {
  type CalendarClash,
  type CalendarEntryView,
  type CalendarSource,
  type GuidanceCalendarView,
  guidanceCalendarView,
  KIND_OF_SOURCE,
  type ReadCalendarInput,
} from '@/server/domain/guidance/guidance-calendar';
import type { CalendarKind } from '@/server/domain/guidance/guidance-vocabulary';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';

/** Who, where, and with whom it meets on its day: said before anything is filtered out, which would hide half of a clash. */
interface Dated extends Omit<CalendarRow, 'units'> {
  units: { id: number | null; name: string }[];
}

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

/** 工作日历 of an office: guidance, inspections, assessments, training and deadlines of all its units. */
export const readCalendar = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ReadCalendarInput,
): Promise<GuidanceCalendarView> => {
  const rows = await listOfficeCalendar(tdb, scope.tenantId, input);
  return toCalendar(
    rows.map((row) => ({ ...row, units: row.units.map(({ id, name }) => ({ id, name: name ?? '' })) })),
    input,
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
    rows.map((row) => ({ ...row, units: row.units.map(named) })),
    input,
  );
  // All lines are this unit's, whatever office stands in them: what meets is the unit's own day.
  const own = (clash: CalendarClash): CalendarClash => (clash.by === 'unit' ? { ...clash, name: self } : clash);
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
  entry.clashes.map((clash) => clash.name).join('、'),
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
