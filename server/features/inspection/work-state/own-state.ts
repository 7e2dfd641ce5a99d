import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/clock.queries';
import {
  lastSentAt,
  listAssessmentSums,
  listOpenCalls,
  listRoundSums,
  readCheckSums,
  readSafetyFacts,
} from '@/db/queries/work-state.queries';
import { listKnownTenants } from '@/db/queries/workspace.queries';
import {
  type ChecksState,
  checksState,
  concernsOf,
  type OwnChecksView,
  type OwnSafetyView,
  type SafetyState,
  safetyState,
} from '@/server/domain/inspection/work-state';
import { readRoomProtections } from '@/server/features/storage';
import { listUnitsBelow } from '@/server/tenancy/list-units-below';
import type { TenantScope } from '@/server/tenancy/scope';

/** All bureaus above, the nearest first: a city reads what its archives say without asking the district for it again. */
export const bureausAbove = async (tdb: TenantDb): Promise<{ tenantId: number; name: string }[]> =>
  (await listKnownTenants(tdb))
    .filter(({ depth, kind }) => depth < 0 && kind === 'bureau')
    .sort((one, other) => other.depth - one.depth)
    .map(({ tenantId, name }) => ({ tenantId, name }));

const sumOf = <T>(rows: readonly T[], value: (row: T) => number): number =>
  rows.reduce((sum, row) => sum + value(row), 0);

/** 检查考核情况 of a year, from the rows as they stand. */
export const readChecksState = async (
  tdb: TenantDb,
  scope: TenantScope,
  asked: number | undefined,
): Promise<ChecksState> => {
  const on = await readToday(tdb);
  const year = asked ?? Number(on.slice(0, 4));
  const { tenantId } = scope;
  const sums = await readCheckSums(tdb, tenantId, year);
  const rounds = await listRoundSums(tdb, tenantId, year);
  const assessments = await listAssessmentSums(tdb, tenantId, year);
  const units = (await listUnitsBelow(tdb)).length;
  const findings = sumOf(rounds, (round) => round.findings);
  const met = sumOf(rounds, (round) => round.met);
  const overdue = sumOf(rounds, (round) => round.overdue);
  const words = [
    `${year}年检查${rounds.length}批，检查单位${sums.inspectedUnits}家（管辖${units}家）`,
    `提出整改要求${findings}条，已整改${met}条，逾期${overdue}条`,
    `年度考核${assessments.length}次`,
  ].join('；');
  return checksState.parse({
    ...{ topic: 'checks', year, on, units, ...sums, findings, met, overdue },
    ...{ rounds, assessments, words: `${words}。` },
  });
};

/** 安全状况 as the unit’s own registers, drills and reports say it today. */
export const readSafetyState = async (tdb: TenantDb, scope: TenantScope): Promise<SafetyState> => {
  const on = await readToday(tdb);
  const year = Number(on.slice(0, 4));
  const facts = await readSafetyFacts(tdb, scope.tenantId, year);
  const { rooms, uncovered } = await readRoomProtections(tdb, scope);
  const beyondRooms = rooms.filter((room) => room.climate?.isBeyond).map((room) => room.room);
  const said = { year, on, ...facts, rooms: rooms.length, uncovered, beyondRooms };
  const words = [
    facts.plan ? `应急预案：${facts.plan.title}` : '没有现行应急预案',
    `${year}年演练${facts.drills}次`,
    `未整改隐患${facts.hazards}处，其中逾期${facts.hazardsOverdue}处`,
    `${year}年安全事件${facts.incidents}起，未办结${facts.incidentsOpen}起`,
  ].join('；');
  return safetyState.parse({ ...said, topic: 'safety', concerns: concernsOf(said), words: `${words}。` });
};

/** Who above waits for a report of a topic. */
const callsFor = async (tdb: TenantDb, scope: TenantScope, kind: 'checks_call' | 'safety_call') =>
  (await listOpenCalls(tdb, scope.tenantId, { kind, side: 'received' })).map(({ senderName, dueOn, note }) => ({
    ...{ senderName, dueOn, note },
  }));

/** What would be handed up now, to whom, and when it last was. */
export const getOwnChecks = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { year?: number | undefined },
): Promise<OwnChecksView> => {
  const state = await readChecksState(tdb, scope, input.year);
  const superiors = (await bureausAbove(tdb)).map(({ name }) => name);
  return {
    state,
    superiors,
    calls: await callsFor(tdb, scope, 'checks_call'),
    lastSentAt: await lastSentAt(tdb, scope.tenantId, { topic: 'checks', year: state.year }),
  };
};

export const getOwnSafety = async (tdb: TenantDb, scope: TenantScope): Promise<OwnSafetyView> => ({
  state: await readSafetyState(tdb, scope),
  superiors: (await bureausAbove(tdb)).map(({ name }) => name),
  calls: await callsFor(tdb, scope, 'safety_call'),
  lastSentAt: await lastSentAt(tdb, scope.tenantId, { topic: 'safety', year: null }),
});
