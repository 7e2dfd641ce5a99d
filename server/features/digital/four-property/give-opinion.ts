import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { applyOpinion, insertOpinion, updateFourPropertyRun } from '@/db/queries/four-property.queries';
import { audit } from '@/server/audit/audit';
import { type GiveOpinionInput, itemResults } from '@/server/domain/digital/four-property';
import { findFourPropertyRule } from '@/server/domain/digital/four-property-rules';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireRun } from './read-runs.ts';

/**
 * 人工结论: a person decides what the machine left open, of one record or of all records of the run. What failed stays
 * failed: it is mended and checked again, not talked away.
 */
export const giveOpinion = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: GiveOpinionInput,
): Promise<{ opinionId: string; records: number }> => {
  const { tenantId, accountId } = scope;
  const run = await requireRun(tdb, scope, input.runId, { lock: true });
  const rule = findFourPropertyRule(input.code);
  if (!rule || accountId === null) throw new AppError('NOT_FOUND', `no item ${input.code}`);
  if (run.state !== 'done') throw new AppError('CHECK_NOT_OPEN', `run is ${run.state}`);
  refuseClassified(input.reason);
  const { code, verdict, reason } = input;
  const itemId = input.itemId ?? null;
  let records = 0;
  if (rule.subject === 'run') {
    const own = itemResults.parse(run.results);
    const said = own[code];
    if (itemId !== null || (said?.result !== 'needs_person' && said?.result !== 'not_run'))
      throw new AppError('CHECK_NOT_OPEN', `${code} is ${said?.result ?? 'not asked'}`);
    const results = { ...own, [code]: { ...said, result: verdict, byPerson: true } };
    await updateFourPropertyRun(tdb, tenantId, run.id, { results });
  } else {
    records = await applyOpinion(tdb, tenantId, { runId: run.id, itemId, code, verdict });
    if (records === 0) throw new AppError('CHECK_NOT_OPEN', `${code} is open nowhere`);
  }
  const opinionId = uuidv7();
  const row = { id: opinionId, runId: run.id, itemId, code, verdict, reason, recordCount: records };
  await insertOpinion(tdb, tenantId, { ...row, decidedBy: accountId, decidedByName: scope.actorName });
  await audit(tdb, scope, {
    action: 'digital.giveOpinion',
    objectKind: 'four_property_run',
    objectId: run.id,
    detail: { code, verdict, itemId, records, reason },
  });
  return { opinionId, records };
};
