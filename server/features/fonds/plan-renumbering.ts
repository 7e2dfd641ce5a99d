import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { listFondsRecords } from '@/db/queries/fonds.queries';
import { listTakenNumbers } from '@/db/queries/fonds-codes.queries';
import {
  findRenumbering,
  insertRenumbering,
  insertRenumberingLines,
  type RenumberingLine,
  type RenumberingRow,
  updateRenumbering,
} from '@/db/queries/fonds-renumbering.queries';
import { loadOwnTemplates } from '@/db/queries/fonds-settings.queries';
import { audit } from '@/server/audit/audit';
import { sortPrefixOf } from '@/server/domain/archive/reference-code';
import { type CodedRecord, type OwnTemplates, templateRefOf } from '@/server/domain/fonds/coded-record';
import { type PlannedCode, type PlanTarget, planCodes, scopesOf } from '@/server/domain/fonds/plan-codes';
import {
  type PlanOfficialInput,
  type PlanRenumberingInput,
  type RenumberingView,
  renumberingView,
} from '@/server/domain/fonds/renumbering';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { enqueue } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';
import { planRenumberingJob, type RenumberingPayload } from './fonds.jobs.ts';
import { loadRecords, withInside } from './load-records.ts';
import { requireFonds } from './save-fonds.ts';

/** So many records are worked out while the person waits; more become a job. */
export const AT_ONCE = 5_000;
const LINES = 2_000;

export const requireRenumbering = async (tdb: TenantDb, tenantId: number, id: string): Promise<RenumberingRow> => {
  const row = await findRenumbering(tdb, tenantId, id);
  if (!row) throw new AppError('NOT_FOUND', `renumbering ${id} is not in tenant ${tenantId}`);
  return row;
};

/** What a renumbering is about, as conditions on records. */
export const selectionOf = (row: RenumberingRow) => ({
  fondsId: row.fondsId,
  categoryCode: row.categoryCode ?? undefined,
  filingYear: row.filingYear ?? undefined,
  retentionCode: row.retentionCode ?? undefined,
  orgCode: row.orgCode ?? undefined,
  codeState: row.scope === 'provisional' ? ('provisional' as const) : undefined,
});

const targetOf = (row: RenumberingRow, own: OwnTemplates): PlanTarget => ({
  mode: row.mode as PlanTarget['mode'],
  sortBy: row.sortBy as PlanTarget['sortBy'],
  template: row.templateCode ? { code: row.templateCode, ref: templateRefOf(own, row.templateCode) } : null,
  officialNumber: row.officialNumber,
});

const lineOf = (planned: PlannedCode, position: number): RenumberingLine => ({
  position,
  itemId: planned.record.id,
  title: planned.record.title,
  oldCode: planned.record.referenceCode,
  newCode: planned.newCode,
  newNumber: planned.newNumber,
  retires: planned.retires,
  problem: planned.problem,
  problemPart: planned.part,
});

const makePlan = async (
  tdb: TenantDb,
  tenantId: number,
  row: RenumberingRow,
  records: readonly CodedRecord[],
): Promise<PlannedCode[]> => {
  const own = await loadOwnTemplates(tdb, tenantId);
  const target = targetOf(row, own);
  const prefixes = [...scopesOf(records, own, target)].map(([scope, code]) => ({
    scope,
    prefix: sortPrefixOf(scope, code),
  }));
  const selected = new Set(records.map((record) => record.id));
  const occupied = new Map<string, Set<number>>();
  for (const taken of await listTakenNumbers(tdb, tenantId, prefixes)) {
    if (taken.itemId !== null && selected.has(taken.itemId)) continue;
    occupied.set(taken.scope, (occupied.get(taken.scope) ?? new Set()).add(taken.number));
  }
  return planCodes(records, own, target, occupied);
};

/** Works the table out and keeps what changes and what cannot. The catalogue is left alone. */
const fillPlan = async (
  tdb: TenantDb,
  scope: TenantScope,
  row: RenumberingRow,
  top: readonly CodedRecord[],
): Promise<void> => {
  const { tenantId } = scope;
  const records = await withInside(tdb, tenantId, top);
  if (records.length === 0 && row.mode !== 'official') throw new AppError('NOTHING_TO_RENUMBER', row.id);
  const plan = await makePlan(tdb, tenantId, row, records);
  const lines = plan
    .filter((planned) => planned.problem !== null || planned.newCode !== planned.record.referenceCode)
    .map(lineOf);
  for (let from = 0; from < lines.length; from += LINES)
    await insertRenumberingLines(tdb, tenantId, row.id, lines.slice(from, from + LINES));
  const problemCount = lines.filter((line) => line.problem !== null).length;
  const done = { state: 'planned', rowCount: records.length, changedCount: lines.length - problemCount, problemCount };
  await updateRenumbering(tdb, { tenantId, id: row.id, states: ['planning'] }, done);
};

