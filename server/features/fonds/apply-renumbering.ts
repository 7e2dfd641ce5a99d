import type { TenantDb } from '@/db/client';
import { type ItemRow, listItemsByIds } from '@/db/queries/archive-item.queries';
import { updateFonds } from '@/db/queries/fonds.queries';
import { listTakenNumbers } from '@/db/queries/fonds-codes.queries';
import {
  holdCounters,
  judgeCodes,
  lockCodes,
  lockItems,
  type NewCode,
  retireCodes,
  setCounters,
  writeNewCodes,
} from '@/db/queries/fonds-new-codes.queries';
import {
  countStaleLines,
  findJobState,
  listRenumberingLines,
  type RenumberingLine,
  type RenumberingRow,
  updateRenumbering,
} from '@/db/queries/fonds-renumbering.queries';
import { loadOwnTemplates } from '@/db/queries/fonds-settings.queries';
import { audit } from '@/server/audit/audit';
import type { ItemLevel } from '@/server/domain/archive/archive-item';
import {
  codeSort,
  type ParsedReferenceCode,
  parseReferenceCode,
  sequenceScope,
  sortPrefixOf,
  type TemplateRef,
} from '@/server/domain/archive/reference-code';
import { type OwnTemplates, templateRefOf } from '@/server/domain/fonds/coded-record';
import { type RenumberingView, renumberingView } from '@/server/domain/fonds/renumbering';
import { AppError } from '@/server/domain/shared/app-error';
import { searchText, searchTokens } from '@/server/domain/shared/chinese-text';
import { searchFieldsOf } from '@/server/features/archive';
import { enqueue } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';
import { applyRenumberingJob, type RenumberingPayload } from './fonds.jobs.ts';
import { AT_ONCE, requireRenumbering } from './plan-renumbering.ts';
import { requireFonds } from './save-fonds.ts';

const STEP = 1_000;

async function* linesOf(tdb: TenantDb, tenantId: number, id: string): AsyncGenerator<RenumberingLine[]> {
  let after: number | undefined;
  for (;;) {
    const lines = await listRenumberingLines(tdb, tenantId, id, { direction: 'after', after, limit: STEP });
    if (lines.length > 0) yield lines.filter((line) => line.problem === null);
    if (lines.length < STEP) return;
    after = lines.at(-1)?.position;
  }
}

/** The template of the new code: the one asked for, or the one that the record has. */
const templateOf = (row: RenumberingRow, item: Pick<ItemRow, 'codeTemplate'>): string =>
  row.templateCode ?? item.codeTemplate;

const noteScope = (scopes: Map<string, string>, parsed: ParsedReferenceCode | undefined): void => {
  const scope = parsed && sequenceScope(parsed.compiled ?? (parsed.templateCode as TemplateRef), parsed.parts);
  if (parsed && scope && !scopes.has(scope.key)) scopes.set(scope.key, sortPrefixOf(scope.key, parsed.text));
};

interface Change {
  line: RenumberingLine;
  item: ItemRow;
}

const newCodeOf = ({ line, item }: Change, row: RenumberingRow, own: OwnTemplates): NewCode => {
  const template = templateOf(row, item);
  const code = line.newCode ?? item.referenceCode;
  const parsed = parseReferenceCode(templateRefOf(own, template), code, item.level as ItemLevel);
  if (!parsed) throw new AppError('RENUMBERING_STALE', `${code} does not follow ${template}`);
  const oldCodes = line.retires ? [...item.oldCodes, item.referenceCode] : item.oldCodes;
  const search = searchText(searchFieldsOf({ ...item, oldCodes }, code));
  return {
    id: item.id,
    referenceCode: code,
    codeSort: codeSort(code),
    codeTemplate: template,
    itemNumber: line.newNumber,
    fileNumber: parsed.parts.volume ?? parsed.parts.group ?? item.fileNumber,
    oldCodes,
    searchText: search,
    searchTokens: searchTokens(search.split(' ')).join(' '),
  };
};

