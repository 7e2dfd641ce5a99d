import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/clock.queries';
import {
  listDigitalLevels,
  listOpenCalls,
  listReceivedStates,
  type OpenCallRow,
  type StateRow,
} from '@/db/queries/work-state.queries';
import { listKnownTenants } from '@/db/queries/workspace.queries';
import { EXPIRY_WARNING_DAYS, findLevel, levelsReaching } from '@/server/domain/assessment/assessment-vocabulary';
import {
  checksState,
  DIGITAL_LEVELS,
  type DigitalLevelRow,
  type DigitalLevelsInput,
  type DigitalLevelsView,
  digitalLevelsView,
  type ReceivedChecksInput,
  type ReceivedChecksView,
  type ReceivedSafetyInput,
  type ReceivedSafetyView,
  receivedChecksView,
  receivedSafetyView,
  safetyState,
} from '@/server/domain/inspection/work-state';
import { STALE_DAYS, type WorkStateTopic } from '@/server/domain/inspection/work-state-vocabulary';
import { shanghaiDay } from '@/server/domain/shared/dates';
import type { FileReference } from '@/server/domain/shared/file-reference';
import type { KnownUnitView } from '@/server/domain/tenancy/known-unit';
import { exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import { listUnitsBelow } from '@/server/tenancy/list-units-below';
import type { TenantScope } from '@/server/tenancy/scope';

interface Reported extends KnownUnitView {
  row: StateRow | undefined;
  call: OpenCallRow | undefined;
}

/** Whoever is expected to report, and whoever below has done so. */
const reportedBy = async (
  tdb: TenantDb,
  scope: TenantScope,
  { topic, year, kind }: { topic: WorkStateTopic; year: number | null; kind: 'bureau' | 'repository' },
  { search, sent }: { search?: string | undefined; sent?: 'yes' | 'no' | undefined },
): Promise<Reported[]> => {
  const asked = { topic, year, staleDays: STALE_DAYS };
  const rows = new Map((await listReceivedStates(tdb, scope.tenantId, asked)).map((row) => [row.tenantId, row]));
  const open = await listOpenCalls(tdb, scope.tenantId, { kind: `${topic}_call`, side: 'sent' });
  const calls = new Map(open.map((call) => [call.addresseeTenantId, call]));
  return (await listUnitsBelow(tdb))
    .map((unit) => ({ ...unit, row: rows.get(unit.tenantId), call: calls.get(unit.tenantId) }))
    .filter((unit) => unit.kind === kind || unit.row !== undefined)
    .filter((unit) => search === undefined || unit.name.includes(search))
    .filter((unit) => sent === undefined || (sent === 'yes') === (unit.row !== undefined))
    .sort((one, other) => one.name.localeCompare(other.name, 'zh-CN'));
};

const reportOf = ({ row, call, ...unit }: Reported) => ({
  ...unit,
  call: call ? { dueOn: call.dueOn, isLate: call.isLate } : null,
  dispatchId: row?.dispatchId ?? null,
  sentAt: row?.sentAt ?? null,
  isOld: row?.isOld ?? false,
});

/** 县区检查考核 as the districts handed it up, with those that have not. */
export const listReceivedChecks = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ReceivedChecksInput,
): Promise<ReceivedChecksView> => {
  const year = input.year ?? Number((await readToday(tdb)).slice(0, 4));
  const units = await reportedBy(tdb, scope, { topic: 'checks', year, kind: 'bureau' }, input);
  const rows = units.map((unit) => ({ ...reportOf(unit), state: unit.row ? checksState.parse(unit.row.body) : null }));
  return receivedChecksView.parse({ year, rows });
};

/** 档案馆安全状况 as the archives handed it up; what is wrong most stands first. */
export const listReceivedSafety = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ReceivedSafetyInput,
): Promise<ReceivedSafetyView> => {
  const { concern } = input;
  const units = await reportedBy(tdb, scope, { topic: 'safety', year: null, kind: 'repository' }, input);
  const rows = units
    .map((unit) => ({ ...reportOf(unit), state: unit.row ? safetyState.parse(unit.row.body) : null }))
    .filter(({ state }) => concern === undefined || state?.concerns.includes(concern))
    .sort((one, other) => (other.state?.concerns.length ?? 0) - (one.state?.concerns.length ?? 0));
  return receivedSafetyView.parse({ rows });
};