type NewRenumbering = Omit<Parameters<typeof insertRenumbering>[1], 'tenantId' | 'id' | 'createdBy' | 'createdByName'>;

const startPlan = async (tdb: TenantDb, scope: TenantScope, asked: NewRenumbering): Promise<RenumberingView> => {
  const { tenantId, accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'a renumbering needs a person who asks for it');
  refuseClassified(asked.reason);
  const id = uuidv7();
  await insertRenumbering(tdb, { ...asked, tenantId, id, createdBy: accountId, createdByName: scope.actorName });
  const row = await requireRenumbering(tdb, tenantId, id);
  const records = await loadRecords(tdb, tenantId, selectionOf(row), AT_ONCE);
  if (records.length <= AT_ONCE) await fillPlan(tdb, scope, row, records);
  else {
    const jobId = await enqueue(tdb, scope, planRenumberingJob, { renumberingId: id });
    await updateRenumbering(tdb, { tenantId, id, states: ['planning'] }, { jobId });
  }
  const made = await requireRenumbering(tdb, tenantId, id);
  await audit(tdb, scope, {
    action: 'fonds.planRenumbering',
    objectKind: 'renumbering',
    objectId: id,
    objectLabel: `${row.fondsNumber} ${row.categoryCode ?? ''} ${row.filingYear ?? ''}`.trim(),
    detail: { mode: row.mode, reason: row.reason, changed: made.changedCount, problems: made.problemCount },
  });
  return renumberingView.parse(made);
};

/** 预览重新编号: the table of old and new codes, to be looked at before anything changes. */
export const planRenumbering = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: PlanRenumberingInput,
): Promise<RenumberingView> => {
  const fonds = await requireFonds(tdb, scope, input.fondsId);
  if (input.templateCode?.startsWith('OWN_')) {
    const own = await loadOwnTemplates(tdb, scope.tenantId);
    if (!own.has(input.templateCode)) throw new AppError('TEMPLATE_WRONG', input.templateCode);
  }
  return startPlan(tdb, scope, {
    fondsId: fonds.id,
    mode: input.mode,
    categoryCode: input.categoryCode,
    filingYear: input.filingYear,
    retentionCode: input.retentionCode ?? null,
    orgCode: input.orgCode ?? null,
    scope: input.scope,
    sortBy: input.sortBy,
    templateCode: input.templateCode ?? null,
    officialNumber: null,
    // Below a fonds without an official number nothing is final.
    locks: input.locks && fonds.isOfficial,
    reason: input.reason,
  });
};

/** 赋予正式全宗号: every code of the fonds begins with it, so it is a renumbering of the whole fonds. */
export const planOfficialNumber = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: PlanOfficialInput,
): Promise<RenumberingView> => {
  const fonds = await requireFonds(tdb, scope, input.fondsId);
  if (fonds.isOfficial && fonds.number === input.officialNumber)
    throw new AppError('FONDS_NUMBER_TAKEN', `${fonds.number} is official already`);
  const others = await listFondsRecords(tdb, scope.tenantId);
  if (others.some((other) => other.id !== fonds.id && other.number === input.officialNumber))
    throw new AppError('FONDS_NUMBER_TAKEN', input.officialNumber);
  return startPlan(tdb, scope, {
    fondsId: fonds.id,
    mode: 'official',
    categoryCode: null,
    filingYear: null,
    retentionCode: null,
    orgCode: null,
    scope: 'all',
    sortBy: 'code',
    templateCode: null,
    officialNumber: input.officialNumber,
    locks: true,
    reason: input.reason,
  });
};

/** The work of the job: the table of a selection that is too large to wait for. */
export const workOutPlan = async (
  tdb: TenantDb,
  scope: TenantScope,
  { renumberingId }: RenumberingPayload,
): Promise<{ changed: number }> => {
  const row = await requireRenumbering(tdb, scope.tenantId, renumberingId);
  if (row.state !== 'planning') return { changed: row.changedCount };
  await fillPlan(tdb, scope, row, await loadRecords(tdb, scope.tenantId, selectionOf(row)));
  return { changed: (await requireRenumbering(tdb, scope.tenantId, renumberingId)).changedCount };
};
