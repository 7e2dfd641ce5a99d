import type { TenantDb } from '@/db/client';
import { listOpenCalls } from '@/db/queries/work-state.queries';
import { audit } from '@/server/audit/audit';
import type { ChecksState, SafetyState } from '@/server/domain/inspection/work-state';
import { AppError } from '@/server/domain/shared/app-error';
import { sendDispatch } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';
import { bureausAbove, readChecksState, readSafetyState } from './own-state.ts';

const TITLES = { checks: '检查考核情况', safety: '档案安全状况' } as const;

const send = async (tdb: TenantDb, scope: TenantScope, state: ChecksState | SafetyState): Promise<{ to: string[] }> => {
  const above = await bureausAbove(tdb);
  if (above.length === 0) throw new AppError('BUREAU_MISSING', 'nobody above to report to');
  const title = `${state.year}年${TITLES[state.topic]}（${state.on}）`;
  const calls = await listOpenCalls(tdb, scope.tenantId, { kind: `${state.topic}_call`, side: 'received' });
  for (const { tenantId } of above)
    await sendDispatch(tdb, scope, {
      addresseeTenantId: tenantId,
      kind: 'work_state',
      title,
      body: { ...state },
      // Whoever asked has its answer with it.
      inReplyTo: calls.find((call) => call.senderTenantId === tenantId)?.id,
    });
  const to = above.map(({ name }) => name);
  await audit(tdb, scope, {
    action: 'workState.send',
    objectKind: 'dispatch',
    objectLabel: title,
    detail: { topic: state.topic, year: state.year, to },
  });
  return { to };
};

/** 上报检查考核情况: the figures of this moment, frozen. Sent again, the newer copy stands. */
export const sendChecks = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { year?: number | undefined },
): Promise<{ to: string[] }> => send(tdb, scope, await readChecksState(tdb, scope, input.year));

/** 上报安全状况 of this moment. */
export const sendSafety = async (tdb: TenantDb, scope: TenantScope): Promise<{ to: string[] }> =>
  send(tdb, scope, await readSafetyState(tdb, scope));
