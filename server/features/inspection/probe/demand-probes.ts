import type { TenantDb } from '@/db/client';
import { findDispatchRow } from '@/db/queries/dispatch.queries';
import { findFinding } from '@/db/queries/finding.queries';
import { findReceivedRow } from '@/db/queries/inspection-received.queries';
import { listNewestRuns } from '@/db/queries/probes/probe.queries';
import { type FindingDispatchBody, findingDispatchBody } from '@/server/domain/inspection/finding';
import { type DemandProbeView, demandProbeView, type FrozenProbe } from '@/server/domain/inspection/probe-views';
import { isProbeCode, type ProbeCode } from '@/server/domain/inspection/probes';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireInspection } from '../require-inspection.ts';
import { toProbeResult } from './probe.mapper.ts';
import { runOwnProbes } from './run-own-probes.ts';

type Demand = Pick<FindingDispatchBody, 'probeCodes' | 'probeYears' | 'probes'>;

const codesOf = (demand: Demand): ProbeCode[] => demand.probeCodes.filter(isProbeCode);

/** The years that were looked at when the demand was made; else those that the inspection was opened for. */
const yearsOf = (demand: Demand, code: ProbeCode): { yearFrom: number; yearTo: number } | null => {
  const before = demand.probes.find((probe) => probe.probeCode === code);
  if (before) return { yearFrom: before.yearFrom, yearTo: before.yearTo };
  return demand.probeYears && { yearFrom: demand.probeYears.from, yearTo: demand.probeYears.to };
};

const compare = (demand: Demand, runs: readonly FrozenProbe[]): DemandProbeView[] =>
  codesOf(demand).map((probeCode) => {
    const before = demand.probes.find((probe) => probe.probeCode === probeCode) ?? null;
    const years = yearsOf(demand, probeCode);
    const newest = runs.find(
      (run) => run.probeCode === probeCode && run.yearFrom === years?.yearFrom && run.yearTo === years.yearTo,
    );
    // The run that the demand itself rests on says nothing of what was done since.
    const now = newest && newest.ranAt !== before?.ranAt ? newest : null;
    return demandProbeView.parse({ probeCode, before, now, isMet: now?.suggestion ? now.suggestion === 'met' : null });
  });

/** The unit's side: its own looks against what the inspector saw. */
export const compareWithOwn = async (tdb: TenantDb, scope: TenantScope, demand: Demand): Promise<DemandProbeView[]> =>
  codesOf(demand).length === 0
    ? []
    : compare(demand, (await listNewestRuns(tdb, scope.tenantId, null)).map(toProbeResult));

const requireDemand = async (tdb: TenantDb, scope: TenantScope, findingDispatchId: string): Promise<Demand> => {
  const document = await findReceivedRow(tdb, scope.tenantId, findingDispatchId);
  if (document?.kind !== 'finding') {
    throw new AppError('NOT_FOUND', `finding ${findingDispatchId} was not dispatched to ${scope.tenantId}`);
  }
  return findingDispatchBody.parse(document.body);
};

export const listDemandProbes = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { findingDispatchId: string },
): Promise<DemandProbeView[]> => compareWithOwn(tdb, scope, await requireDemand(tdb, scope, input.findingDispatchId));

/** 按现有数据自查整改: the unit runs the probes of the demand over its own records as they stand now. */
export const runDemandProbes = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { findingDispatchId: string },
): Promise<DemandProbeView[]> => {
  const demand = await requireDemand(tdb, scope, input.findingDispatchId);
  const codes = codesOf(demand);
  if (codes.length === 0) throw new AppError('NOT_FOUND', `no probe belongs to ${input.findingDispatchId}`);
  for (const code of codes) {
    const years = yearsOf(demand, code);
    if (years) await runOwnProbes(tdb, scope, { probeCodes: [code], ...years });
  }
  return compareWithOwn(tdb, scope, demand);
};

/** The inspector's side: what the demand rested on, and what the records say since. `probe.run` looks again. */
export const listFindingProbes = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { findingId: string },
): Promise<DemandProbeView[]> => {
  const finding = await findFinding(tdb, scope.tenantId, input.findingId);
  if (!finding) throw new AppError('NOT_FOUND', `finding ${input.findingId} is not in tenant ${scope.tenantId}`);
  const inspection = await requireInspection(tdb, scope, finding.inspectionId);
  const sent = finding.dispatchId ? await findDispatchRow(tdb, scope.tenantId, finding.dispatchId) : undefined;
  if (!sent) return [];
  const runs = await listNewestRuns(tdb, scope.tenantId, inspection.id);
  return compare(
    findingDispatchBody.parse(sent.body),
    runs.filter((run) => run.itemCode === finding.checklistCode).map(toProbeResult),
  );
};
