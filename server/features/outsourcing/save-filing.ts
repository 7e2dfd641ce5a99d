import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { readClock } from '@/db/queries/inspection-campaign.queries';
import {
  type FilingRow,
  findFiling,
  insertFiling,
  listFilingFiles,
  markFilingSubmitted,
  replaceFilingFiles,
  updateFiling,
} from '@/db/queries/outsourcing.queries';
import { audit } from '@/server/audit/audit';
import { type FilingBody, filingBody, type SaveFilingInput } from '@/server/domain/outsourcing/outsourcing';
import { type FilingState, isOpenFiling } from '@/server/domain/outsourcing/outsourcing-vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { nearestBureau, sendDispatch } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';

export const requireFiling = async (tdb: TenantDb, scope: TenantScope, id: string): Promise<FilingRow> => {
  const filing = await findFiling(tdb, scope.tenantId, id);
  if (!filing) throw new AppError('NOT_FOUND', `outsourcing ${id} is not in tenant ${scope.tenantId}`);
  return filing;
};

const requireOpen = async (tdb: TenantDb, scope: TenantScope, id: string): Promise<FilingRow> => {
  const filing = await requireFiling(tdb, scope, id);
  if (!isOpenFiling(filing.state as FilingState)) {
    throw new AppError('OUTSOURCING_STATE_WRONG', `outsourcing ${id} is ${filing.state}`);
  }
  return filing;
};

/** Writes the terms and the papers. What was returned becomes a draft again; what waits or was accepted stays. */
export const saveFiling = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: SaveFilingInput,
): Promise<{ id: string; rowVersion: number }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a filing needs a person');
  const { id: known, rowVersion, fileObjectIds, ...terms } = input;
  refuseClassified(terms.workScope, terms.capability, terms.secrecyTerms, terms.mediaReturn);
  const before = known ? await requireOpen(tdb, scope, known) : null;
  const id = known ?? uuidv7();
  if (!before) {
    await insertFiling(tdb, { ...terms, tenantId: scope.tenantId, id, createdBy: scope.accountId });
  } else if (!(await updateFiling(tdb, { tenantId: scope.tenantId, id, rowVersion }, terms))) {
    throw new AppError('STALE_VERSION', `outsourcing ${id} is at ${before.rowVersion}`);
  }
  const wanted = [...new Set(fileObjectIds)];
  if ((await replaceFilingFiles(tdb, { tenantId: scope.tenantId, filingId: id }, wanted)) !== wanted.length) {
    throw new AppError('NOT_FOUND', 'a file is not stored in this tenant');
  }
  await audit(tdb, scope, {
    action: 'outsourcing.save',
    objectKind: 'outsourcing_filing',
    objectId: id,
    objectLabel: `${terms.providerName} ${terms.contractNumber}`,
    detail: { isNew: !before, startOn: terms.startOn, endOn: terms.endOn, files: wanted.length },
  });
  return { id, rowVersion: before ? rowVersion + 1 : 1 };
};

const bodyOf = (filing: FilingRow, submittedBy: string, submittedOn: string): FilingBody =>
  // Parsed, so that nothing but the named terms leaves with the dispatch.
  filingBody.parse({ ...filing, submittedBy, submittedOn });

/**
 * 报备: the contract goes to the archives authority with its papers, frozen. It is asked for before the work starts; what
 * comes later is taken all the same and said to be late.
 */
export const submitFiling = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { id: string; rowVersion: number },
): Promise<{ dispatchId: string; isLate: boolean }> => {
  const filing = await requireOpen(tdb, scope, input.id);
  if (filing.state !== 'draft') throw new AppError('OUTSOURCING_STATE_WRONG', `outsourcing ${filing.id} was returned`);
  const bureau = await nearestBureau(tdb);
  const { today } = await readClock(tdb);
  const files = await listFilingFiles(tdb, scope.tenantId, filing.id);
  const sent = await sendDispatch(tdb, scope, {
    addresseeTenantId: bureau.tenantId,
    kind: 'outsourcing_filing',
    title: `档案服务外包备案：${filing.providerName}`,
    body: bodyOf(filing, scope.actorName, today),
    objectId: filing.id,
    attachments: files.map((file) => file.objectId),
  });
  const key = { tenantId: scope.tenantId, id: filing.id, rowVersion: input.rowVersion };
  const submission = { submissionId: sent.id, submittedOn: today, bureauName: bureau.name };
  if (!(await markFilingSubmitted(tdb, key, submission))) {
    throw new AppError('STALE_VERSION', `outsourcing ${filing.id} is at ${filing.rowVersion}`);
  }
  const isLate = today >= filing.startOn;
  await audit(tdb, scope, {
    action: 'outsourcing.submit',
    objectKind: 'outsourcing_filing',
    objectId: filing.id,
    objectLabel: `${filing.providerName} ${filing.contractNumber}`,
    detail: { to: bureau.name, startOn: filing.startOn, isLate, files: files.length },
  });
  return { dispatchId: sent.id, isLate };
};
