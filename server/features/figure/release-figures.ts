import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { listRowIds, pageFigureRows, rowsOfFigure } from '@/db/queries/figures/figure.queries';
import type { FigureRows } from '@/db/queries/figures/figure-rows';
import { type FigureReleaseInsert, insertReleases, supersedeReleases } from '@/db/queries/figures/release.queries';
import { listReceivedFigureDocuments } from '@/db/queries/figures/reporting.queries';
import { listKnownTenants } from '@/db/queries/workspace.queries';
import { audit } from '@/server/audit/audit';
import type { FigurePeriodView, ReleaseFiguresInput, releaseFiguresView } from '@/server/domain/figure/figure-views';
import { computedFigures } from '@/server/domain/figure/figures';
import { type GivenRow, mostGiven } from '@/server/domain/figure/released-rows';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { sendDispatch } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';
import { computeOne } from './compute-figures.ts';
import { figurePeriod } from './figure-period.ts';
import { keepRows } from './keep-rows.ts';
import { requireUnlocked } from './reporting/own-reporting.ts';

/** 连同明细: the rows of a figure as they are shown, for who receives it. Nothing where they are more than `most`. */
export const rowsToGive = async (
  tdb: TenantDb,
  rows: FigureRows,
  { count, most }: { count: number; most: number },
): Promise<GivenRow[] | null> => {
  if (count > most) return null;
  const found = await pageFigureRows(tdb, rows, { cursor: undefined, direction: 'after', limit: most });
  return found.map(({ id, label, detail, on, amount }) => ({ id, label, detail, on, amount: Number(amount) }));
};

/** Of how many figures the rows were asked to go along and are too many. */
export const countNotGiven = (input: { withRows: boolean }, drafts: readonly ReleaseDraft[]): number =>
  input.withRows ? drafts.filter((draft) => draft.givenRows === null).length : 0;

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

export type ReleaseDraft = Pick<
  FigureReleaseInsert,
  'figureCode' | 'value' | 'definitionVersion' | 'rowIds' | 'countedIds' | 'givenRows' | 'note' | 'said'
>;

/**
 * Gives figures to each supervisor as they are at this moment, and answers whom. What was given before of the same figure
 * and year goes out of force.
 * @throws AppError ADDRESSEE_NOT_RELATED without a supervisor; FIGURES_LOCKED once one has accepted the year
 */
export const giveUp = async (
  tdb: TenantDb,
  scope: TenantScope,
  period: FigurePeriodView,
  drafts: readonly ReleaseDraft[],
): Promise<string[]> => {
  const { accountId, tenantId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'figures are released by a person');
  const supervisors = (await listKnownTenants(tdb)).filter((tenant) => tenant.depth === -1);
  if (supervisors.length === 0) throw new AppError('ADDRESSEE_NOT_RELATED', `tenant ${tenantId} has no supervisor`);
  const { year, to: asOf } = period;
  await requireUnlocked(tdb, tenantId, year);
  const codes = drafts.map((draft) => draft.figureCode);
  for (const { tenantId: addresseeTenantId } of supervisors) {
    const key = { tenantId, addresseeTenantId, year, basis: 'own' as const };
    await supersedeReleases(tdb, { ...key, codes });
    const common = { ...key, asOf, unitName: scope.tenantName, releasedBy: accountId };
    await insertReleases(
      tdb,
      drafts.map((draft) => ({ ...common, ...draft, id: uuidv7() })),
    );
  }
  return supervisors.map((one) => one.name);
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
  const figures = requireFigures(scope, input.codes);
  for (const { note } of input.notes) refuseClassified(note);
  const period = await figurePeriod(tdb, { year: input.year });
  const drafts: ReleaseDraft[] = [];
  for (const figure of figures) {
    const { rows, value } = await computeOne(tdb, scope, figure, period);
    const question = { tenantId: scope.tenantId, from: period.from, to: period.to };
    const counted = rowsOfFigure(tdb, figure.code, question);
    drafts.push({
      figureCode: figure.code,
      value,
      definitionVersion: figure.version,
      ...(await keepRows({ rows, listIds: (limit) => listRowIds(tdb, counted, limit) })),
      givenRows: input.withRows ? await rowsToGive(tdb, counted, { count: rows, most: mostGiven(figure.code) }) : null,
      note: input.notes.find(({ code }) => code === figure.code)?.note ?? null,
      said: null,
    });
  }
  const supervisors = await giveUp(tdb, scope, period, drafts);
  await answerCalls(tdb, scope, period.year);
  await audit(tdb, scope, {
    action: 'figure.release',
    objectKind: 'figure_release',
    objectId: String(period.year),
    objectLabel: figures.map((figure) => figure.code).join(', '),
    detail: {
      asOf: period.to,
      to: supervisors,
      values: drafts.map((one) => [one.figureCode, one.value]),
      withRows: drafts.filter((one) => one.givenRows !== null).map((one) => one.figureCode),
    },
  });
  return { released: figures.length, supervisors, asOf: period.to, notGiven: countNotGiven(input, drafts) };
};
