import { v7 as uuidv7 } from 'uuid';
import { type GrantDb, type Pools, type TenantDb, withGrantDb } from '@/db/client';
import { enterGrants, type LiveGrant, listLiveGrants } from '@/db/queries/grant.queries';
import type { InspectionRow } from '@/db/queries/inspection.queries';
import { computeProbe, insertProbeRun, listProbeRows } from '@/db/queries/probes/probe.queries';
import type { ProbeQuestion } from '@/db/queries/probes/probe-rows';
import { audit, auditGrantRead } from '@/server/audit/audit';
import type { ChecklistItem } from '@/server/domain/inspection/checklist';
import type {
  GrantedProbeRowsInput,
  ProbeRowView,
  RunProbesInput,
  RunProbesResult,
} from '@/server/domain/inspection/probe-views';
import {
  findProbe,
  isProbeCode,
  type ProbeCode,
  type ProbeDefinition,
  type ProbeFigure,
  suggestionOf,
} from '@/server/domain/inspection/probes';
import { type InspectionState, takesFindings } from '@/server/domain/inspection/vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { openGrantOver, type RecordClass } from '@/server/tenancy/open-grants';
import type { TenantScope } from '@/server/tenancy/scope';
import { readFrozenList } from '../checklist/answer-item.ts';
import { requireMyInspection } from '../require-inspection.ts';
import { toProbeRow } from './probe.mapper.ts';
import { FROZEN_ROWS, probeCursor } from './run-own-probes.ts';

type Obstacle = RunProbesResult['notRun'][number]['reason'];
interface Found {
  figure: ProbeFigure;
  firstRows: ProbeRowView[];
  yearFrom: number;
  yearTo: number;
}

/** Without an accounting file in sight nobody may say that there is none. */
const isOutside = (probe: ProbeDefinition, grant: LiveGrant): boolean =>
  probe.needsCategory !== null &&
  grant.categoryCodes !== null &&
  (probe.needsCategory === '*' || !grant.categoryCodes.includes(probe.needsCategory));

const FIRST = { faultsOnly: true, cursor: undefined, direction: 'after' as const, limit: FROZEN_ROWS };

const look = async (db: TenantDb | GrantDb, code: ProbeCode, question: ProbeQuestion): Promise<Found> => ({
  figure: await computeProbe(db, code, question),
  firstRows: (await listProbeRows(db, code, question, FIRST)).slice(0, FROZEN_ROWS).map(toProbeRow),
  yearFrom: question.yearFrom,
  yearTo: question.yearTo,
});

/** Inside the grant of the very inspection, and in the unit's log like any other look. */
const lookUnderGrant = (
  pools: Pools,
  scope: TenantScope,
  inspection: InspectionRow,
  probe: ProbeDefinition,
  recordClass: RecordClass,
): Promise<Found | Obstacle> =>
  withGrantDb(pools, scope, async (gdb): Promise<Found | Obstacle> => {
    const live = await listLiveGrants(gdb, recordClass);
    const grant = live.find((candidate) => candidate.grantId === inspection.grantId);
    if (!grant) return 'NO_GRANT';
    if (isOutside(probe, grant)) return 'OUTSIDE_GRANT';
    if ((await enterGrants(gdb, recordClass, [grant.grantId])).length === 0) return 'NO_GRANT';
    const { yearFrom, yearTo, unitTenantId } = grant;
    const question = { tenantId: unitTenantId, readerTenantId: scope.tenantId, yearFrom, yearTo };
    const found = await look(gdb, probe.code, question);
    await auditGrantRead(
      gdb,
      scope,
      { recordClass, grantIds: [grant.grantId] },
      {
        action: 'probe.runGranted',
        objectKind: 'probe',
        objectLabel: probe.name.zh,
        detail: { probeCode: probe.code, yearFrom, yearTo, ...found.figure },
      },
    );
    return found;
  });

/** Papers between the two need no grant: each side has its own copy. The years of a probe over papers are all years. */
const lookAtPapers = (tdb: TenantDb, scope: TenantScope, inspection: InspectionRow, code: ProbeCode): Promise<Found> =>
  look(tdb, code, {
    tenantId: inspection.subjectTenantId,
    readerTenantId: scope.tenantId,
    yearFrom: 1900,
    yearTo: 2999,
  });

interface Running {
  pools: Pools;
  tdb: TenantDb;
  scope: TenantScope;
  inspection: InspectionRow & { accountId: string };
}

