import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { type Pools, type TenantDb, withSystemDb } from '@/db/client';
import { findInspectionForUpdate } from '@/db/queries/inspection.queries';
import {
  countPublicationRows,
  findPublicationRow,
  findPublisher,
  insertPublication,
  listPublicationRows,
  listPublished,
  type PublicationRow,
  withdrawPublicationRow,
} from '@/db/queries/publication.queries';
import { audit } from '@/server/audit/audit';
import {
  type ListPublicationsInput,
  type PublicationRowView,
  type PublishedView,
  type PublishInput,
  publicationBody,
  publicationRowView,
  publishedView,
  type WithdrawPublicationInput,
} from '@/server/domain/inspection/closure';
import { FINDING_SEVERITIES, type FindingSeverity, resultForSeverities } from '@/server/domain/inspection/vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireCampaign } from '../draw-pool.ts';
import { requireInspection } from '../require-inspection.ts';

const cursorKey = z.tuple([z.iso.datetime(), uuid]);

const toView = (row: PublicationRow): PublicationRowView =>
  publicationRowView.parse({
    ...row,
    suggestedResult: row.result ?? resultForSeverities(row.severities as FindingSeverity[]),
  });

/** 公示: what has ended, with its 24-hour clock. */
export const listPublications = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListPublicationsInput,
): Promise<Page<PublicationRowView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listPublicationRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countPublicationRows(tdb, scope.tenantId, input);
  return cutPage(rows.map(toView), { limit, direction, hasCursor: cursor !== undefined, total }, (row) =>
    encodeCursor([row.endedAt, row.inspectionId]),
  );
};

/** A telephone or identity number, or the name of somebody who took part: what the public is not to read. */
const PERSONAL = /\d{7,}|1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}/u;

/** Refuses a statement for the public that names one of these people, or any number that belongs to a person. */
export const requireImpersonal = (statement: string | null, names: readonly string[]): void => {
  if (statement !== null && (PERSONAL.test(statement) || names.some((name) => statement.includes(name))))
    throw new AppError('BAD_INPUT', 'the statement names a person', { statement: 'personal' });
};

/** 公示 an inspection's result. What is shown is put together here, of units and counts; nothing is copied from facts. */
export const publish = async (tdb: TenantDb, scope: TenantScope, input: PublishInput): Promise<{ id: string }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a publication needs a person');
  refuseClassified(input.statement);
  const inspection = await requireInspection(tdb, scope, input.inspectionId, findInspectionForUpdate);
  const row = await findPublicationRow(tdb, scope.tenantId, inspection.id);
  if (!row) throw new AppError('INSPECTION_STATE_WRONG', `inspection ${inspection.id} has not ended`);
  if (row.publicationId) throw new AppError('ALREADY_EXISTS', `inspection ${inspection.id} is published`);
  const { statement = null } = input;
  requireImpersonal(statement, [...inspection.inspectorNames, scope.actorName]);
  const campaign = await requireCampaign(tdb, scope, inspection.campaignId);
  const id = uuidv7();
  await insertPublication(tdb, {
    tenantId: scope.tenantId,
    id,
    inspectionId: inspection.id,
    body: publicationBody.parse({
      issuerName: scope.tenantName,
      subjectName: inspection.subjectName,
      campaignTitle: campaign.title,
      campaignKind: campaign.kind,
      selectedBy: inspection.selectedBy,
      inspectedOn: inspection.inspectedOn,
      result: input.result,
      findings: row.findings,
      bySeverity: FINDING_SEVERITIES.map((severity) => ({
        severity,
        findings: row.severities.filter((one) => one === severity).length,
      })).filter((one) => one.findings > 0),
      statement,
    }),
    publishedBy: scope.accountId,
    publishedByName: scope.actorName,
  });
  await audit(tdb, scope, {
    action: 'closure.publish',
    objectKind: 'inspection',
    objectId: inspection.id,
    objectLabel: inspection.subjectName,
    detail: { publicationId: id, result: input.result, dueAt: row.dueAt },
  });
  return { id };
};

/** Takes a publication back with a reason; the right one may then be published. */
export const withdrawPublication = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: WithdrawPublicationInput,
): Promise<void> => {
  const key = { tenantId: scope.tenantId, id: input.publicationId };
  const inspectionId = await withdrawPublicationRow(tdb, key, input.reason);
  if (!inspectionId) throw new AppError('NOT_FOUND', `no publication ${input.publicationId} to withdraw`);
  await audit(tdb, scope, {
    action: 'closure.withdrawPublication',
    objectKind: 'inspection',
    objectId: inspectionId,
    detail: { publicationId: input.publicationId, reason: input.reason },
  });
};

/** The public page of a bureau: what it has published and not taken back. */
export const listPublishedBy = async (
  pools: Pools,
  input: { slug: string; cursor?: string | undefined; direction: 'after' | 'before'; limit: number },
): Promise<{ name: string } & Page<PublishedView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const { name, rows } = await withSystemDb(pools, async (sdb) => ({
    name: await findPublisher(sdb, input.slug),
    rows: await listPublished(sdb, input.slug, { cursor, direction, limit }),
  }));
  if (name === undefined || (rows.length === 0 && cursor === undefined))
    throw new AppError('NOT_FOUND', `${input.slug} publishes nothing`);
  const views = rows.map(({ id, body, publishedAt }) =>
    publishedView.parse({ ...publicationBody.parse(body), id, publishedAt }),
  );
  const page = cutPage(views, { limit, direction, hasCursor: cursor !== undefined, total: null }, (view) =>
    encodeCursor([view.publishedAt, view.id]),
  );
  return { name, ...page };
};
