import { v7 as uuidv7 } from 'uuid';
import { type Pools, type TenantDb, withTenantDb } from '@/db/client';
import { updateBatch } from '@/db/queries/digitisation-batch.queries';
import {
  closeStaleFindings,
  countMeasured,
  type FindingInsert,
  forgetFacts,
  insertFindings,
  keepFacts,
  listLooks,
  nextPageToMeasure,
  type PageToMeasure,
} from '@/db/queries/scan-check.queries';
import { audit } from '@/server/audit/audit';
import { judgePage, lookDistance, type PageFacts, type RuleView } from '@/server/domain/digital/scan-rule';
import { AppError } from '@/server/domain/shared/app-error';
import { createPageMeasurer, type PageMeasurer } from '@/server/imaging/quality/page-measurer';
import { ChildFailure } from '@/server/objects/child-pool';
import type { ObjectStore } from '@/server/objects/object-store';
import { enqueue } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';
import { objectIdOf } from '../commit-files.ts';
import { checkPagesJob } from './batches.jobs.ts';
import { requireRunning } from './require-batch.ts';
import { currentRule } from './scan-rules.ts';

/** 机器质检: owes measuring the frames that were not measured; `again` measures all, as after a change of the rule. */
export const askForCheck = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { batchId: string; again: boolean },
): Promise<{ jobId: string; frames: number }> => {
  const { tenantId } = scope;
  const batch = await requireRunning(tdb, tenantId, input.batchId);
  if (input.again) await forgetFacts(tdb, tenantId, batch.id);
  const { done, total } = await countMeasured(tdb, tenantId, batch.id);
  if (total === 0) throw new AppError('DIGITISATION_SAMPLE_EMPTY', 'the batch has no frames');
  const jobId = await enqueue(tdb, scope, checkPagesJob, { batchId: batch.id });
  await updateBatch(tdb, tenantId, batch.id, { checkJobId: jobId });
  await audit(tdb, scope, {
    action: 'digitisation.checkPages',
    objectKind: 'digitisation_batch',
    objectId: batch.id,
    objectLabel: batch.batchNumber,
    detail: { frames: total - done },
  });
  return { jobId, frames: total - done };
};

export interface CheckSteps {
  pools: Pools;
  scope: TenantScope;
  payload: { batchId: string };
  objects: ObjectStore;
  progress(done: number, total: number | null): Promise<void>;
}

/** One measurer for the process; its child is started with the first page and ends when there is nothing to do. */
let shared: PageMeasurer | null = null;
const sharedMeasurer = (): PageMeasurer => {
  shared ??= createPageMeasurer();
  return shared;
};
export const closeMeasurer = (): void => {
  shared?.close();
  shared = null;
};

const PHOTOGRAPHS = 'ZP';

const findingOf = (
  page: PageToMeasure,
  rule: RuleView,
  verdict: Pick<FindingInsert, 'kind' | 'measured' | 'threshold'> & { otherPageId?: string },
): FindingInsert => ({
  id: uuidv7(),
  pageId: page.id,
  fileId: page.fileId,
  kind: verdict.kind,
  origin: 'machine',
  measured: verdict.measured,
  threshold: verdict.threshold,
  otherPageId: verdict.otherPageId ?? null,
  ruleVersion: rule.version,
  note: null,
});

/** A page that shows the same as an earlier one of the record. Empty pages all look the same and are another matter. */
const findDoublet = async (
  tdb: TenantDb,
  tenantId: number,
  page: PageToMeasure,
  facts: PageFacts,
  rule: RuleView,
): Promise<FindingInsert[]> => {
  if (facts.ink < rule.settings.blankInk) return [];
  const limit = rule.settings.doubledPermille;
  const others = await listLooks(tdb, tenantId, page.itemId);
  const self = others.find((other) => other.id === page.id);
  const doublet = others
    .filter((other) => other.id !== page.id && other.ink >= rule.settings.blankInk)
    .filter((other) => other.sequence < (self?.sequence ?? 0))
    .map((other) => ({ other, distance: lookDistance(other.look, facts.look) }))
    .filter(({ distance }) => distance <= limit)
    .sort((left, right) => left.distance - right.distance)[0];
  return doublet
    ? [
        findingOf(page, rule, {
          kind: 'doubled',
          measured: doublet.distance,
          threshold: limit,
          otherPageId: doublet.other.id,
        }),
      ]
    : [];
};

/** What the file says of its own resolution was read when it came in; the pixels do not say it for a PDF. */
const measure = async (
  page: PageToMeasure,
  path: string,
  measurer: PageMeasurer,
): Promise<PageFacts | { failure: string }> => {
  try {
    const facts = await measurer.measure(path, {
      page: page.filePage - 1,
      isPdf: page.mediaType === 'application/pdf',
    });
    return { ...facts, dpi: facts.dpi ?? page.dpi };
  } catch (error) {
    if (!(error instanceof ChildFailure)) throw error;
    return { failure: error.kind };
  }
};

const keepVerdict = async (
  tdb: TenantDb,
  scope: TenantScope,
  page: PageToMeasure,
  facts: PageFacts | { failure: string },
  rule: RuleView,
  batchId: string,
): Promise<number> => {
  // Replaced while it was measured: the new file is measured in its turn.
  if (!(await keepFacts(tdb, scope.tenantId, page, facts))) return 0;
  const found =
    'failure' in facts
      ? [findingOf(page, rule, { kind: 'unreadable', measured: null, threshold: null })]
      : [
          ...judgePage(facts, page.mediaType === 'application/pdf' ? null : page.sizeBytes, rule.settings, {
            isPhotograph: page.categoryCode === PHOTOGRAPHS,
          }).map((verdict) => findingOf(page, rule, verdict)),
          ...(await findDoublet(tdb, scope.tenantId, page, facts, rule)),
        ];
  await closeStaleFindings(
    tdb,
    scope.tenantId,
    page.id,
    found.map((finding) => finding.kind),
  );
  await insertFindings(tdb, scope.tenantId, batchId, found);
  return found.length;
};

/** Measures frame after frame, each kept in a transaction of its own: stopped anywhere, the next run goes on. */
export const checkPages = async (
  { pools, scope, payload, objects, progress }: CheckSteps,
  measurer: PageMeasurer = sharedMeasurer(),
): Promise<{ measured: number; findings: number }> => {
  const { tenantId } = scope;
  const { batchId } = payload;
  const rule = await withTenantDb(pools, scope, (tdb) => currentRule(tdb, scope));
  let [measured, findings] = [0, 0];
  for (;;) {
    const page = await withTenantDb(pools, scope, (tdb) => nextPageToMeasure(tdb, tenantId, batchId));
    if (!page) break;
    const path = await objects.records.localFile(tenantId, objectIdOf(page.itemId), page.contentPath);
    const facts = await measure(page, path, measurer);
    findings += await withTenantDb(pools, scope, (tdb) => keepVerdict(tdb, scope, page, facts, rule, batchId));
    measured += 1;
    const { done, total } = await withTenantDb(pools, scope, (tdb) => countMeasured(tdb, tenantId, batchId));
    await progress(done, total);
  }
  return { measured, findings };
};
