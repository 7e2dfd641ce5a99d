import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { listFigureRowIds } from '@/db/queries/figures/figure.queries';
import { type FigureReleaseInsert, insertReleases, supersedeReleases } from '@/db/queries/figures/release.queries';
import { listReceivedFigureDocuments } from '@/db/queries/figures/reporting.queries';
import { listKnownTenants } from '@/db/queries/workspace.queries';
import { audit } from '@/server/audit/audit';
import type { FigurePeriodView, ReleaseFiguresInput, releaseFiguresView } from '@/server/domain/figure/figure-views';
import { computedFigures } from '@/server/domain/figure/figures';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { sendDispatch } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';
import { type ComputedFigure, computeOne } from './compute-figures.ts';
import { figurePeriod } from './figure-period.ts';
import { requireUnlocked } from './reporting/own-reporting.ts';

/** Up to here a release keeps the id of every row; beyond it their number and a digest over them in order. */
const KEPT_IDS = 20_000;
const HASHED_IDS = 5_000_000;

/** Ids of the rows behind a figure, or their number and digest where they are too many to keep. */
export const keepRows = async (
  tdb: TenantDb,
  scope: TenantScope,
  computed: ComputedFigure,
  period: FigurePeriodView,
): Promise<unknown> => {
  const question = { tenantId: scope.tenantId, from: period.from, to: period.to };
  const isLarge = computed.rows > KEPT_IDS;
  const ids = await listFigureRowIds(tdb, computed.figure.code, question, isLarge ? HASHED_IDS : KEPT_IDS);
  if (!isLarge) return ids;
  return { count: ids.length, sha256: createHash('sha256').update(ids.join('\n')).digest('hex') };
};

const requireFigures = (scope: TenantScope, codes: ReleaseFiguresInput['codes']) =>
  [...new Set(codes)].map((code) => {
    const figure = computedFigures(scope.tenantKind).find((candidate) => candidate.code === code);
    if (!figure) throw new AppError('FIGURE_NOT_FOR_THIS_TENANT', `${code} is not computed in ${scope.tenantKind}`);
    return figure;
  });

/** Calls and returned years that wait for this release have their answer in it. */
const answerCalls = async (tdb: TenantDb, scope: TenantScope, year: number): Promise<void> => {
  for (const document of await listReceivedFigureDocuments(tdb, scope.tenantId, year)) {
    if (document.isAnswered || document.kind === 'figure_acceptance') continue;
    await sendDispatch(tdb, scope, {
      addresseeTenantId: document.senderTenantId,
      kind: 'receipt',
      title: `${year}年统计指标已报送`,
      body: { receivedBy: scope.actorName, note: null },
      inReplyTo: document.id,
    });
  }
};

/**
 * 报送. Computes the figures anew and gives value, cut-off, definition and rows to each supervisor as they are at this
 * moment. An earlier release of the same figure and year goes out of force; what changes later changes no release.
 * @throws AppError FIGURES_LOCKED once a supervisor has accepted the year
 */
export const releaseFigures = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ReleaseFiguresInput,
): Promise<z.infer<typeof releaseFiguresView>> => {
  const { accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'figures are released by a person');
  const figures = requireFigures(scope, input.codes);
  for (const { note } of input.notes) refuseClassified(note);
  const supervisors = (await listKnownTenants(tdb)).filter((tenant) => tenant.depth === -1);
  if (supervisors.length === 0)
    throw new AppError('ADDRESSEE_NOT_RELATED', `tenant ${scope.tenantId} has no supervisor`);
  await requireUnlocked(tdb, scope.tenantId, input.year);
  const period = await figurePeriod(tdb, { year: input.year });
  const common = {
    tenantId: scope.tenantId,
    year: period.year,
    asOf: period.to,
    unitName: scope.tenantName,
    releasedBy: accountId,
    basis: 'own' as const,
  };
  const drafts: Omit<FigureReleaseInsert, 'id' | 'addresseeTenantId'>[] = [];
  for (const figure of figures) {
    const computed = await computeOne(tdb, scope, figure, period);
    const rowIds = await keepRows(tdb, scope, computed, period);
    drafts.push({
      ...common,
      figureCode: figure.code,
      value: computed.value,
      definitionVersion: figure.version,
      rowIds,
      note: input.notes.find(({ code }) => code === figure.code)?.note ?? null,
    });
  }
  for (const { tenantId: addresseeTenantId } of supervisors) {
    const codes = figures.map((figure) => figure.code);
    await supersedeReleases(tdb, {
      tenantId: scope.tenantId,
      addresseeTenantId,
      year: period.year,
      basis: 'own',
      codes,
    });
    await insertReleases(
      tdb,
      drafts.map((draft) => ({ ...draft, id: uuidv7(), addresseeTenantId })),
    );
  }
  await answerCalls(tdb, scope, period.year);
  await audit(tdb, scope, {
    action: 'figure.release',
    objectKind: 'figure_release',
    objectId: String(period.year),
    objectLabel: figures.map((figure) => figure.code).join(', '),
    detail: {
      asOf: period.to,
      to: supervisors.map((one) => one.name),
      values: drafts.map((one) => [one.figureCode, one.value]),
    },
  });
  return { released: figures.length, supervisors: supervisors.map((one) => one.name), asOf: period.to };
};