/** One step: locks the records, retires what they give up, writes what they get. */
const applyStep = async (
  tdb: TenantDb,
  scope: TenantScope,
  row: RenumberingRow,
  lines: readonly RenumberingLine[],
  own: OwnTemplates,
): Promise<void> => {
  const { tenantId } = scope;
  const ids = lines.map((line) => line.itemId);
  await lockItems(tdb, tenantId, ids);
  const items = new Map((await listItemsByIds(tdb, tenantId, ids, ids.length)).map((item) => [item.id, item]));
  const changes = lines.map((line): Change => {
    const item = items.get(line.itemId);
    if (!item || item.referenceCode !== line.oldCode) throw new AppError('RENUMBERING_STALE', line.oldCode);
    return { line, item };
  });
  const retired = changes
    .filter(({ line }) => line.retires)
    .map(({ line, item }) => ({
      itemId: item.id,
      oldCode: item.referenceCode,
      oldSort: codeSort(item.referenceCode),
      newCode: line.newCode ?? '',
    }));
  await retireCodes(tdb, tenantId, row.id, retired, {
    accountId: scope.accountId,
    name: scope.actorName,
    reason: row.reason,
  });
  await writeNewCodes(
    tdb,
    tenantId,
    changes.map((change) => newCodeOf(change, row, own)),
    row.locks,
  );
};

const scopesOfTable = async (
  tdb: TenantDb,
  tenantId: number,
  row: RenumberingRow,
  own: OwnTemplates,
): Promise<Map<string, string>> => {
  const scopes = new Map<string, string>();
  for await (const lines of linesOf(tdb, tenantId, row.id)) {
    const items = await listItemsByIds(
      tdb,
      tenantId,
      lines.map((line) => line.itemId),
      STEP,
    );
    const byId = new Map(items.map((item) => [item.id, item]));
    for (const line of lines) {
      const item = byId.get(line.itemId);
      if (!item) continue;
      const level = item.level as ItemLevel;
      noteScope(scopes, parseReferenceCode(templateRefOf(own, item.codeTemplate), line.oldCode, level));
      noteScope(scopes, parseReferenceCode(templateRefOf(own, templateOf(row, item)), line.newCode ?? '', level));
    }
  }
  return scopes;
};

/** Counting goes on after the highest number that stands or stood in each scope. */
const settleCounters = async (tdb: TenantDb, tenantId: number, scopes: ReadonlyMap<string, string>): Promise<void> => {
  const highest = new Map([...scopes.keys()].map((scope) => [scope, 0]));
  const taken = await listTakenNumbers(
    tdb,
    tenantId,
    [...scopes].map(([scope, prefix]) => ({ scope, prefix })),
  );
  for (const { scope, number } of taken) highest.set(scope, Math.max(highest.get(scope) ?? 0, number));
  await setCounters(tdb, tenantId, highest);
};

const writeTable = async (tdb: TenantDb, scope: TenantScope, row: RenumberingRow): Promise<void> => {
  const { tenantId } = scope;
  const own = await loadOwnTemplates(tdb, tenantId);
  const scopes = await scopesOfTable(tdb, tenantId, row, own);
  await holdCounters(tdb, tenantId, [...scopes.keys()]);
  if ((await countStaleLines(tdb, tenantId, row.id)) > 0)
    throw new AppError('RENUMBERING_STALE', `records of ${row.id} have other codes by now`);
  await judgeCodes(tdb, 'later');
  for await (const lines of linesOf(tdb, tenantId, row.id)) await applyStep(tdb, scope, row, lines, own);
  await judgeCodes(tdb, 'now').catch((error: unknown) => {
    // Somebody took one of the new numbers since the table was made.
    if ((error as { constraint?: unknown }).constraint === 'archive_item_code')
      throw new AppError('RENUMBERING_STALE', `a code of ${row.id} is taken`);
    throw error;
  });
  await settleCounters(tdb, tenantId, scopes);
};