const runOne = async (
  { pools, tdb, scope, inspection }: Running,
  item: ChecklistItem,
  code: ProbeCode,
): Promise<Obstacle | null> => {
  const probe = findProbe(code);
  if (probe.reach === 'unit') return 'UNIT_ONLY';
  const found =
    probe.reach === 'papers'
      ? await lookAtPapers(tdb, scope, inspection, code)
      : await lookUnderGrant(pools, scope, inspection, probe, probe.reach);
  if (typeof found === 'string') return found;
  await insertProbeRun(tdb, {
    tenantId: scope.tenantId,
    id: uuidv7(),
    inspectionId: inspection.id,
    itemCode: item.code,
    subjectTenantId: inspection.subjectTenantId,
    probeCode: code,
    probeVersion: probe.version,
    yearFrom: found.yearFrom,
    yearTo: found.yearTo,
    rowCount: found.figure.rows,
    faultCount: found.figure.faults,
    amount: found.figure.amount,
    suggestion: suggestionOf(probe.rule, found.figure, item.threshold),
    firstRows: found.firstRows,
    ranBy: inspection.accountId,
    ranByName: scope.actorName,
  });
  return null;
};

/**
 * 自动核查 of one item or of the whole list, by an inspector of the notice, inside the grant. What cannot be run here is
 * said with its reason; a suggestion is kept beside the item, and the inspector decides.
 */
export const runGrantedProbes = async (
  pools: Pools,
  tdb: TenantDb,
  scope: TenantScope,
  input: RunProbesInput,
): Promise<RunProbesResult> => {
  const inspection = await requireMyInspection(tdb, scope, input.inspectionId);
  if (!takesFindings(inspection.state as InspectionState))
    throw new AppError('INSPECTION_STATE_WRONG', `inspection ${inspection.id} is ${inspection.state}`);
  const list = await readFrozenList(tdb, scope, inspection.id);
  const items = list.items.filter((item) => input.itemCode === undefined || item.code === input.itemCode);
  if (items.length === 0) throw new AppError('NOT_FOUND', `the list has no item ${input.itemCode}`);
  const result: RunProbesResult = { ran: 0, notRun: [] };
  for (const item of items) {
    for (const probeCode of item.probes.filter(isProbeCode)) {
      const obstacle = await runOne({ pools, tdb, scope, inspection }, item, probeCode);
      if (obstacle === null) result.ran += 1;
      else result.notRun.push({ probeCode, reason: obstacle });
    }
  }
  await audit(tdb, scope, {
    action: 'probe.run',
    objectKind: 'inspection',
    objectId: inspection.id,
    objectLabel: inspection.subjectName,
    detail: { itemCode: input.itemCode ?? null, ...result },
  });
  return result;
};

/** The rows behind a figure, page by page, under the grant: every page is a look. */
export const listGrantedProbeRows = async (
  gdb: GrantDb,
  scope: TenantScope,
  input: GrantedProbeRowsInput,
): Promise<Page<ProbeRowView>> => {
  const probe = findProbe(input.probeCode);
  if (probe.reach === 'unit' || probe.reach === 'papers')
    throw new AppError('NOT_FOUND', `${probe.code} is not read under a grant`);
  const grant = await openGrantOver(gdb, probe.reach, input.unitSlug);
  if (isOutside(probe, grant)) throw new AppError('NOT_FOUND', `${probe.code} is outside grant ${grant.grantId}`);
  const { limit, direction, faultsOnly } = input;
  const cursor = decodeCursor(probeCursor, input.cursor);
  const question = {
    tenantId: grant.unitTenantId,
    readerTenantId: scope.tenantId,
    yearFrom: Math.max(input.yearFrom, grant.yearFrom),
    yearTo: Math.min(input.yearTo, grant.yearTo),
  };
  const rows = await listProbeRows(gdb, probe.code, question, { faultsOnly, cursor, direction, limit });
  const figure = await computeProbe(gdb, probe.code, question);
  await auditGrantRead(
    gdb,
    scope,
    { recordClass: probe.reach, grantIds: [grant.grantId] },
    {
      action: 'probe.grantedRows',
      objectKind: 'probe',
      objectLabel: probe.name.zh,
      detail: { probeCode: probe.code, rows: rows.length },
    },
  );
  const page = cutPage(
    rows,
    { limit, direction, hasCursor: cursor !== undefined, total: faultsOnly ? figure.faults : figure.rows },
    (row) => encodeCursor([row.sortKey, row.key]),
  );
  return { rows: page.rows.map(toProbeRow), page: page.page };
};
