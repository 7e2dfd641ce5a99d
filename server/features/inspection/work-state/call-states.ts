import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/clock.queries';
import { listOpenCalls } from '@/db/queries/work-state.queries';
import { audit } from '@/server/audit/audit';
import type { CallStatesInput } from '@/server/domain/inspection/work-state';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { sendDispatch } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';
import { listReceivedChecks, listReceivedSafety } from './received-states.ts';

const WHAT = { checks: '检查考核情况', safety: '档案安全状况' } as const;

/** 布置上报: a to-do with a day for each that is to report. Whoever was asked and has not answered is not asked twice. */
export const callStates = async (
  tdb: TenantDb,
  scope: TenantScope,
  { topic, whom, dueOn, words }: CallStatesInput,
): Promise<{ sent: number; left: number }> => {
  refuseClassified(words);
  if (dueOn < (await readToday(tdb))) throw new AppError('BAD_INPUT', 'the day lies in the past', { dueOn: 'past' });
  const { rows } =
    topic === 'checks'
      ? await listReceivedChecks(tdb, scope, { search: undefined })
      : await listReceivedSafety(tdb, scope, { search: undefined });
  const wanted = rows.filter((row) => whom === 'all' || row.sentAt === null);
  const open = await listOpenCalls(tdb, scope.tenantId, { kind: `${topic}_call`, side: 'sent' });
  const asked = new Set(open.map((call) => call.addresseeTenantId));
  const due = wanted.filter((row) => !asked.has(row.tenantId));
  const title = `请上报${WHAT[topic]}`;
  for (const { tenantId } of due)
    await sendDispatch(tdb, scope, {
      addresseeTenantId: tenantId,
      kind: `${topic}_call`,
      title,
      body: { note: words ?? `请于${dueOn}前上报${WHAT[topic]}。`, issuedBy: scope.actorName },
      dueOn,
    });
  await audit(tdb, scope, {
    action: 'workState.call',
    objectKind: 'dispatch',
    objectLabel: title,
    detail: { topic, dueOn, units: due.map((row) => row.name), left: wanted.length - due.length },
  });
  return { sent: due.length, left: wanted.length - due.length };
};
