import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/clock.queries';
import { changeVisit, findVisitForUpdate, insertVisit, type VisitRow } from '@/db/queries/guidance-visit.queries';
import { listOfficePeople } from '@/db/queries/member.queries';
import { audit } from '@/server/audit/audit';
import type {
  CancelVisitInput,
  FinishVisitInput,
  MoveVisitInput,
  PlanVisitInput,
} from '@/server/domain/guidance/guidance-calendar';
import { registerGuidanceInput } from '@/server/domain/guidance/guidance-event';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { listUnitsServed } from '@/server/tenancy/list-units-served';
import type { TenantScope } from '@/server/tenancy/scope';
import { registerGuidance } from './register-guidance.ts';

const OBJECT = 'guidance_visit';

const refusePast = async (tdb: TenantDb, plannedOn: string): Promise<void> => {
  if (plannedOn < (await readToday(tdb)))
    throw new AppError('BAD_INPUT', 'nothing is planned for the past', { plannedOn: 'past' });
};

/** Colleagues by account, then others by name; the one who plans where nobody is named. */
const guidesOf = async (
  tdb: TenantDb,
  scope: TenantScope,
  { guideAccountIds, guides, accountId }: PlanVisitInput & { accountId: string },
): Promise<{ accountId: string | null; name: string }[]> => {
  if (guideAccountIds.length + guides.length === 0) return [{ accountId, name: scope.actorName }];
  const wanted = new Set(guideAccountIds);
  const staff = (await listOfficePeople(tdb, scope.tenantId)).filter((person) => wanted.has(person.accountId));
  if (staff.length !== wanted.size) throw new AppError('NOT_FOUND', 'a guide does not work here');
  return [...staff, ...[...new Set(guides)].map((name) => ({ accountId: null, name }))];
};

/** Plans a visit for a day to come; whoever plans it goes there, unless others are named. */
export const planVisit = async (tdb: TenantDb, scope: TenantScope, input: PlanVisitInput): Promise<{ id: string }> => {
  const { accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'a visit is planned by a person');
  refuseClassified(input.topic, input.unitName);
  await refusePast(tdb, input.plannedOn);
  const { unitTenantId } = input;
  const unit =
    unitTenantId === undefined ? null : (await listUnitsServed(tdb)).find((one) => one.tenantId === unitTenantId);
  if (unit === undefined) throw new AppError('NOT_FOUND', `tenant ${unitTenantId} is not guided by ${scope.tenantId}`);
  const id = uuidv7();
  const unitName = unit?.name ?? input.unitName ?? '';
  const sent = await guidesOf(tdb, scope, { ...input, accountId });
  await insertVisit(tdb, {
    tenantId: scope.tenantId,
    id,
    unitTenantId: unit?.tenantId ?? null,
    unitName,
    mode: input.mode,
    topic: input.topic,
    plannedOn: input.plannedOn,
    guides: sent.map((person) => person.name),
    guideAccountIds: sent.map((person) => person.accountId),
    createdBy: accountId,
    createdByName: scope.actorName,
  });
  await audit(tdb, scope, {
    action: 'guidance.planVisit',
    objectKind: OBJECT,
    objectId: id,
    objectLabel: `${unitName} ${input.topic}`,
    detail: { plannedOn: input.plannedOn },
  });
  return { id };
};

const requirePlanned = async (tdb: TenantDb, scope: TenantScope, visitId: string): Promise<VisitRow> => {
  const visit = await findVisitForUpdate(tdb, scope.tenantId, visitId);
  if (!visit) throw new AppError('NOT_FOUND', `visit ${visitId} is not in tenant ${scope.tenantId}`);
  if (visit.state !== 'planned') throw new AppError('STEP_PASSED', `visit ${visitId} is ${visit.state}`);
  return visit;
};

type Change = Parameters<typeof changeVisit>[2];

const apply = async (
  tdb: TenantDb,
  scope: TenantScope,
  visit: VisitRow,
  rowVersion: number,
  { action, change }: { action: string; change: Change },
): Promise<void> => {
  if (!(await changeVisit(tdb, { tenantId: scope.tenantId, visitId: visit.id, rowVersion }, change)))
    throw new AppError('STALE_VERSION', `visit ${visit.id} was changed meanwhile`);
  await audit(tdb, scope, {
    action,
    objectKind: OBJECT,
    objectId: visit.id,
    objectLabel: `${visit.unitName} ${visit.topic}`,
    detail: { plannedOn: visit.plannedOn, ...change },
  });
};

/** 改期. */
export const moveVisit = async (tdb: TenantDb, scope: TenantScope, input: MoveVisitInput): Promise<void> => {
  const visit = await requirePlanned(tdb, scope, input.visitId);
  await refusePast(tdb, input.plannedOn);
  const change = { plannedOn: input.plannedOn };
  await apply(tdb, scope, visit, input.rowVersion, { action: 'guidance.moveVisit', change });
};

/** 取消 for a reason. */
export const cancelVisit = async (tdb: TenantDb, scope: TenantScope, input: CancelVisitInput): Promise<void> => {
  refuseClassified(input.reason);
  const visit = await requirePlanned(tdb, scope, input.visitId);
  const change = { state: 'cancelled', reason: input.reason } as const;
  await apply(tdb, scope, visit, input.rowVersion, { action: 'guidance.cancelVisit', change });
};

/** 办结: the visit was made. It becomes an act of guidance, counted and read by the unit like any other. */
export const finishVisit = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: FinishVisitInput,
): Promise<{ guidanceId: string }> => {
  const visit = await requirePlanned(tdb, scope, input.visitId);
  const { guidedOn, hours, result } = input;
  const whom =
    visit.unitTenantId === null ? { otherUnits: [{ name: visit.unitName }] } : { unitTenantIds: [visit.unitTenantId] };
  const { mode, topic, guides } = visit;
  const act = registerGuidanceInput.parse({ ...whom, mode, topic, guides, guidedOn, hours, result });
  const { guidanceIds } = await registerGuidance(tdb, scope, act);
  const [eventId] = guidanceIds;
  if (eventId === undefined) throw new Error('an act of guidance without an event');
  const change = { state: 'done', eventId } as const;
  await apply(tdb, scope, visit, input.rowVersion, { action: 'guidance.finishVisit', change });
  return { guidanceId: eventId };
};