const writeOfficialNumber = async (tdb: TenantDb, scope: TenantScope, row: RenumberingRow): Promise<void> => {
  if (row.mode !== 'official' || row.officialNumber === null) return;
  const fonds = await requireFonds(tdb, scope, row.fondsId);
  const key = { tenantId: scope.tenantId, id: fonds.id };
  const provisionalNumber = fonds.isOfficial ? fonds.provisionalNumber : fonds.number;
  await updateFonds(tdb, key, { number: row.officialNumber, isOfficial: true, provisionalNumber });
};

/** Everything at once: codes, history, counters, the fonds, the event. */
const runApply = async (tdb: TenantDb, scope: TenantScope, row: RenumberingRow): Promise<RenumberingView> => {
  const { tenantId } = scope;
  const key = { tenantId, id: row.id, states: ['planned', 'applying'] };
  if (!(await updateRenumbering(tdb, key, { state: 'applied', appliedByName: scope.actorName })))
    throw new AppError('RENUMBERING_STATE_WRONG', `${row.id} is ${row.state}`);
  await writeTable(tdb, scope, row);
  await writeOfficialNumber(tdb, scope, row);
  const locked = row.locks ? await lockCodes(tdb, tenantId, row) : 0;
  await audit(tdb, scope, {
    action: 'fonds.applyRenumbering',
    objectKind: 'renumbering',
    objectId: row.id,
    objectLabel: `${row.fondsNumber} ${row.categoryCode ?? ''} ${row.filingYear ?? ''}`.trim(),
    detail: { mode: row.mode, reason: row.reason, changed: row.changedCount, locked },
  });
  return renumberingView.parse(await requireRenumbering(tdb, tenantId, row.id));
};

/** 确认重新编号. A large table becomes a job; either way it is written whole or not at all. */
export const applyRenumbering = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { id: string },
): Promise<RenumberingView> => {
  const { tenantId } = scope;
  const row = await requireRenumbering(tdb, tenantId, input.id);
  const failed = row.jobId !== null && (await findJobState(tdb, tenantId, row.jobId)) === 'failed';
  if (row.state !== 'planned' && !(row.state === 'applying' && failed))
    throw new AppError('RENUMBERING_STATE_WRONG', `${row.id} is ${row.state}`);
  if (row.changedCount <= AT_ONCE) return runApply(tdb, scope, row);
  const jobId = await enqueue(tdb, scope, applyRenumberingJob, { renumberingId: row.id });
  await updateRenumbering(tdb, { tenantId, id: row.id, states: [row.state] }, { state: 'applying', jobId });
  await audit(tdb, scope, {
    action: 'fonds.submitRenumbering',
    objectKind: 'renumbering',
    objectId: row.id,
    objectLabel: row.fondsNumber,
    detail: { changed: row.changedCount },
  });
  return renumberingView.parse(await requireRenumbering(tdb, tenantId, row.id));
};

/** The work of the job. Done already: nothing. */
export const workThroughTable = async (
  tdb: TenantDb,
  scope: TenantScope,
  { renumberingId }: RenumberingPayload,
): Promise<{ changed: number }> => {
  const row = await requireRenumbering(tdb, scope.tenantId, renumberingId);
  if (row.state !== 'applied') await runApply(tdb, scope, row);
  return { changed: row.changedCount };
};

/** 放弃: a table that nobody wants. What it would have changed stays as it is. */
export const dropRenumbering = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { id: string },
): Promise<RenumberingView> => {
  const { tenantId } = scope;
  const row = await requireRenumbering(tdb, tenantId, input.id);
  if (!(await updateRenumbering(tdb, { tenantId, id: row.id, states: ['planning', 'planned'] }, { state: 'dropped' })))
    throw new AppError('RENUMBERING_STATE_WRONG', `${row.id} is ${row.state}`);
  await audit(tdb, scope, {
    action: 'fonds.dropRenumbering',
    objectKind: 'renumbering',
    objectId: row.id,
    objectLabel: row.fondsNumber,
  });
  return renumberingView.parse(await requireRenumbering(tdb, tenantId, row.id));
};