/** 数字档案馆等级 of all archives below, also of those that have none. */
export const listDigitalArchives = async (
  tdb: TenantDb,
  scope: TenantScope,
  { search, level }: DigitalLevelsInput,
): Promise<DigitalLevelsView> => {
  const known = await listKnownTenants(tdb);
  const names = new Map(known.map((one) => [one.tenantId, one.name]));
  const given = await listDigitalLevels(tdb, scope.tenantId, EXPIRY_WARNING_DAYS);
  const rankOf = (code: string): number => levelsReaching('digital_archive', code).length;
  const archives = known.filter(({ depth, kind }) => depth > 0 && kind === 'repository');
  const rows = [...new Map(archives.map((one) => [one.tenantId, one])).values()].map((unit) => {
    const { tenantId, slug, name, kind, parentTenantId } = unit;
    const levels = given.filter((one) => one.subjectTenantId === tenantId);
    const best = [...levels]
      .filter((one) => one.standing !== 'expired')
      .sort((one, other) => rankOf(one.level) - rankOf(other.level))[0];
    const shown = best ?? levels[0] ?? null;
    const { subjectTenantId: _subject, ...facts } = shown ?? {
      ...{ subjectTenantId: tenantId, level: null, awardedOn: null, validUntil: null, awarderName: null },
      ...{ documentNumber: null, standing: null },
    };
    const parentName = parentTenantId === null ? null : (names.get(parentTenantId) ?? null);
    const before = levels.filter((one) => one !== shown);
    return { tenantId, slug, name, kind, parentName, ...facts, before } as DigitalLevelRow;
  });
  const holds = (row: DigitalLevelRow): boolean => row.level !== null && row.standing !== 'expired';
  return digitalLevelsView.parse({
    rows: rows
      .filter((row) => search === undefined || row.name.includes(search))
      .filter((row) => level === undefined || (level === '-' ? !holds(row) : holds(row) && row.level === level))
      .sort((one, other) => one.name.localeCompare(other.name, 'zh-CN')),
    counts: [...DIGITAL_LEVELS]
      .map((code) => ({ level: code, archives: rows.filter((row) => holds(row) && row.level === code).length }))
      .filter(({ archives: n }) => n > 0),
  });
};

const day = (instant: string | null): string => (instant === null ? '未上报' : shanghaiDay(instant));
const EXPORTS = {
  action: 'workState.export',
  objectKind: 'dispatch',
} as const;

export const exportReceivedChecks = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: ReceivedChecksInput,
): Promise<FileReference> => {
  const { year, rows } = await listReceivedChecks(tdb, scope, input);
  const headings = ['单位', '上报日期', '管辖单位', '已检查单位', '检查次数', '整改要求', '已整改', '逾期', '已公示'];
  return exportTable(tdb, scope, objects, {
    ...EXPORTS,
    fileName: `${year}年县区检查考核情况_${scope.tenantName}.xlsx`,
    sheetName: '检查考核',
    columns: [...headings, '检查批次', '年度考核'].map((heading) => ({ heading, width: 14 })),
    rows: rows.map(({ name, sentAt, state }) => [
      name,
      day(sentAt),
      ...(state
        ? [
            state.units,
            state.inspectedUnits,
            state.inspections,
            state.findings,
            state.met,
            state.overdue,
            state.published,
          ]
        : [null, null, null, null, null, null, null]),
      state?.rounds.map((round) => round.title).join('、') ?? null,
      state?.assessments.map((one) => one.title).join('、') ?? null,
    ]),
  });
};

export const exportReceivedSafety = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: ReceivedSafetyInput,
): Promise<FileReference> => {
  const { rows } = await listReceivedSafety(tdb, scope, input);
  const headings = [
    '单位',
    '上报日期',
    '应急预案',
    '本年演练',
    '最近演练',
    '未整改隐患',
    '逾期隐患',
    '本年事件',
    '未办结事件',
  ];
  return exportTable(tdb, scope, objects, {
    ...EXPORTS,
    fileName: `档案馆安全状况_${scope.tenantName}.xlsx`,
    sheetName: '安全状况',
    columns: [...headings, '库房', '未落实的防护'].map((heading) => ({ heading, width: 14 })),
    rows: rows.map(({ name, sentAt, state }) => [
      name,
      day(sentAt),
      state?.plan?.title ?? null,
      state?.drills ?? null,
      state?.lastDrill?.heldOn ?? null,
      state?.hazards ?? null,
      state?.hazardsOverdue ?? null,
      state?.incidents ?? null,
      state?.incidentsOpen ?? null,
      state?.rooms ?? null,
      state?.uncovered ?? null,
    ]),
  });
};

const STANDING_WORDS = { valid: '有效', expiring: '即将到期', expired: '已过期', withdrawn: '已撤销' } as const;

export const exportDigitalArchives = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: DigitalLevelsInput,
): Promise<FileReference> => {
  const { rows } = await listDigitalArchives(tdb, scope, input);
  const headings = ['档案馆', '所属', '等级', '评定日期', '有效期至', '评定机关', '文号', '状态'];
  return exportTable(tdb, scope, objects, {
    ...EXPORTS,
    fileName: `数字档案馆等级_${scope.tenantName}.xlsx`,
    sheetName: '数字档案馆',
    columns: headings.map((heading) => ({ heading, width: 16 })),
    rows: rows.map((row) => [
      row.name,
      row.parentName,
      row.level === null ? '无' : (findLevel('digital_archive', row.level)?.zh ?? row.level),
      row.awardedOn,
      row.validUntil,
      row.awarderName,
      row.documentNumber,
      row.standing === null ? null : STANDING_WORDS[row.standing],
    ]),
  });
};
