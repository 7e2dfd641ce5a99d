import { createHash, randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/clock.queries';
import { type BatchRow, updateBatch } from '@/db/queries/digitisation-batch.queries';
import { lockBatchItems } from '@/db/queries/digitisation-item.queries';
import { insertFindings } from '@/db/queries/scan-check.queries';
import { judgeFrames } from '@/db/queries/scan-page.queries';
import {
  closeSample,
  countSamplePageRows,
  findSample,
  insertSample,
  listPopulation,
  listSamplePageRows,
  listSamples,
  listWrongPages,
  lockSample,
  markSamplePage,
  type SampleRow,
} from '@/db/queries/scan-sample.queries';
import { audit } from '@/server/audit/audit';
import { MOST_BATCH_ITEMS } from '@/server/domain/digital/digitisation';
import {
  type DecideSampleInput,
  type ListSamplePagesInput,
  type LookAtPageInput,
  type SamplePageView,
  type SampleView,
  samplePageView,
  sampleView,
} from '@/server/domain/digital/scan-check';
import { judgeSample, sampleSize, scanRule } from '@/server/domain/digital/scan-rule';
import { AppError } from '@/server/domain/shared/app-error';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { recordStep } from './report-step.ts';
import { requireBatch, requireRunning } from './require-batch.ts';
import { currentRule } from './scan-rules.ts';

const MOST_SAMPLES = 100;

/** The first of a population in an order that the seed decides: whoever has seed and ids draws the same again. */
export const drawFrom = <Member extends { id: string }>(
  population: readonly Member[],
  seed: string,
  size: number,
): Member[] =>
  population
    .map((member) => ({ member, key: createHash('sha256').update(`${seed}:${member.id}`).digest('hex') }))
    .sort((left, right) => (left.key < right.key ? -1 : 1))
    .slice(0, size)
    .map(({ member }) => member);

/** 抽样: of the frames that wait for the check, as many as the rule that holds now wants. */
export const drawSample = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { batchId: string },
): Promise<SampleView> => {
  const { tenantId } = scope;
  const batch = await requireRunning(tdb, tenantId, input.batchId);
  const [newest] = await listSamples(tdb, tenantId, batch.id, 1);
  if (newest?.state === 'open') throw new AppError('DIGITISATION_SAMPLE_OPEN', `round ${newest.round} is open`);
  const population = await listPopulation(tdb, tenantId, batch.id);
  if (population.length === 0) throw new AppError('DIGITISATION_SAMPLE_EMPTY', 'no frame waits');
  const rule = await currentRule(tdb, scope);
  const size = sampleSize(population.length, rule.settings);
  const seed = randomBytes(16).toString('hex');
  const row = {
    tenantId,
    id: uuidv7(),
    batchId: batch.id,
    round: batch.sampleRound + 1,
    seed,
    population: population.length,
    size,
    ruleVersion: rule.version,
    settings: rule.settings,
    drawnByName: scope.actorName,
  };
  await insertSample(tdb, row, drawFrom(population, seed, size));
  await updateBatch(tdb, tenantId, batch.id, { sampleRound: row.round });
  await audit(tdb, scope, {
    action: 'digitisation.drawSample',
    objectKind: 'scan_sample',
    objectId: row.id,
    objectLabel: `${batch.batchNumber}-${row.round}`,
    detail: { seed, population: row.population, size, rule: rule.version },
  });
  return viewOf(await findSample(tdb, tenantId, row.id));
};

const viewOf = (row: SampleRow | undefined): SampleView => {
  if (!row) throw new AppError('NOT_FOUND', 'the sample is not in this tenant');
  return sampleView.parse(row);
};

export const listSamplesOf = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { batchId: string },
): Promise<{ samples: SampleView[] }> => {
  const batch = await requireBatch(tdb, scope.tenantId, input.batchId);
  const rows = await listSamples(tdb, scope.tenantId, batch.id, MOST_SAMPLES);
  return { samples: rows.map((row) => sampleView.parse(row)) };
};

export const listSamplePages = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListSamplePagesInput,
): Promise<Page<SamplePageView>> => {
  const { sampleId, only, direction, limit } = input;
  viewOf(await findSample(tdb, scope.tenantId, sampleId));
  const after = decodeCursor(z.tuple([z.number().int()]), input.cursor)?.[0];
  const filter = { sampleId, only };
  const rows = await listSamplePageRows(tdb, scope.tenantId, filter, { after, direction, limit: limit + 1 });
  const total = await countSamplePageRows(tdb, scope.tenantId, filter);
  const page = cutPage(rows, { limit, direction, hasCursor: after !== undefined, total }, (row) =>
    encodeCursor([row.place]),
  );
  return { rows: page.rows.map((row) => samplePageView.parse(row)), page: page.page };
};

