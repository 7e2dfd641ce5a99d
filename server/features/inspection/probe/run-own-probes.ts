import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { computeProbe, insertProbeRun, listNewestRuns, listProbeRows } from '@/db/queries/probes/probe.queries';
import type { ProbeQuestion } from '@/db/queries/probes/probe-rows';
import { audit } from '@/server/audit/audit';
import type {
  OwnProbeRowsInput,
  ProbeResultView,
  ProbeRowView,
  RunOwnProbesInput,
} from '@/server/domain/inspection/probe-views';
import { findProbe, PROBE_CODES, suggestionOf } from '@/server/domain/inspection/probes';
import { AppError } from '@/server/domain/shared/app-error';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import type { TenantScope } from '@/server/tenancy/scope';
import { toProbeResult, toProbeRow } from './probe.mapper.ts';

/** So many rows at fault are frozen with a result; all of them are a page away while the records are there. */
export const FROZEN_ROWS = 20;

const requireYears = ({ yearFrom, yearTo }: { yearFrom: number; yearTo: number }): void => {
  if (yearTo < yearFrom) throw new AppError('BAD_INPUT', 'the years are the wrong way round');
};

/** 自己核查: the unit looks at itself, at any time and as often as it likes. */
export const runOwnProbes = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: RunOwnProbesInput,
): Promise<{ ran: number }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a probe needs a person');
  requireYears(input);
  const { yearFrom, yearTo } = input;
  const codes = [...new Set(input.probeCodes ?? PROBE_CODES)];
  const question: ProbeQuestion = { tenantId: scope.tenantId, readerTenantId: scope.tenantId, yearFrom, yearTo };
  for (const code of codes) {
    const { rule, version } = findProbe(code);
    const figure = await computeProbe(tdb, code, question);
    const first = { faultsOnly: true, cursor: undefined, direction: 'after' as const, limit: FROZEN_ROWS };
    await insertProbeRun(tdb, {
      tenantId: scope.tenantId,
      id: uuidv7(),
      inspectionId: null,
      itemCode: null,
      subjectTenantId: scope.tenantId,
      probeCode: code,
      probeVersion: version,
      yearFrom,
      yearTo,
      rowCount: figure.rows,
      faultCount: figure.faults,
      amount: figure.amount,
      suggestion: suggestionOf(rule, figure, null),
      firstRows: (await listProbeRows(tdb, code, question, first)).slice(0, FROZEN_ROWS).map(toProbeRow),
      ranBy: scope.accountId,
      ranByName: scope.actorName,
    });
  }
  await audit(tdb, scope, {
    action: 'probe.runOwn',
    objectKind: 'tenant',
    objectLabel: scope.tenantName,
    detail: { codes, yearFrom, yearTo },
  });
  return { ran: codes.length };
};

/** The newest result of each probe of the unit itself. */
export const listOwnResults = async (tdb: TenantDb, scope: TenantScope): Promise<ProbeResultView[]> =>
  (await listNewestRuns(tdb, scope.tenantId, null)).map(toProbeResult);

export const probeCursor = z.tuple([z.string(), z.string()]);

/** The rows behind a figure, as they stand now. */
export const listOwnProbeRows = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: OwnProbeRowsInput,
): Promise<Page<ProbeRowView>> => {
  requireYears(input);
  const { limit, direction, faultsOnly, yearFrom, yearTo } = input;
  const cursor = decodeCursor(probeCursor, input.cursor);
  const question = { tenantId: scope.tenantId, readerTenantId: scope.tenantId, yearFrom, yearTo };
  const rows = await listProbeRows(tdb, input.probeCode, question, { faultsOnly, cursor, direction, limit });
  const figure = await computeProbe(tdb, input.probeCode, question);
  const page = cutPage(
    rows,
    { limit, direction, hasCursor: cursor !== undefined, total: faultsOnly ? figure.faults : figure.rows },
    (row) => encodeCursor([row.sortKey, row.key]),
  );
  return { rows: page.rows.map(toProbeRow), page: page.page };
};