/** One page looked at: right, or wrong and in what. May be changed until the sample is concluded. */
export const lookAtPage = async (tdb: TenantDb, scope: TenantScope, input: LookAtPageInput): Promise<SampleView> => {
  const { tenantId } = scope;
  const sample = viewOf(await lockSample(tdb, tenantId, input.sampleId));
  if (sample.state !== 'open') throw new AppError('DIGITISATION_CLOSED', `sample is ${sample.state}`);
  refuseClassified(input.note);
  const values = {
    outcome: input.outcome,
    kinds: [...new Set(input.kinds)],
    note: input.note ?? null,
    lookedByName: scope.actorName,
  };
  const key = { sampleId: sample.id, place: input.place };
  if (!(await markSamplePage(tdb, tenantId, key, values)))
    throw new AppError('NOT_FOUND', `place ${input.place} is not in the sample`);
  await audit(tdb, scope, {
    action: 'digitisation.lookAtPage',
    objectKind: 'scan_sample',
    objectId: sample.id,
    objectLabel: `${sample.round}-${input.place}`,
    detail: { outcome: input.outcome, kinds: values.kinds },
  });
  return viewOf(await findSample(tdb, tenantId, sample.id));
};

/** Accepted: all frames pass but the wrong ones, which fail and must be scanned again before their record is linked. */
const accept = async (tdb: TenantDb, scope: TenantScope, batch: BatchRow, wrongPageIds: string[]): Promise<void> => {
  const { tenantId } = scope;
  const rows = await lockBatchItems(tdb, tenantId, batch.id, { step: 'processed' }, MOST_BATCH_ITEMS);
  const itemIds = rows.map((row) => row.itemId);
  await judgeFrames(tdb, tenantId, { itemIds }, 'passed');
  await judgeFrames(tdb, tenantId, { pageIds: wrongPageIds }, 'failed');
  const step = { name: 'checked', event: 'checked', isActive: true, isSentBack: false, note: null };
  await recordStep(
    tdb,
    scope,
    batch,
    step,
    itemIds.map((itemId) => ({ itemId })),
  );
  await updateBatch(tdb, tenantId, batch.id, { acceptedOn: await readToday(tdb) });
};

/** Sent back: the records of wrong pages are scanned again, the others wait for the next sample. */
const sendBack = async (
  tdb: TenantDb,
  scope: TenantScope,
  batch: BatchRow,
  wrong: readonly { pageId: string; itemId: string }[],
): Promise<void> => {
  await judgeFrames(tdb, scope.tenantId, { pageIds: wrong.map((page) => page.pageId) }, 'failed');
  const itemIds = [...new Set(wrong.map((page) => page.itemId))];
  const step = { name: 'prepared', event: 'sent_back', isActive: true, isSentBack: true, note: null };
  await recordStep(
    tdb,
    scope,
    batch,
    step,
    itemIds.map((itemId) => ({ itemId })),
  );
};

/**
 * 抽检结论. The rule that was frozen with the sample decides from what was noted, nobody else; the opinion is for the
 * record. Wrong pages become findings that a new scan settles.
 */
export const decideSample = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: DecideSampleInput,
): Promise<SampleView> => {
  const { tenantId } = scope;
  refuseClassified(input.opinion);
  const found = viewOf(await findSample(tdb, tenantId, input.sampleId));
  const batch = await requireRunning(tdb, tenantId, found.batchId);
  const sample = viewOf(await lockSample(tdb, tenantId, input.sampleId));
  if (sample.state !== 'open') throw new AppError('DIGITISATION_CLOSED', `sample is ${sample.state}`);
  if (sample.looked < sample.size)
    throw new AppError('DIGITISATION_SAMPLE_OPEN', `${sample.looked} of ${sample.size} were looked at`);
  const wrong = await listWrongPages(tdb, tenantId, sample.id);
  const kinds = sample.kinds.map(({ kind }) => kind);
  const { isAccepted, errorRate } = judgeSample(sample.size, wrong.length, kinds, scanRule.parse(sample.settings));
  const findings = wrong.flatMap((page) =>
    page.kinds.map((kind) => ({
      id: uuidv7(),
      pageId: page.pageId,
      fileId: page.fileId,
      kind,
      origin: 'person' as const,
      measured: null,
      threshold: null,
      otherPageId: null,
      ruleVersion: sample.ruleVersion,
      note: page.note,
    })),
  );
  await insertFindings(tdb, tenantId, batch.id, findings);
  if (isAccepted)
    await accept(
      tdb,
      scope,
      batch,
      wrong.map((page) => page.pageId),
    );
  else await sendBack(tdb, scope, batch, wrong);
  const values = {
    state: isAccepted ? 'accepted' : 'sent_back',
    wrongPages: wrong.length,
    errorRate,
    decidedByName: scope.actorName,
    opinion: input.opinion ?? null,
  };
  await closeSample(tdb, tenantId, sample.id, values);
  await audit(tdb, scope, {
    action: isAccepted ? 'digitisation.acceptBatch' : 'digitisation.sendBack',
    objectKind: 'scan_sample',
    objectId: sample.id,
    objectLabel: `${batch.batchNumber}-${sample.round}`,
    detail: { size: sample.size, wrong: wrong.length, errorRate, kinds },
  });
  return viewOf(await findSample(tdb, tenantId, sample.id));
};
